package dev.assay.server.ingest.dialect;

import static dev.assay.server.ingest.dialect.Expected.CALL;
import static dev.assay.server.ingest.dialect.Expected.HELLO;
import static dev.assay.server.ingest.dialect.Expected.HI;
import static dev.assay.server.ingest.dialect.Expected.RAINY;
import static dev.assay.server.ingest.dialect.Expected.SYSTEM;
import static dev.assay.server.ingest.dialect.Expected.WEATHER;

import dev.assay.model.Json;
import dev.assay.model.Part;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.Usage;
import java.util.List;
import java.util.OptionalLong;

/** OpenTelemetry's own instrumentation of openai: content comes in log events. */
final class OtelOpenaiVectors {

    private static final String REST =
            "\"otlp\":{\"kind\":\"client\"},\"resource\":{\"telemetry.sdk.language\":\"nodejs\","
                    + "\"telemetry.sdk.name\":\"opentelemetry\",\"telemetry.sdk.version\":\"2.12.0\"}}";
    private static final Json PLAIN = new Json("{\"server.address\":\"127.0.0.1\",\"server.port\":18471," + REST);

    private OtelOpenaiVectors() {}

    static List<Span> spans() {
        return List.of(chat(), toolCall(), toolAnswer(), stream(), failed(), embedding(), response());
    }

    private static Span chat() {
        SpanBuilder span =
                llm("b772170f9183288fdc9383f4b75ea9f4", "51ab66c6610d1ee3", 1795449592481000000L, 1795449592527133093L);
        Expected.content(span, List.of(SYSTEM, WEATHER), List.of(HELLO), "stop");
        span.attributes = new Json(
                "{\"server.address\":\"127.0.0.1\",\"server.port\":18471,\"gen_ai.request.max_tokens\":64,\"gen_ai.request.temperature\":0.2,"
                        + REST);
        return span.build();
    }

    private static Span toolCall() {
        SpanBuilder span =
                llm("d5a0b6166c729c895fe53dcc1002a647", "239e24d3fd536a47", 1795449592528000000L, 1795449592545773312L);
        Expected.content(span, List.of(SYSTEM, WEATHER), List.of(CALL), "tool_call");
        span.attributes = new Json(
                "{\"server.address\":\"127.0.0.1\",\"server.port\":18471,\"gen_ai.response.finish_reasons\":[\"tool_calls\"],"
                        + REST);
        return span.build();
    }

    private static Span toolAnswer() {
        SpanBuilder span =
                llm("02cb56e89e474e04feed3ec49e68bdfd", "e847d9829e8fce9f", 1795449592546000000L, 1795449592570267704L);
        Expected.content(span, List.of(SYSTEM, WEATHER, CALL, RAINY), List.of(HELLO), "stop");
        return span.build();
    }

    private static Span stream() {
        SpanBuilder span =
                llm("a2612bf60867f05c275fcd1a3ebb5823", "dd48d8bb840b748f", 1795449592571000000L, 1795449592606317373L);
        Expected.content(span, List.of(SYSTEM, WEATHER), List.of(HELLO), "stop");
        return span.build();
    }

    private static Span failed() {
        SpanBuilder span =
                llm("62f170acf886d8b66e8475e9b00eee4c", "f5f45f31c1173ece", 1795449592606000000L, 1795449592619926472L);
        span.name = "chat bad";
        Expected.models(span, "openai", "bad", "");
        span.responseId = "";
        span.usage = Usage.NONE;
        span.status = Status.ERROR;
        span.errorType = "RateLimitError";
        span.errorMessage = "429 rate";
        Expected.content(span, List.of(SYSTEM, WEATHER), List.of());
        return span.build();
    }

    private static Span embedding() {
        SpanBuilder span =
                llm("2768e84cdaa450cc5b51634df87f9af3", "9aa0f5339be89d64", 1795449592620000000L, 1795449592628902735L);
        span.name = "embeddings text-embedding-3-small";
        span.kind = SpanKind.EMBEDDING;
        span.operation = "embeddings";
        Expected.models(span, "openai", "text-embedding-3-small", "text-embedding-3-small");
        span.responseId = "";
        span.usage = new Usage(
                OptionalLong.of(4),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
        return span.build();
    }

    private static Span response() {
        SpanBuilder span =
                llm("54cc3d89cac3c2d5e1a2d2ff46366cda", "64eb1a6cf4ef9675", 1795449592630000000L, 1795449592640823962L);
        span.responseId = "resp_mock";
        span.systemInstructions = List.of(new Part.Text("Be brief."));
        Expected.content(span, List.of(SYSTEM, HI), List.of(HELLO), "stop");
        return span.build();
    }

    private static SpanBuilder llm(String traceId, String spanId, long start, long end) {
        SpanBuilder span = Expected.span(traceId, spanId, "", "chat gpt-5-mini", SpanKind.LLM, start, end);
        span.operation = "chat";
        Expected.models(span, "openai", "gpt-5-mini", "gpt-5-mini-2025-08-07");
        span.responseId = "chatcmpl-mock";
        span.usage = Usage.of(42, 17);
        span.service = "unknown_service:node";
        span.client = Expected.client("@opentelemetry/instrumentation-openai", "0.22.0", "otel-genai");
        span.attributes = PLAIN;
        return span;
    }
}
