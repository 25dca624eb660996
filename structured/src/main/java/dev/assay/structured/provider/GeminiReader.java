package dev.assay.structured.provider;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A stream of Gemini is a series of small whole answers. */
final class GeminiReader implements StreamReader {
    private final GeminiFormat format;
    private final StringBuilder text = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
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

    @Override
    public boolean ended() {
        return !reason.isEmpty();
    }

    @Override
    public Reply reply() {
        return new Reply(id, model, text.toString(), calls, finish, reason, refusal, usage, last);
    }
}
