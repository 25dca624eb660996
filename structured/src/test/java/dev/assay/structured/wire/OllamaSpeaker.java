package dev.assay.structured.wire;

import dev.assay.structured.provider.HttpModel;
import dev.assay.structured.provider.Models;
import dev.assay.structured.provider.ToolCall;
import java.util.ArrayList;
import java.util.List;

/** Ollama's own chat. */
public record OllamaSpeaker() implements Speaker {
    private static final String USAGE =
            ",\"total_duration\":5,\"load_duration\":1,\"prompt_eval_count\":11,\"prompt_eval_duration\":1,\"eval_count\":7,\"eval_duration\":3";

    @Override
    public HttpModel model(ScriptedServer server) {
        return Models.ollama("m-1", server.at(""));
    }

    private static String whole(String message, boolean done, String reason) {
        return "{\"model\":\"m-1\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\","
                + message + "},\"done\":" + done
                + (reason.isEmpty() ? "" : ",\"done_reason\":\"" + reason + "\"" + USAGE) + "}";
    }

    private static String text(String text) {
        return "\"content\":" + Speaker.quote(text);
    }

    private static String functions(List<ToolCall> calls) {
        return "\"content\":\"\",\"tool_calls\":"
                + Speaker.list(
                        calls,
                        call -> "{\"function\":{\"name\":\"" + call.name() + "\",\"arguments\":" + call.arguments()
                                + "}}");
    }

    @Override
    public String words(String text) {
        return whole(text(text) + ",\"thinking\":\"{\\\"no\\\":1}\"", true, "stop");
    }

    @Override
    public String calls(List<ToolCall> calls) {
        return whole(functions(calls), true, "stop");
    }

    @Override
    public String cut(String text) {
        return whole(text(text), true, "length");
    }

    /** It has none. */
    @Override
    public String refusal() {
        return "";
    }

    @Override
    public List<String> streamed(String text) {
        return streamed(text, "stop");
    }

    @Override
    public List<String> streamedCut(String text) {
        return streamed(text, "length");
    }

    @Override
    public String fault(String type, String message) {
        return "{\"error\":" + Speaker.quote(message) + "}";
    }

    private static List<String> streamed(String text, String reason) {
        List<String> lines = new ArrayList<>();
        lines.add(whole("\"content\":\"\",\"thinking\":\"{\\\"no\\\":1}\"", false, "") + "\n");
        Speaker.pieces(text).forEach(piece -> lines.add(whole(text(piece), false, "") + "\n"));
        lines.add(whole(text(""), true, reason) + "\n");
        return lines;
    }

    @Override
    public List<String> streamedCall(String tool, String arguments) {
        return List.of(
                whole(functions(List.of(new ToolCall("", tool, arguments))), false, "") + "\n",
                whole(text(""), true, "stop") + "\n");
    }

    @Override
    public String toString() {
        return "ollama";
    }
}
