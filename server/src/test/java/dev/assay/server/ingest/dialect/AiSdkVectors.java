package dev.assay.server.ingest.dialect;

import static dev.assay.server.ingest.dialect.Expected.CALL;
import static dev.assay.server.ingest.dialect.Expected.HELLO;
import static dev.assay.server.ingest.dialect.Expected.HI;
import static dev.assay.server.ingest.dialect.Expected.SYSTEM;
import static dev.assay.server.ingest.dialect.Expected.WEATHER;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.Usage;
import java.util.List;
import java.util.OptionalLong;

/** Vercel's AI SDK 6: usage stands on the call and on what is above it. */
final class AiSdkVectors {

    private static final String TOOL_TRACE = "d4fe696fd3a4e12b41b02a8ddf08e49a";
    private static final Message DEGREES =
            Message.of("tool", new Part.ToolCallResponse("call_1", new Json("{\"t\":20}")));
    private static final Json TOOLS = new Json(
            "[{\"type\":\"function\",\"name\":\"get_weather\",\"description\":\"w\",\"inputSchema\":{\"$schema\":"
                    + "\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},"
                    + "\"required\":[\"city\"],\"additionalProperties\":false}}]");

    private AiSdkVectors() {}

    static List<Span> spans() {
        return List.of(
                generate(),
                generateRoot(),
                firstStep(),
                tool("709049e73f9f5d27", 1795449763628000000L, 1795449763628352596L),
                secondStep(),
                tool("173f8e841e8a33dd", 1795449763636000000L, 1795449763636157956L),
                toolRoot(),
                stream(),
                streamRoot(),
                failed(),
                failedRoot(),
                embedRoot(),
                embed());
    }

    private static Span generate() {
        SpanBuilder span = leaf(
                "2b1d87a927b7b113c3e4619e6aa2ff1d",
                "6b44d7845e796ebf",
                "7a95070a8565c444",
                1795449763483000000L,
                1795449763607120566L);
        Expected.content(span, List.of(SYSTEM, WEATHER), List.of(HELLO), "stop");
        span.attributes = new Json(
                "{\"operation.name\":\"ai.generateText.doGenerate my-fn\",\"resource.name\":\"my-fn\",\"ai.telemetry.functionId\":\"my-fn\","
                        + "\"ai.model.provider\":\"openai.chat\",\"ai.settings.maxRetries\":2,\"ai.request.headers.user-agent\":\"ai/6.0.326\","
                        + "\"gen_ai.system\":\"openai.chat\",\"ai.response.timestamp\":\"2026-09-21T14:13:20.000Z\","
                        + "\"ai.response.providerMetadata\":\"{\\\"openai\\\":{}}\",\"ai.usage.inputTokenDetails.noCacheTokens\":10,"
                        + "\"ai.usage.outputTokenDetails.textTokens\":12,\"ai.usage.totalTokens\":59,\"otlp\":{\"kind\":\"internal\"}}");
        return span.build();
    }

    private static Span generateRoot() {
        SpanBuilder span = root(
                "2b1d87a927b7b113c3e4619e6aa2ff1d",
                "7a95070a8565c444",
                "ai.generateText",
                1795449763481000000L,
                1795449763610326875L);
        Expected.content(span, List.of(SYSTEM, WEATHER), List.of(HELLO), "stop");
        return span.build();
    }

    private static Span firstStep() {
        SpanBuilder span =
                leaf(TOOL_TRACE, "5fdb0582dcf87ab8", "f187398992b3467a", 1795449763616000000L, 1795449763626159060L);
        Expected.content(span, List.of(WEATHER), List.of(CALL), "tool_call");
        span.tools = TOOLS;
        return span.build();
    }

    private static Span tool(String spanId, long start, long end) {
        SpanBuilder span =
                Expected.span(TOOL_TRACE, spanId, "f187398992b3467a", "ai.toolCall", SpanKind.TOOL, start, end);
        said(span);
        span.operation = "ai.toolCall";
        Expected.content(span, List.of(CALL), List.of(DEGREES));
        span.attributes = new Json(
                "{\"operation.name\":\"ai.toolCall my-fn\",\"resource.name\":\"my-fn\",\"ai.telemetry.functionId\":\"my-fn\",\"otlp\":{\"kind\":\"internal\"}}");
        return span.build();
    }

    private static Span secondStep() {
        SpanBuilder span =
                leaf(TOOL_TRACE, "b21845fae76b14d5", "f187398992b3467a", 1795449763629000000L, 1795449763635270988L);
        Expected.content(span, List.of(WEATHER, CALL, DEGREES), List.of(CALL), "tool_call");
        span.tools = TOOLS;
        return span.build();
    }

