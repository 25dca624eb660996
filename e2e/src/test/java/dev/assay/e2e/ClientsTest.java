package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The OpenTelemetry SDK for Java with its own exporters, as an application sets them up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class ClientsTest {

    private static final Instant START = Server.NOW.minusSeconds(90);

    private Server server;

    @BeforeAll
    void start(@TempDir Path data) {
        server = Server.start(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void sendsSpansOverHttp() throws IOException, InterruptedException {
        String traceId = send(
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(server.url() + "/v1/traces")
                        .build(),
                OtlpHttpLogRecordExporter.builder()
                        .setEndpoint(server.url() + "/v1/logs")
                        .build(),
                ClientsTest::answerWithATool);
        assertReadsAsSent("default", traceId);
    }

    @Test
    void sendsSpansCompressedOverHttp() throws IOException, InterruptedException {
        String traceId = send(
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(server.url() + "/v1/traces")
                        .setCompression("gzip")
                        .build(),
                OtlpHttpLogRecordExporter.builder()
                        .setEndpoint(server.url() + "/v1/logs")
                        .build(),
                ClientsTest::answerWithATool);
        assertReadsAsSent("default", traceId);
    }

    @Test
    void sendsSpansOverGrpc() throws IOException, InterruptedException {
        String traceId = send(
                OtlpGrpcSpanExporter.builder().setEndpoint(server.grpcUrl()).build(),
                OtlpGrpcLogRecordExporter.builder()
                        .setEndpoint(server.grpcUrl())
                        .build(),
                ClientsTest::answerWithATool);
        assertReadsAsSent("default", traceId);
    }

    @Test
    void choosesAProjectByAHeader() throws IOException, InterruptedException {
        String overHttp = send(
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(server.url() + "/v1/traces")
                        .addHeader("x-assay-project", "shop-http")
                        .build(),
                OtlpHttpLogRecordExporter.builder()
                        .setEndpoint(server.url() + "/v1/logs")
                        .build(),
                ClientsTest::answerWithATool);
        String overGrpc = send(
                OtlpGrpcSpanExporter.builder()
                        .setEndpoint(server.grpcUrl())
                        .addHeader("x-assay-project", "shop-grpc")
                        .build(),
                OtlpGrpcLogRecordExporter.builder()
                        .setEndpoint(server.grpcUrl())
                        .build(),
                ClientsTest::answerWithATool);
        assertReadsAsSent("shop-http", overHttp);
        assertReadsAsSent("shop-grpc", overGrpc);
        assertThat(server.rest()
                        .get("/api/v1/projects")
                        .path("items")
                        .valueStream()
                        .map(project -> project.path("name").stringValue()))
                .as("the projects")
                .contains("shop-http", "shop-grpc");
        assertThat(server.rest().allTraces("default").stream()
                        .map(trace -> trace.path("traceId").stringValue()))
                .as("traces of the default project")
                .doesNotContain(overHttp, overGrpc);
    }

    @Test
    void joinsEventsOfLogsToTheirSpanOverHttp() throws IOException, InterruptedException {
        String traceId = send(
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(server.url() + "/v1/traces")
                        .build(),
                OtlpHttpLogRecordExporter.builder()
                        .setEndpoint(server.url() + "/v1/logs")
                        .build(),
                ClientsTest::talkInEvents);
        assertEventsJoined(traceId);
    }

    @Test
    void joinsEventsOfLogsToTheirSpanOverGrpc() throws IOException, InterruptedException {
        String traceId = send(
                OtlpGrpcSpanExporter.builder().setEndpoint(server.grpcUrl()).build(),
                OtlpGrpcLogRecordExporter.builder()
                        .setEndpoint(server.grpcUrl())
                        .build(),
                ClientsTest::talkInEvents);
        assertEventsJoined(traceId);
    }

    /** Runs an application until all it has recorded is exported. */
    private String send(SpanExporter spans, LogRecordExporter logs, Consumer<OpenTelemetrySdk> application) {
        Resource resource = Resource.getDefault()
                .merge(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"), "support",
                        AttributeKey.stringKey("deployment.environment.name"), "production")));
        try (OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setResource(resource)
                        .addSpanProcessor(BatchSpanProcessor.builder(spans).build())
                        .build())
                .setLoggerProvider(SdkLoggerProvider.builder()
                        .setResource(resource)
                        .addLogRecordProcessor(
                                BatchLogRecordProcessor.builder(logs).build())
                        .build())
                .build()) {
            Span root = tracer(sdk)
                    .spanBuilder("invoke_agent support")
                    .setStartTimestamp(START)
                    .setAttribute("gen_ai.operation.name", "invoke_agent")
                    .setAttribute("gen_ai.conversation.id", "conversation-7")
                    .startSpan();
            try (Scope _ = root.makeCurrent()) {
                application.accept(sdk);
            }
            root.end(START.plusSeconds(5));
            assertExported("spans", sdk.getSdkTracerProvider().forceFlush());
            assertExported("log records", sdk.getSdkLoggerProvider().forceFlush());
            server.rest().awaitCaughtUp();
            return root.getSpanContext().getTraceId();
        }
    }

    private static void assertExported(String what, CompletableResultCode result) {
        assertThat(result.join(30, TimeUnit.SECONDS).isSuccess())
                .as("the export of %s succeeds; it failed with %s", what, result.getFailureThrowable())
                .isTrue();
    }

    private static Tracer tracer(OpenTelemetrySdk sdk) {
        return sdk.getTracer("dev.assay.e2e", "1");
    }

    private static void answerWithATool(OpenTelemetrySdk sdk) {
        tracer(sdk)
                .spanBuilder("chat gpt-5-mini")
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(START.plusSeconds(1))
                .setAttribute("gen_ai.operation.name", "chat")
                .setAttribute("gen_ai.provider.name", "openai")
                .setAttribute("gen_ai.request.model", "gpt-5-mini")
                .setAttribute("gen_ai.response.model", "gpt-5-mini-2025-08-07")
                .setAttribute("gen_ai.usage.input_tokens", 12L)
                .setAttribute("gen_ai.usage.output_tokens", 34L)
                .setAttribute(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"), List.of("tool_calls"))
                .setAttribute("gen_ai.input.messages", Otlp.messages("user", "Where is order 4711? Grüße 🙂"))
                .setAttribute(
                        "gen_ai.output.messages",
                        "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c1\",\"name\":\"get_order\","
                                + "\"arguments\":{\"id\":4711}}],\"finish_reason\":\"tool_call\"}]")
                .startSpan()
                .end(START.plusSeconds(2));
        tracer(sdk)
                .spanBuilder("execute_tool get_order")
                .setStartTimestamp(START.plusSeconds(2))
                .setAttribute("gen_ai.operation.name", "execute_tool")
                .setAttribute("gen_ai.tool.name", "get_order")
                .setAttribute("gen_ai.tool.call.id", "c1")
                .setAttribute("error.type", "timeout")
                .startSpan()
                .setStatus(StatusCode.ERROR, "no answer within 1 s")
                .end(START.plusSeconds(3));
    }

    private void assertReadsAsSent(String project, String traceId) throws IOException, InterruptedException {
        JsonNode trace = server.rest().trace(project, traceId);
        JsonNode summary = trace.path("summary");
        assertThat(summary.path("name").stringValue()).isEqualTo("invoke_agent support");
        assertThat(summary.path("spanCount").intValue()).as(summary.toString()).isEqualTo(3);
        assertThat(summary.path("durationMs").doubleValue()).isEqualTo(5000);
        assertThat(summary.path("sessionId").stringValue()).isEqualTo("conversation-7");
        assertThat(summary.path("service").stringValue()).isEqualTo("support");
        assertThat(summary.path("environment").stringValue()).isEqualTo("production");
        assertThat(summary.path("inputTokens").intValue()).isEqualTo(12);
        assertThat(summary.path("outputTokens").intValue()).isEqualTo(34);

        JsonNode spans = trace.path("spans");
        assertThat(values(spans, "kind")).as("kinds of the spans").containsExactly("agent", "llm", "tool");
        JsonNode call = spans.path(1);
        assertThat(call.path("parentSpanId")).isEqualTo(spans.path(0).path("spanId"));
        assertThat(call.path("provider").stringValue()).isEqualTo("openai");
        assertThat(call.path("responseModel").stringValue()).isEqualTo("gpt-5-mini-2025-08-07");
        assertThat(call.path("startTime").stringValue())
                .isEqualTo(START.plusSeconds(1).toString());
        assertThat(call.at("/input/0/parts/0/content").stringValue()).isEqualTo("Where is order 4711? Grüße 🙂");
        assertThat(call.at("/output/0/parts/0/type").stringValue()).isEqualTo("tool_call");
        assertThat(call.at("/output/0/parts/0/name").stringValue()).isEqualTo("get_order");
        assertThat(call.at("/output/0/parts/0/arguments/id").intValue()).isEqualTo(4711);
        assertThat(call.path("client").toString()).contains("dev.assay.e2e");
        JsonNode tool = spans.path(2);
        assertThat(tool.path("status").stringValue()).isEqualTo("error");
        assertThat(tool.path("errorType").stringValue()).isEqualTo("timeout");
        assertThat(tool.path("errorMessage").stringValue()).isEqualTo("no answer within 1 s");
    }

    /** As instrumentations do that write texts as events: one log record for each message, in the context of its span. */
    private static void talkInEvents(OpenTelemetrySdk sdk) {
        Span span = tracer(sdk)
                .spanBuilder("chat gpt-5-mini")
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(START.plusSeconds(1))
                .setAttribute("gen_ai.operation.name", "chat")
                .setAttribute("gen_ai.provider.name", "openai")
                .setAttribute("gen_ai.request.model", "gpt-5-mini")
                .startSpan();
        Context within = Context.current().with(span);
        emit(sdk, within, "gen_ai.system.message", Value.of(KeyValue.of("content", Value.of("Be brief."))));
        emit(sdk, within, "gen_ai.user.message", Value.of(KeyValue.of("content", Value.of("How late is it?"))));
        emit(
                sdk,
                within,
                "gen_ai.choice",
                Value.of(
                        KeyValue.of("index", Value.of(0)),
                        KeyValue.of("finish_reason", Value.of("stop")),
                        KeyValue.of(
                                "message",
                                Value.of(
                                        KeyValue.of("role", Value.of("assistant")),
                                        KeyValue.of("content", Value.of("Ten past three."))))));
        span.end(START.plusSeconds(2));
    }

    private static void emit(OpenTelemetrySdk sdk, Context context, String event, Value<?> body) {
        sdk.getLogsBridge()
                .get("dev.assay.e2e")
                .logRecordBuilder()
                .setContext(context)
                .setTimestamp(START.plusSeconds(1))
                .setEventName(event)
                .setAttribute(AttributeKey.stringKey("gen_ai.provider.name"), "openai")
                .setBody(body)
                .emit();
    }

    private void assertEventsJoined(String traceId) throws IOException, InterruptedException {
        JsonNode spans = server.rest().trace("default", traceId).path("spans");
        assertThat(values(spans, "kind")).as("kinds of the spans").containsExactly("agent", "llm");
        JsonNode call = spans.path(1);
        String texts = call.path("systemInstructions").toString() + call.path("input");
        assertThat(texts).as("what went in").contains("Be brief.", "How late is it?");
        assertThat(call.at("/output/0/role").stringValue()).isEqualTo("assistant");
        assertThat(call.at("/output/0/parts/0/content").stringValue()).isEqualTo("Ten past three.");
        assertThat(values(call.path("finishReasons"))).as("why it ended").containsExactly("stop");
    }

    private static List<String> values(JsonNode array, String field) {
        return array.valueStream().map(item -> item.path(field).stringValue()).toList();
    }

    private static List<String> values(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }
}
