package dev.assay.server.ingest.dialect;

import static dev.assay.server.ingest.dialect.Expected.HELLO;
import static dev.assay.server.ingest.dialect.Expected.HI;
import static dev.assay.server.ingest.dialect.Expected.PARIS;
import static dev.assay.server.ingest.dialect.Expected.WEATHER;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import java.util.List;
import java.util.OptionalLong;

/** Anthropic's own SDK. */
final class AnthropicVectors {

    private AnthropicVectors() {}

    static List<Span> spans() {
        return List.of(chat(), toolCall(), stream());
    }

    private static Span chat() {
        SpanBuilder span =
                llm("795b809aa3637f16201f4df42b5af750", "6519ef8a51028c49", 1795449503613000000L, 1795449503684561549L);
        span.systemInstructions = List.of(new Part.Text("Be brief."));
        span.sessionId = "conv-1";
        Expected.content(span, List.of(WEATHER), List.of(HELLO), "stop");
        span.attributes = attributes("", "", "end_turn");
        return span.build();
    }

    private static Span toolCall() {
        SpanBuilder span =
                llm("03acbf6b8d7372cd20771b5d40a415db", "5e279950e87ea6d6", 1795449503690000000L, 1795449503729882275L);
        Message answer =
                Message.of("assistant", new Part.Reasoning("hmm"), new Part.ToolCall("toolu_1", "get_weather", PARIS));
        Expected.content(span, List.of(Message.text("user", "Weather?")), List.of(answer), "tool_call");
        span.attributes = attributes("", "", "tool_use");
        return span.build();
    }

    /** Its content is not captured on streams. */
    private static Span stream() {
        SpanBuilder span =
                llm("0c31928c15b62bdfd88d9b82bcdc52e3", "bc373de3f639a08e", 1795449503731000000L, 1795449503760050971L);
        Expected.content(span, List.of(HI), List.of(), "stop");
        span.attributes = attributes(
                "\"gen_ai.request.stream\":true,", "\"gen_ai.response.time_to_first_chunk\":0.029,", "end_turn");
        return span.build();
    }

    private static Json attributes(String request, String response, String stopReason) {
        return new Json("{\"server.address\":\"127.0.0.1\",\"server.port\":18432,\"http.route\":\"/v1/messages\","
                + "\"gen_ai.request.max_tokens\":64," + request
                + "\"http.request.method\":\"POST\",\"url.scheme\":\"http\",\"url.path\":\"/v1/messages\","
                + "\"url.full\":\"http://127.0.0.1:18432/v1/messages\",\"http.response.status_code\":200,"
                + "\"anthropic.request.id\":\"req_ant_mock\"," + response
                + "\"anthropic.response.service_tier\":\"standard\",\"anthropic.message.stop_reason\":\"" + stopReason
                + "\",\"otlp\":{\"kind\":\"client\"}}");
    }

    private static SpanBuilder llm(String traceId, String spanId, long start, long end) {
        SpanBuilder span = Expected.span(traceId, spanId, "", "anthropic.messages.create", SpanKind.LLM, start, end);
        span.operation = "chat";
        Expected.models(span, "anthropic", "claude-opus-5-5", "claude-opus-5-5");
        span.responseId = "msg_mock";
        span.status = Status.OK;
        span.usage = Expected.usage(45, 17, OptionalLong.of(30), OptionalLong.of(5), OptionalLong.of(4));
        span.service = "anthropic-native";
        span.client = Expected.client("com.anthropic.sdk.typescript", "1.12.0", "anthropic-sdk");
        return span;
    }
}
