package dev.assay.e2e;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Spans as an exporter writes them, after the GenAI convention. */
final class Otlp {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Otlp() {}

    static ExportTraceServiceRequest request(String service, List<Span> spans) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(text("service.name", service)))
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .setScope(InstrumentationScope.newBuilder().setName("dev.assay.e2e"))
                                .addAllSpans(spans)))
                .build();
    }

    /** A span without a meaning yet; ids are hexadecimal, the parent's is empty for none. */
    static Span.Builder span(
            String traceId, String spanId, String parentId, String name, Instant start, Duration duration) {
        long nanos = start.getEpochSecond() * 1_000_000_000L + start.getNano();
        return Span.newBuilder()
                .setTraceId(bytes(traceId))
                .setSpanId(bytes(spanId))
                .setParentSpanId(bytes(parentId))
                .setName(name)
                .setStartTimeUnixNano(nanos)
                .setEndTimeUnixNano(nanos + duration.toNanos());
    }

    /** A call of a model. */
    static Span.Builder chat(
            String traceId,
            String spanId,
            String parentId,
            Instant start,
            Duration duration,
            String question,
            String answer) {
        return span(traceId, spanId, parentId, "chat gpt-5-mini", start, duration)
                .addAttributes(text("gen_ai.operation.name", "chat"))
                .addAttributes(text("gen_ai.provider.name", "openai"))
                .addAttributes(text("gen_ai.request.model", "gpt-5-mini"))
                .addAttributes(text("gen_ai.input.messages", messages("user", question)))
                .addAttributes(text("gen_ai.output.messages", messages("assistant", answer)));
    }

    /** A call of a model whose input comes beside it, or never. */
    static Span.Builder answer(
            String traceId, String spanId, String parentId, Instant start, Duration duration, String answer) {
        return span(traceId, spanId, parentId, "chat gpt-5-mini", start, duration)
                .addAttributes(text("gen_ai.operation.name", "chat"))
                .addAttributes(text("gen_ai.request.model", "gpt-5-mini"))
                .addAttributes(text("gen_ai.output.messages", messages("assistant", answer)));
    }

    /** What a user said, as an event beside the span. */
    static ExportLogsServiceRequest userMessage(String traceId, String spanId, Instant time, String text) {
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .addScopeLogs(ScopeLogs.newBuilder()
                                .addLogRecords(LogRecord.newBuilder()
                                        .setTraceId(bytes(traceId))
                                        .setSpanId(bytes(spanId))
                                        .setTimeUnixNano(time.getEpochSecond() * 1_000_000_000L + time.getNano())
                                        .setEventName("gen_ai.user.message")
                                        .setBody(AnyValue.newBuilder()
                                                .setKvlistValue(KeyValueList.newBuilder()
                                                        .addValues(text("content", text)))))))
                .build();
    }

    static String messages(String role, String text) {
        ArrayNode messages = JSON.createArrayNode();
        messages.addObject()
                .put("role", role)
                .putArray("parts")
                .addObject()
                .put("type", "text")
                .put("content", text);
        return messages.toString();
    }

    static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