    private static Span toolRoot() {
        SpanBuilder span =
                root(TOOL_TRACE, "f187398992b3467a", "ai.generateText", 1795449763615000000L, 1795449763637188591L);
        span.usage = Expected.usage(84, 34, OptionalLong.of(64), OptionalLong.empty(), OptionalLong.of(10));
        Expected.content(span, List.of(WEATHER), List.of(CALL), "tool_call");
        return span.build();
    }

    private static Span stream() {
        SpanBuilder span = leaf(
                "4a1e90e88812898a81a43287aac9bf46",
                "733bf2b0245fb1fb",
                "3926fa61070b0e41",
                1795449763642000000L,
                1795449763669206760L);
        span.name = "ai.streamText.doStream";
        span.operation = "ai.streamText.doStream";
        Expected.content(span, List.of(HI), List.of(HELLO), "stop");
        return span.build();
    }

    private static Span streamRoot() {
        SpanBuilder span = root(
                "4a1e90e88812898a81a43287aac9bf46",
                "3926fa61070b0e41",
                "ai.streamText",
                1795449763640000000L,
                1795449763671151937L);
        Expected.content(span, List.of(HI), List.of(HELLO), "stop");
        return span.build();
    }

    private static Span failed() {
        SpanBuilder span = leaf(
                "22f6deb57a786031fe35a14d621dcfcc",
                "12f4051dc68a336c",
                "385de58d40391dae",
                1795449763688000000L,
                1795449763722195068L);
        failed(span);
        return span.build();
    }

    private static Span failedRoot() {
        SpanBuilder span = root(
                "22f6deb57a786031fe35a14d621dcfcc",
                "385de58d40391dae",
                "ai.generateText",
                1795449763688000000L,
                1795449763723311614L);
        failed(span);
        return span.build();
    }

    private static void failed(SpanBuilder span) {
        Expected.models(span, "openai", "bad", "");
        span.responseId = "";
        span.usage = Usage.NONE;
        span.status = Status.ERROR;
        span.errorType = "AI_APICallError";
        span.errorMessage = "rate";
        Expected.content(span, List.of(Message.text("user", "x")), List.of());
    }

    private static Span embedRoot() {
        SpanBuilder span = root(
                "b1020098bddd81cedaf10dac0b8e54d9",
                "0d95a1b308ed2b87",
                "ai.embed",
                1795449763724000000L,
                1795449763744202988L);
        embedded(span);
        return span.build();
    }

    private static Span embed() {
        SpanBuilder span = leaf(
                "b1020098bddd81cedaf10dac0b8e54d9",
                "a43868eae3686499",
                "0d95a1b308ed2b87",
                1795449763724000000L,
                1795449763743388362L);
        span.name = "ai.embed.doEmbed";
        span.operation = "ai.embed.doEmbed";
        span.kind = SpanKind.EMBEDDING;
        embedded(span);
        span.attributes = new Json(
                "{\"operation.name\":\"ai.embed.doEmbed my-fn\",\"resource.name\":\"my-fn\",\"ai.telemetry.functionId\":\"my-fn\","
                        + "\"ai.model.provider\":\"openai.embedding\",\"ai.settings.maxRetries\":2,\"ai.request.headers.user-agent\":\"ai/6.0.326\","
                        + "\"ai.embeddings\":[\"[0.1,0.2]\"],\"otlp\":{\"kind\":\"internal\"}}");
        return span.build();
    }

    private static void embedded(SpanBuilder span) {
        Expected.models(span, "openai", "text-embedding-3-small", "");
        span.responseId = "";
        span.usage = new Usage(
                OptionalLong.of(4),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
        Expected.content(span, List.of(HI), List.of());
    }

    private static SpanBuilder leaf(String traceId, String spanId, String parent, long start, long end) {
        SpanBuilder span =
                Expected.span(traceId, spanId, parent, "ai.generateText.doGenerate", SpanKind.LLM, start, end);
        said(span);
        span.operation = "ai.generateText.doGenerate";
        Expected.models(span, "openai", "gpt-5-mini", "gpt-5-mini-2025-08-07");
        span.responseId = "chatcmpl-mock";
        span.usage = Expected.usage(42, 17, OptionalLong.of(32), OptionalLong.empty(), OptionalLong.of(5));
        return span;
    }

    private static SpanBuilder root(String traceId, String spanId, String operation, long start, long end) {
        SpanBuilder span = Expected.span(traceId, spanId, "", operation, SpanKind.CHAIN, start, end);
        said(span);
        span.operation = operation;
        Expected.models(span, "openai", "gpt-5-mini", "");
        span.usage = Expected.usage(42, 17, OptionalLong.of(32), OptionalLong.empty(), OptionalLong.of(5));
        return span;
    }

    /** What the application said of every call. */
    private static void said(SpanBuilder span) {
        span.sessionId = "s-1";
        span.userId = "u-1";
        span.tags = List.of("a", "b");
        span.metadata = new Json("{\"n\":3}");
        span.service = "ai-sdk-v6";
        span.client = Expected.client("ai", "", "ai-sdk");
    }
}
