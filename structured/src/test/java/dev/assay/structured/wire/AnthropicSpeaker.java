package dev.assay.structured.wire;

import dev.assay.structured.provider.HttpModel;
import dev.assay.structured.provider.Models;
import dev.assay.structured.provider.ToolCall;
import java.util.ArrayList;
import java.util.List;

/** Anthropic's messages. */
public record AnthropicSpeaker() implements Speaker {
    private static final String START =
            "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":"
                    + "\"assistant\",\"model\":\"m-1\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":7,"
                    + "\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":4,\"output_tokens\":1}}}";

    @Override
    public HttpModel model(ScriptedServer server) {
        return Models.anthropic("m-1", "key").at(server.at(""));
    }

    private static String whole(String content, String reason) {
        return "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m-1\",\"content\":[" + content
                + "],\"stop_reason\":\"" + reason + "\",\"stop_sequence\":null,\"usage\":{\"input_tokens\":7,"
                + "\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":4,\"output_tokens\":7,\"server_tool_use\":"
                + "{\"web_search_requests\":2}}}";
    }

    private static String block(String text) {
        return "{\"type\":\"text\",\"text\":" + Speaker.quote(text) + "}";
    }

    @Override
    public String words(String text) {
        return whole(block(text), "end_turn");
    }

    @Override
    public String call(String tool, String arguments) {
        return calls(List.of(new ToolCall("toolu_1", tool, arguments)));
    }

    @Override
    public String calls(List<ToolCall> calls) {
        String blocks = Speaker.list(
                calls,
                call -> "{\"type\":\"tool_use\",\"id\":\"" + call.id() + "\",\"name\":\"" + call.name()
                        + "\",\"input\":" + call.arguments() + "}");
        return whole(blocks.substring(1, blocks.length() - 1), "tool_use");
    }

    @Override
    public String cut(String text) {
        return whole(block(text), "max_tokens");
    }

    @Override
    public String refusal() {
        return whole(block("I cannot help with that."), "refusal");
    }

    private static String named(String type, String rest) {
        return Speaker.event(type, "{\"type\":\"" + type + "\"" + rest + "}");
    }

    private static List<String> end(List<String> events, String reason) {
        events.add(named("content_block_stop", ",\"index\":1"));
        events.add(named(
                "message_delta",
                ",\"delta\":{\"stop_reason\":\"" + reason
                        + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":7}"));
        events.add(named("message_stop", ""));
        return events;
    }

    private static List<String> begin() {
        List<String> events = new ArrayList<>();
        events.add(Speaker.event("message_start", START));
        events.add(named(
                "content_block_start", ",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}"));
        events.add(named("ping", ""));
        events.add(named(
                "content_block_delta",
                ",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"{\\\"no\\\":1}\"}"));
        events.add(named("content_block_stop", ",\"index\":0"));
        return events;
    }

    @Override
    public List<String> streamed(String text) {
        return streamed(text, "end_turn");
    }

    @Override
    public List<String> streamedCut(String text) {
        return streamed(text, "max_tokens");
    }

    @Override
    public String fault(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":" + Speaker.quote(message) + "}}";
    }

    private static List<String> streamed(String text, String reason) {
        List<String> events = begin();
        events.add(named("content_block_start", ",\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
        Speaker.pieces(text)
                .forEach(piece -> events.add(named(
                        "content_block_delta",
                        ",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":" + Speaker.quote(piece) + "}")));
        return end(events, reason);
    }

    @Override
    public List<String> streamedCall(String tool, String arguments) {
        List<String> events = begin();
        events.add(named(
                "content_block_start",
                ",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"" + tool
                        + "\",\"input\":{}}"));
        Speaker.pieces(arguments)
                .forEach(piece -> events.add(named(
                        "content_block_delta",
                        ",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":" + Speaker.quote(piece)
                                + "}")));
        return end(events, "tool_use");
    }

    @Override
    public String toString() {
        return "anthropic";
    }
}
