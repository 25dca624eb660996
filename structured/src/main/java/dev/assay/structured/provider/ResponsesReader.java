package dev.assay.structured.provider;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Events of OpenAI's responses. The last one holds the whole answer, so that only its pieces are passed on before. */
final class ResponsesReader implements StreamReader {
    private final ResponsesFormat format;
    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, CallBuilder> calls = new TreeMap<>();
    private final Map<Integer, Integer> callOfItem = new TreeMap<>();
    private JsonNode whole = MissingNode.getInstance();

    ResponsesReader(ResponsesFormat format) {
        this.format = format;
    }

    @Override
    public List<Delta> accept(String event, JsonNode data) {
        switch (Tree.text(data, "type")) {
            case "response.output_text.delta" -> {
                String more = Tree.text(data, "delta");
                text.append(more);
                return more.isEmpty() ? List.of() : List.of(new Delta(Delta.TEXT, more));
            }
            case "response.output_item.added" -> {
                JsonNode item = data.path("item");
                if (Tree.text(item, "type").equals("function_call")) {
                    CallBuilder call = new CallBuilder();
                    call.id = Tree.text(item, "call_id");
                    call.name = Tree.text(item, "name");
                    callOfItem.put((int) Tree.count(data, "output_index"), calls.size());
                    calls.put(calls.size(), call);
                }
            }
            case "response.function_call_arguments.delta" -> {
                Integer position = callOfItem.get((int) Tree.count(data, "output_index"));
                CallBuilder call = position == null ? null : calls.get(position);
                String more = Tree.text(data, "delta");
                if (call != null && position != null && !more.isEmpty()) {
                    call.arguments.append(more);
                    return List.of(new Delta(position, more));
                }
            }
            case "response.completed", "response.incomplete" -> whole = data.path("response");
            case "response.failed" ->
                throw Faults.inStream(format.provider(), data.path("response").path("error"));
            case "error" -> throw Faults.inStream(format.provider(), data);
            default -> {
                return List.of(); // progress of other items
            }
        }
        return List.of();
    }

    @Override
    public boolean ended() {
        return !whole.isMissingNode();
    }

    @Override
    public Reply reply() {
        return ended()
                ? format.reply(whole)
                : new Reply(
                        "",
                        "",
                        text.toString(),
                        calls.values().stream().map(CallBuilder::call).toList(),
                        Finish.UNKNOWN,
                        "",
                        "",
                        Usage.UNKNOWN,
                        whole);
    }
}
