package dev.assay.structured.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Chunks of OpenAI's chat format. */
final class ChatReader implements StreamReader {
    private final String provider;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final Map<Integer, CallBuilder> calls = new TreeMap<>();
    private String id = "";
    private String model = "";
    private String reason = "";
    private Usage usage = Usage.UNKNOWN;
    private JsonNode last = MissingNode.getInstance();

    ChatReader(String provider) {
        this.provider = provider;
    }

    @Override
    public List<Delta> accept(String event, JsonNode data) {
        if (data.has("error") && !data.path("error").isNull()) {
            throw Faults.inStream(provider, data.path("error"));
        }
        last = data;
        id = id.isEmpty() ? Tree.text(data, "id") : id;
        model = model.isEmpty() ? Tree.text(data, "model") : model;
        if (data.path("usage").isObject()) {
            usage = ChatFormat.usage(data.path("usage")); // the counts so far: the last ones are the whole
        }
        List<Delta> deltas = new ArrayList<>();
        JsonNode choice = data.path("choices").path(0);
        JsonNode delta = choice.path("delta");
        String more = ChatFormat.content(delta.path("content"));
        if (!more.isEmpty()) {
            text.append(more);
            deltas.add(new Delta(Delta.TEXT, more));
        }
        refusal.append(Tree.text(delta, "refusal"));
        reasoning.append(Tree.text(delta, "reasoning_content"));
        for (JsonNode part : delta.path("tool_calls")) {
            // servers that leave the index out send each call whole
            int index = part.path("index").isInt() ? part.path("index").intValue() : calls.size();
            CallBuilder call = calls.computeIfAbsent(index, at -> new CallBuilder());
            call.id = call.id.isEmpty() ? Tree.text(part, "id") : call.id;
            call.name = call.name.isEmpty() ? Tree.text(part.path("function"), "name") : call.name;
            String arguments = ChatFormat.arguments(part.path("function").path("arguments"));
            if (!arguments.isEmpty()) {
                call.arguments.append(arguments);
                deltas.add(new Delta(index, arguments));
            }
        }
        String why = Tree.text(choice, "finish_reason");
        reason = why.isEmpty() ? reason : why;
        return deltas;
    }

    @Override
    public boolean ended() {
        return !reason.isEmpty();
    }

    @Override
    public Reply reply() {
        return new Reply(
                id,
                model,
                text.toString(),
                calls.values().stream().map(CallBuilder::call).toList(),
                ChatFormat.blocks(Tree.object().put("reasoning_content", reasoning.toString()), !calls.isEmpty()),
                ChatFormat.finish(reason, refusal.toString()),
                reason,
                refusal.toString(),
                usage,
                last);
    }
}
