package dev.assay.structured.provider;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Lines of Ollama: each adds some words, the last one counts. Tool calls come whole. */
final class OllamaReader implements StreamReader {
    private final OllamaFormat format;
    private final StringBuilder text = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private JsonNode last = MissingNode.getInstance();
    private boolean ended;

    OllamaReader(OllamaFormat format) {
        this.format = format;
    }

    @Override
    public List<Delta> accept(String event, JsonNode data) {
        Reply chunk = format.reply(data);
        last = data;
        ended = data.path("done").asBoolean(false);
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
        return ended;
    }

    @Override
    public Reply reply() {
        if (last.isMissingNode()) {
            return new Reply("", "", "", List.of(), Finish.UNKNOWN, "", "", Usage.UNKNOWN, last);
        }
        Reply end = format.reply(last);
        return new Reply(
                end.id(),
                end.model(),
                text.toString(),
                calls,
                end.finish(),
                end.reason(),
                end.refusal(),
                ended ? end.usage() : Usage.UNKNOWN,
                last);
    }
}
