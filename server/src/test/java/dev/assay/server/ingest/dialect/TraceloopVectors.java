package dev.assay.server.ingest.dialect;

import static dev.assay.server.ingest.dialect.Expected.CALL;
import static dev.assay.server.ingest.dialect.Expected.HELLO;
import static dev.assay.server.ingest.dialect.Expected.HI;
import static dev.assay.server.ingest.dialect.Expected.RAINY;
import static dev.assay.server.ingest.dialect.Expected.SYSTEM;
import static dev.assay.server.ingest.dialect.Expected.WEATHER;

import dev.assay.model.Json;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Usage;
import java.util.List;

/** Traceloop's instrumentation of openai. */
final class TraceloopVectors {

    private static final Json TOTAL = new Json("{\"gen_ai.usage.total_tokens\":59,\"otlp\":{\"kind\":\"client\"}}");

    private TraceloopVectors() {}

    static List<Span> spans() {
        return List.of(chat(), toolCall(), toolAnswer(), stream(), response());
    }

    private static Span chat() {
        SpanBuilder span =
                llm("0d2a492edd04f899f08158416b56688d", "06f786649c9cc4aa", 1795449507576000000L, 1795449507627757906L);
        Expected.content(span, List.of(SYSTEM, WEATHER), List.of(HELLO), "stop");
        span.attributes = new Json(
                "{\"gen_ai.request.temperature\":0.2,\"gen_ai.usage.total_tokens\":59,\"otlp\":{\"kind\":\"client\"}}");
        return span.build();
    }

    private static Span toolCall() {
        SpanBuilder span =
                llm("1e309540c7643095c91b2220e2082bd8", "2dea978f93cd3c7e", 1795449507629000000L, 1795449507646614135L);
        Expected.content(span, List.of(SYSTEM, WEATHER), List.of(CALL), "tool_call");
        span.tools = new Json(
                "[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"description\":\"w\",\"parameters\":{\"type\":\"object\","
                        + "\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}}}]");
        return span.build();
    }

    private static Span toolAnswer() {
        SpanBuilder span =
                llm("01933a2923a67ad77a90d0b181dccbb1", "5cf7a14849dc8a1f", 1795449507647000000L, 1795449507675021656L);
        Expected.content(span, List.of(SYSTEM, WEATHER, CALL, RAINY), List.of(HELLO), "stop");
        return span.build();
    }

    /** It counts no tokens on streams. */
    private static Span stream() {
        SpanBuilder span =
                llm("46c1a8884a188ff4c00b8b99392e5f66", "f47cad54f6daafba", 1795449507676000000L, 1795449507731236918L);
        Expected.content(span, List.of(SYSTEM, WEATHER), List.of(HELLO), "stop");
        span.usage = Usage.NONE;
        span.attributes = new Json("{\"otlp\":{\"kind\":\"client\"}}");
        return span.build();
    }

    private static Span response() {
        SpanBuilder span =
                llm("138115a760e9ff4561db9c258399ed05", "1182dd56d1974191", 1795449507771000000L, 1795449507779364362L);
        Expected.content(span, List.of(HI), List.of(HELLO), "stop");
        span.responseId = "resp_mock";
        return span.build();
    }

    private static SpanBuilder llm(String traceId, String spanId, long start, long end) {
        SpanBuilder span = Expected.span(traceId, spanId, "", "chat gpt-5-mini", SpanKind.LLM, start, end);
        span.operation = "chat";
        Expected.models(span, "openai", "gpt-5-mini", "gpt-5-mini-2025-08-07");
        span.responseId = "chatcmpl-mock";
        span.usage = Usage.of(42, 17);
        span.service = "traceloop-openai";
        span.client = Expected.client("@traceloop/instrumentation-openai", "0.27.0", "traceloop");
        span.attributes = TOTAL;
        return span;
    }
}
