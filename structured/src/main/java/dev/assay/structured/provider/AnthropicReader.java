package dev.assay.structured.provider;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Events of Anthropic's message streams. Tool calls are counted from 0, whatever blocks stand before them. */
final class AnthropicReader implements StreamReader {
    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, CallBuilder> calls = new TreeMap<>();
    private final Map<Integer, Integer> callOfBlock = new TreeMap<>();
    private final ObjectNode usage = Tree.object();
    private String id = "";
    private String model = "";
    private String reason = "";
    private boolean ended;
    private JsonNode last = MissingNode.getInstance();

    @Override
    public List<Delta> accept(String event, JsonNode data) {
        switch (Tree.text(data, "type")) {
            case "message_start" -> {
                JsonNode message = data.path("message");
                id = Tree.text(message, "id");
                model = Tree.text(message, "model");
                merge(message.path("usage"));
                last = data;
            }
            case "content_block_start" -> {
                JsonNode block = data.path("content_block");
                if (Tree.text(block, "type").equals("tool_use")) {
                    CallBuilder call = new CallBuilder();
                    call.id = Tree.text(block, "id");
                    call.name = Tree.text(block, "name");
                    callOfBlock.put((int) Tree.count(data, "index"), calls.size());
                    calls.put(calls.size(), call);
                } else if (!Tree.text(block, "text").isEmpty()) {
                    return words(Tree.text(block, "text"));
                }
            }
            case "content_block_delta" -> {
                return delta((int) Tree.count(data, "index"), data.path("delta"));
            }
            case "message_delta" -> {
                String why = Tree.text(data.path("delta"), "stop_reason");
                reason = why.isEmpty() ? reason : why;
                merge(data.path("usage"));
                last = data;
            }
            case "message_stop" -> ended = true;
            case "error" -> throw Faults.inStream("anthropic", data.path("error"));
            default -> {
                return List.of(); // pings, and what may come one day
            }
        }
        return List.of();
    }

    private List<Delta> delta(int block, JsonNode delta) {
        String kind = Tree.text(delta, "type");
        if (kind.equals("text_delta")) {
            return words(Tree.text(delta, "text"));
        }
        Integer position = callOfBlock.get(block);
        CallBuilder call = position == null ? null : calls.get(position);
        String part = Tree.text(delta, "partial_json");
        if (call == null || position == null || part.isEmpty() || !kind.equals("input_json_delta")) {
            return List.of(); // thinking and citations are not the answer
        }
        call.arguments.append(part);
        return List.of(new Delta(position, part));
    }

    private List<Delta> words(String more) {
        text.append(more);
        return more.isEmpty() ? List.of() : List.of(new Delta(Delta.TEXT, more));
    }

    /** The counts of later events are the whole, and leave out what has not changed. */
    private void merge(JsonNode counts) {
        counts.properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                usage.set(field.getKey(), field.getValue());
            }
        });
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public Reply reply() {
        return new Reply(
                id,
                model,
                text.toString(),
                calls.values().stream()
                        .map(CallBuilder::call)
                        // a tool without arguments sends no piece of them
                        .map(call -> call.arguments().isEmpty() ? new ToolCall(call.id(), call.name(), "{}") : call)
                        .toList(),
                AnthropicFormat.finish(reason),
                reason,
                reason.equals("refusal") ? AnthropicFormat.refusal(text.toString()) : "",
                ended ? AnthropicFormat.usage(usage) : Usage.UNKNOWN,
                last);
    }
}
