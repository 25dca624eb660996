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
import dev.assay.model.Status;
import dev.assay.model.Usage;
import java.util.List;
import java.util.OptionalLong;

/** OpenInference's instrumentation of openai. */
final class OpenInferenceVectors {

    private OpenInferenceVectors() {}

    static List<Span> spans() {
        return List.of(chat(), toolCall(), toolAnswer(), stream(), embedding(), response());
    }

    private static Span chat() {
        SpanBuilder span =
                llm("16fa7f88201ebe60472ae4e328f54c9f", "d420123106ef0c80", 1795449505773000000L, 1795449505815727390L);
        Expected.content(span, List.of(SYSTEM, WEATHER), List.of(HELLO), "stop");
        return span.build();
    }

    private static Span toolCall() {
        SpanBuilder span =
                llm("415b96bbe940be78ec7974883e809c77", "8896f8089469a571", 1795449505818000000L, 1795449505832264376L);
        Expected.content(span, List.of(SYSTEM, WEATHER), List.of(CALL), "tool_call");
        span.tools = new Json(
                "[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"description\":\"w\",\"parameters\":{\"type\":\"object\","
                        + "\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}}}]");
        return span.build();
    }

    private static Span toolAnswer() {
        SpanBuilder span =
                llm("a021e5d539bc0ddac358a2b54dd5076e", "3e6df6cf74e2ce5b", 1795449505833000000L, 1795449505863146616L);
        Expected.content(span, List.of(SYSTEM, WEATHER, CALL, RAINY), List.of(HELLO), "stop");
        return span.build();
    }

    /** Of a stream it tells neither tokens nor which model answered. */
    private static Span stream() {
        SpanBuilder span =
                llm("210957a0ef98616758c8912cd75ee0c0", "8c05565f7d333c3e", 1795449505864000000L, 1795449505910713238L);
        Expected.models(span, "openai", "gpt-5-mini", "");
        span.responseId = "";
        Expected.content(span, List.of(SYSTEM, WEATHER), List.of(HELLO), "stop");
        span.status = Status.UNSET;
        span.usage = Usage.NONE;
        span.attributes = new Json(
                "{\"llm.invocation_parameters\":\"{\\\"model\\\":\\\"gpt-5-mini\\\",\\\"stream\\\":true,\\\"stream_options\\\":{\\\"include_usage\\\":true}}\","
                        + "\"otlp\":{\"kind\":\"internal\"}}");
        return span.build();
    }

    private static Span embedding() {
        SpanBuilder span =
                llm("bf35dd0c997194a16cd50895479fc164", "4fc9260576f14694", 1795449506000000000L, 1795449506041676317L);
        span.name = "OpenAI Embeddings";
        span.kind = SpanKind.EMBEDDING;
        span.operation = "EMBEDDING";
        Expected.models(span, "openai", "text-embedding-3-small", "");
        span.responseId = "";
        Expected.content(span, List.of(HI), List.of());
        span.usage = Usage.NONE;
        span.attributes = new Json("{\"embedding.embeddings.0.embedding.vector\":"
                + "[0.10000000149011612,0.20000000298023224],\"otlp\":{\"kind\":\"internal\"}}");
        return span.build();
    }

    private static Span response() {
        SpanBuilder span =
                llm("39472ca79423a59d6a68218ec00b7c7c", "09211c7063cf5238", 1795449506042000000L, 1795449506047890450L);
        span.name = "OpenAI Responses";
        span.responseId = "resp_mock";
        Expected.content(span, List.of(SYSTEM, HI), List.of(HELLO));
        return span.build();
    }

    private static SpanBuilder llm(String traceId, String spanId, long start, long end) {
        SpanBuilder span = Expected.span(traceId, spanId, "", "OpenAI Chat Completions", SpanKind.LLM, start, end);
        span.operation = "LLM";
        Expected.models(span, "openai", "gpt-5-mini", "gpt-5-mini-2025-08-07");
        span.responseId = "chatcmpl-mock";
        span.status = Status.OK;
        span.usage = Expected.usage(42, 17, OptionalLong.of(32), OptionalLong.empty(), OptionalLong.of(5));
        span.service = "openinference-openai";
        span.client = Expected.client("@arizeai/openinference-instrumentation-openai", "4.2.7", "openinference");
        return span;
    }
}
