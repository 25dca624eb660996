package dev.assay.structured.wire;

import dev.assay.structured.provider.HttpModel;
import dev.assay.structured.provider.ToolCall;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** OpenAI's chat completions and those who speak alike. */
public record ChatSpeaker(String name, Function<URI, HttpModel> maker) implements Speaker {
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":4},\"completion_tokens_details\":{\"reasoning_tokens\":2}}";

    @Override
    public HttpModel model(ScriptedServer server) {
        return maker.apply(server.at("/v1"));
    }

    private static String whole(String message, String finish) {
        return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1760000000,\"model\":\"m-1\",\"choices\":[{\"index\":0,"
                + "\"message\":{\"role\":\"assistant\"," + message + "},\"logprobs\":null,\"finish_reason\":\"" + finish
                + "\"}],"
                + USAGE + "}";
    }

    @Override
    public String words(String text) {
        return whole("\"content\":" + Speaker.quote(text) + ",\"refusal\":null", "stop");
    }

    @Override
    public String calls(List<ToolCall> calls) {
        return whole("\"content\":null,\"tool_calls\":" + Speaker.list(calls, ChatSpeaker::function), "tool_calls");
    }

    private static String function(ToolCall call) {
        return "{\"id\":\"" + call.id() + "\",\"type\":\"function\",\"function\":{\"name\":\"" + call.name()
                + "\",\"arguments\":" + Speaker.quote(call.arguments()) + "}}";
    }

    @Override
    public String cut(String text) {
        return whole("\"content\":" + Speaker.quote(text), "length");
    }

    @Override
    public String refusal() {
        return name.equals("openai")
                ? whole("\"content\":null,\"refusal\":\"I cannot help with that.\"", "stop")
                : whole("\"content\":\"\"", "content_filter");
    }

    private static String chunk(String delta, String finish) {
        return Speaker.event(
                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1760000000,\"model\":\"m-1\","
                        + "\"choices\":[{\"index\":0,\"delta\":{" + delta + "},\"finish_reason\":" + finish + "}]}");
    }

    private static List<String> end(List<String> events, String finish) {
        events.add(chunk("", "\"" + finish + "\""));
        events.add(Speaker.event("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1760000000,"
                + "\"model\":\"m-1\",\"choices\":[]," + USAGE + "}"));
        events.add(Speaker.event("[DONE]"));
        return events;
    }

    @Override
    public List<String> streamed(String text) {
        return streamed(text, "stop");
    }

    @Override
    public List<String> streamedCut(String text) {
        return streamed(text, "length");
    }

    private static List<String> streamed(String text, String finish) {
        List<String> events = new ArrayList<>();
        events.add(chunk("\"role\":\"assistant\",\"content\":\"\"", "null"));
        Speaker.pieces(text).forEach(piece -> events.add(chunk("\"content\":" + Speaker.quote(piece), "null")));
        return end(events, finish);
    }

    @Override
    public List<String> streamedCall(String tool, String arguments) {
        List<String> events = new ArrayList<>();
        events.add(chunk(
                "\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\""
                        + tool + "\",\"arguments\":\"\"}}]",
                "null"));
        Speaker.pieces(arguments)
                .forEach(piece -> events.add(chunk(
                        "\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":" + Speaker.quote(piece) + "}}]",
                        "null")));
        return end(events, "tool_calls");
    }

    @Override
    public String toString() {
        return name;
    }
}
