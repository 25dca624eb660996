package dev.assay.structured.wire;

import dev.assay.structured.provider.HttpModel;
import dev.assay.structured.provider.Models;
import dev.assay.structured.provider.ToolCall;
import java.util.ArrayList;
import java.util.List;

/** OpenAI's responses. */
public record ResponsesSpeaker() implements Speaker {
    private static final String USAGE = "\"usage\":{\"input_tokens\":11,\"input_tokens_details\":{\"cached_tokens\":4},"
            + "\"output_tokens\":7,\"output_tokens_details\":{\"reasoning_tokens\":2},\"total_tokens\":18}";
    private static final String REASONING =
            "{\"id\":\"rs_1\",\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":"
                    + "\"{\\\"no\\\":1}\"}]}";

    @Override
    public HttpModel model(ScriptedServer server) {
        return Models.openAiResponses("m-1", "key").at(server.at("/v1"));
    }

    private static String whole(String items, String status) {
        return "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1760000000,\"status\":\"" + status
                + "\",\"error\":null,"
                + "\"incomplete_details\":"
                + (status.equals("incomplete") ? "{\"reason\":\"max_output_tokens\"}" : "null")
                + ",\"model\":\"m-1\",\"output\":[" + REASONING + "," + items + "]," + USAGE + "}";
    }

    private static String message(String part) {
        return "{\"id\":\"msg_1\",\"type\":\"message\",\"status\":\"completed\",\"role\":\"assistant\",\"content\":["
                + part + "]}";
    }

    private static String text(String text) {
        return "{\"type\":\"output_text\",\"text\":" + Speaker.quote(text) + ",\"annotations\":[]}";
    }

    private static String function(ToolCall call) {
        return "{\"id\":\"fc_1\",\"type\":\"function_call\",\"status\":\"completed\",\"call_id\":\"" + call.id()
                + "\",\"name\":\"" + call.name() + "\",\"arguments\":" + Speaker.quote(call.arguments()) + "}";
    }

    @Override
    public String words(String text) {
        return whole(message(text(text)), "completed");
    }

    @Override
    public String calls(List<ToolCall> calls) {
        String items = Speaker.list(calls, ResponsesSpeaker::function);
        return whole(items.substring(1, items.length() - 1), "completed");
    }

    @Override
    public String cut(String text) {
        return whole(message(text(text)), "incomplete");
    }

    @Override
    public String refusal() {
        return whole(message("{\"type\":\"refusal\",\"refusal\":\"I cannot help with that.\"}"), "completed");
    }

    private static String named(String type, String rest) {
        return Speaker.event(type, "{\"type\":\"" + type + "\",\"sequence_number\":1" + rest + "}");
    }

    @Override
    public List<String> streamed(String text) {
        return streamed(text, "response.completed", words(text));
    }

    @Override
    public List<String> streamedCut(String text) {
        return streamed(text, "response.incomplete", cut(text));
    }

    private static List<String> streamed(String text, String end, String whole) {
        List<String> events = new ArrayList<>();
        events.add(named(
                "response.created", ",\"response\":{\"id\":\"resp_1\",\"status\":\"in_progress\",\"output\":[]}"));
        events.add(named("response.reasoning_summary_text.delta", ",\"output_index\":0,\"delta\":\"{\\\"no\\\":1}\""));
        events.add(named("response.output_item.added", ",\"output_index\":1,\"item\":" + message("")));
        Speaker.pieces(text)
                .forEach(piece -> events.add(named(
                        "response.output_text.delta",
                        ",\"output_index\":1,\"content_index\":0,\"item_id\":\"msg_1\",\"delta\":"
                                + Speaker.quote(piece))));
        events.add(named(end, ",\"response\":" + whole));
        return events;
    }

    @Override
    public List<String> streamedCall(String tool, String arguments) {
        List<String> events = new ArrayList<>();
        events.add(named(
                "response.created", ",\"response\":{\"id\":\"resp_1\",\"status\":\"in_progress\",\"output\":[]}"));
        events.add(named(
                "response.output_item.added",
                ",\"output_index\":1,\"item\":" + function(new ToolCall("call_1", tool, ""))));
        Speaker.pieces(arguments)
                .forEach(piece -> events.add(named(
                        "response.function_call_arguments.delta",
                        ",\"output_index\":1,\"item_id\":\"fc_1\",\"delta\":" + Speaker.quote(piece))));
        events.add(named("response.completed", ",\"response\":" + call(tool, arguments)));
        return events;
    }

    @Override
    public String toString() {
        return "openai responses";
    }
}
