package dev.assay.structured.provider;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** A stream of Gemini is a series of small whole answers. */
final class GeminiReader implements StreamReader {
    private final GeminiFormat format;
    private final StringBuilder text = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private final List<JsonNode> parts = new ArrayList<>();
    private String reason = "";
    private Finish finish = Finish.UNKNOWN;
    private String refusal = "";
    private String id = "";
    private String model = "";
    private Usage usage = Usage.UNKNOWN;
    private JsonNode last = MissingNode.getInstance();

    GeminiReader(GeminiFormat format) {
        this.format = format;
    }

    @Override
    public List<Delta> accept(String event, JsonNode data) {
        if (!data.has("error") && !data.has("candidates") && !data.has("promptFeedback")) {
            return List.of(); // a chunk that only counts
        }
        Reply chunk = format.reply(data);
        data.path("candidates").path(0).path("content").path("parts").forEach(this::keep);
        last = data;
        id = chunk.id().isEmpty() ? id : chunk.id();
        model = chunk.model().isEmpty() ? model : chunk.model();
        usage = chunk.usage().known() ? chunk.usage() : usage; // each chunk tells the counts so far
        if (!chunk.reason().isEmpty()) {
            reason = chunk.reason();
            finish = chunk.finish();
            refusal = chunk.refusal();
        }
        List<Delta> deltas = new ArrayList<>();
        if (!chunk.text().isEmpty()) {
            text.append(chunk.text());
            deltas.add(new Delta(Delta.TEXT, chunk.text()));
        }
        for (ToolCall call : chunk.calls()) {
            deltas.add(new Delta(calls.size(), call.arguments()));
            calls.add(call);
        }
        return deltas;
    }

    /** Pieces of one text become one part again, but for what has a signature. */
    private void keep(JsonNode part) {
        JsonNode before = parts.isEmpty() ? part : parts.get(parts.size() - 1);
        boolean plain = part.size() == 1 && part.path("text").isString();
        if (plain
                && !parts.isEmpty()
                && before.size() == 1
                && before.path("text").isString()) {
            ((ObjectNode) before).put("text", Tree.text(before, "text") + Tree.text(part, "text"));
        } else {
            parts.add(part);
        }
    }

    @Override
    public boolean ended() {
        return !reason.isEmpty();
    }

    @Override
    public Reply reply() {
        return new Reply(
                id, model, text.toString(), calls, GeminiFormat.blocks(parts), finish, reason, refusal, usage, last);
    }
}
