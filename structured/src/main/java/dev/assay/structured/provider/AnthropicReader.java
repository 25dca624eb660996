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
    private final Map<Integer, Block> blocks = new TreeMap<>();
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
                blocks.put((int) Tree.count(data, "index"), new Block(block));
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
        Block open = blocks.get(block);
        if (open != null) {
            open.add(delta);
        }
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
                ended
                        ? AnthropicFormat.blocks(
                                blocks.values().stream().map(Block::whole).toList())
                        : List.of(),
                AnthropicFormat.finish(reason),
                reason,
                reason.equals("refusal") ? AnthropicFormat.refusal(text.toString()) : "",
                ended ? AnthropicFormat.usage(usage) : Usage.UNKNOWN,
                last);
    }

    /** A block as it would have come in a whole answer. */
    private static final class Block {
        private final ObjectNode start;
        private final StringBuilder written = new StringBuilder();
        private final StringBuilder signature = new StringBuilder();

        Block(JsonNode start) {
            this.start = start instanceof ObjectNode object ? object.deepCopy() : Tree.object();
        }

        void add(JsonNode delta) {
            switch (Tree.text(delta, "type")) {
                case "text_delta" -> written.append(Tree.text(delta, "text"));
                case "thinking_delta" -> written.append(Tree.text(delta, "thinking"));
                case "input_json_delta" -> written.append(Tree.text(delta, "partial_json"));
                case "signature_delta" -> signature.append(Tree.text(delta, "signature"));
                default -> {} // citations are no part of what goes back
            }
        }

        JsonNode whole() {
            switch (Tree.text(start, "type")) {
                case "text" -> start.put("text", Tree.text(start, "text") + written);
                case "thinking" -> {
                    start.put("thinking", Tree.text(start, "thinking") + written);
                    start.put("signature", Tree.text(start, "signature") + signature);
                }
                case "tool_use" ->
                    start.set(
                            "input",
                            written.length() == 0 ? Tree.object() : Tree.objectOf(written.toString(), "unreadable"));
                default -> {} // redacted thinking comes whole
            }
            written.setLength(0);
            signature.setLength(0);
            return start;
        }
    }
}
