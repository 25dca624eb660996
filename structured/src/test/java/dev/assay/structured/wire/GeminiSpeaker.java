package dev.assay.structured.wire;

import dev.assay.structured.provider.HttpModel;
import dev.assay.structured.provider.Models;
import dev.assay.structured.provider.ToolCall;
import java.util.ArrayList;
import java.util.List;

/** Gemini's generateContent. */
public record GeminiSpeaker() implements Speaker {
    private static final String USAGE =
            "\"usageMetadata\":{\"promptTokenCount\":11,\"candidatesTokenCount\":5,\"thoughtsTokenCount\":2,"
                    + "\"totalTokenCount\":18,\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":11}]}";
    private static final String THOUGHT = "{\"text\":\"{\\\"no\\\":1}\",\"thought\":true}";

    @Override
    public HttpModel model(ScriptedServer server) {
        return Models.gemini("m-1", "key").at(server.at("/v1beta"));
    }

    private static String whole(String parts, String finish) {
        return "{\"candidates\":[{\"content\":{\"parts\":[" + parts + "],\"role\":\"model\"},"
                + (finish.isEmpty() ? "" : "\"finishReason\":\"" + finish + "\",") + "\"index\":0}]," + USAGE
                + ",\"modelVersion\":\"m-1\",\"responseId\":\"r-1\"}";
    }

    private static String text(String text) {
        return "{\"text\":" + Speaker.quote(text) + "}";
    }

    private static String function(ToolCall call) {
        return "{\"functionCall\":{\"id\":\"" + call.id() + "\",\"name\":\"" + call.name() + "\",\"args\":"
                + call.arguments() + "},\"thoughtSignature\":\"c2lnbmVk\"}";
    }

    @Override
    public String words(String text) {
        return whole(THOUGHT + "," + text(text), "STOP");
    }

    @Override
    public String calls(List<ToolCall> calls) {
        String parts = Speaker.list(calls, GeminiSpeaker::function);
        return whole(parts.substring(1, parts.length() - 1), "STOP");
    }

    @Override
    public String cut(String text) {
        return whole(text(text), "MAX_TOKENS");
    }

    @Override
    public String refusal() {
        return "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"}," + USAGE + ",\"modelVersion\":\"m-1\"}";
    }

    @Override
    public List<String> streamed(String text) {
        return streamed(text, "STOP");
    }

    @Override
    public List<String> streamedCut(String text) {
        return streamed(text, "MAX_TOKENS");
    }

    @Override
    public String fault(String type, String message) {
        return "{\"error\":{\"code\":429,\"message\":" + Speaker.quote(message)
                + ",\"status\":\"RESOURCE_EXHAUSTED\"}}";
    }

    private static List<String> streamed(String text, String finish) {
        List<String> events = new ArrayList<>();
        events.add(Speaker.event(whole(THOUGHT, "")));
        Speaker.pieces(text).forEach(piece -> events.add(Speaker.event(whole(text(piece), ""))));
        events.add(Speaker.event(whole(text(""), finish)));
        return events;
    }

    @Override
    public List<String> streamedCall(String tool, String arguments) {
        return List.of(
                Speaker.event(whole(THOUGHT, "")),
                Speaker.event(whole(function(new ToolCall("f-1", tool, arguments)), "")),
                Speaker.event(whole("", "STOP")));
    }

    @Override
    public String toString() {
        return "gemini";
    }
}
