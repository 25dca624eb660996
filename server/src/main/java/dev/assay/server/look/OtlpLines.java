package dev.assay.server.look;

import dev.assay.model.Span;
import dev.assay.model.Status;
import dev.assay.store.json.MessageJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/**
 * Spans as OTLP/JSON (opentelemetry-proto 1.11): {@code TracesData}, as the file exporter of the OpenTelemetry collector writes
 * them, one a line. The attributes follow the GenAI convention, so that any backend understands them. What it has no words for
 * stands in {@code assay.span}, so that Assay reads the very same span again ({@code ingest.dialect.Exported}).
 */
final class OtlpLines {

    private OtlpLines() {}

    private record Source(String service, String environment, String scope, String version) {

        static Source of(Span span) {
            return new Source(
                    span.service(),
                    span.environment(),
                    span.client().name(),
                    span.client().version());
        }
    }

    static void write(JsonGenerator json, List<Span> spans) {
        Map<Source, List<Span>> bySource = new LinkedHashMap<>();
        spans.forEach(span -> bySource.computeIfAbsent(Source.of(span), _ -> new ArrayList<>())
                .add(span));
        json.writeStartObject();
        json.writeArrayPropertyStart("resourceSpans");
        bySource.forEach((source, its) -> writeSource(json, source, its));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeSource(JsonGenerator json, Source source, List<Span> spans) {
        json.writeStartObject();
        json.writeObjectPropertyStart("resource");
        json.writeArrayPropertyStart("attributes");
        text(json, "service.name", source.service());
        text(json, "deployment.environment.name", source.environment());
        json.writeEndArray();
        json.writeEndObject();
        json.writeArrayPropertyStart("scopeSpans");
        json.writeStartObject();
        json.writeObjectPropertyStart("scope");
        json.writeStringProperty("name", source.scope());
        json.writeStringProperty("version", source.version());
        json.writeEndObject();
        json.writeArrayPropertyStart("spans");
        spans.forEach(span -> writeSpan(json, span));
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeSpan(JsonGenerator json, Span span) {
        json.writeStartObject();
        json.writeStringProperty("traceId", span.traceId());
        json.writeStringProperty("spanId", span.spanId());
        if (!span.isRoot()) {
            json.writeStringProperty("parentSpanId", span.parentSpanId());
        }
        json.writeStringProperty("name", span.name());
        json.writeNumberProperty("kind", span.kind().isInference() ? 3 : 1); // CLIENT, INTERNAL
        json.writeStringProperty("startTimeUnixNano", nanos(span.startTime()));
        json.writeStringProperty("endTimeUnixNano", nanos(span.endTime()));
        json.writeObjectPropertyStart("status");
        json.writeNumberProperty("code", code(span.status()));
        json.writeStringProperty("message", span.errorMessage());
        json.writeEndObject();
        json.writeArrayPropertyStart("attributes");
        text(json, "assay.span", SpanRest.of(span)); // first, because only there it is looked for
        writeAttributes(json, span);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeAttributes(JsonGenerator json, Span span) {
        text(json, "gen_ai.operation.name", span.operation());
        text(json, "gen_ai.provider.name", span.provider());
        text(json, "gen_ai.request.model", span.requestModel());
        text(json, "gen_ai.response.model", span.responseModel());
        text(json, "gen_ai.response.id", span.responseId());
        text(json, "gen_ai.conversation.id", span.sessionId());
        text(json, "user.id", span.userId());
        text(json, "error.type", span.errorType());
        number(json, "gen_ai.usage.input_tokens", span.usage().inputTokens());
        number(json, "gen_ai.usage.output_tokens", span.usage().outputTokens());
        number(json, "gen_ai.usage.cache_read.input_tokens", span.usage().cacheReadTokens());
        number(json, "gen_ai.usage.cache_creation.input_tokens", span.usage().cacheWriteTokens());
        number(json, "gen_ai.usage.reasoning.output_tokens", span.usage().reasoningTokens());
        text(json, "gen_ai.input.messages", span.input().isEmpty() ? "" : MessageJson.write(span.input()));
        text(json, "gen_ai.output.messages", span.output().isEmpty() ? "" : MessageJson.write(span.output()));
        text(
                json,
                "gen_ai.system_instructions",
                span.systemInstructions().isEmpty() ? "" : MessageJson.writeParts(span.systemInstructions()));
        text(json, "gen_ai.tool.definitions", span.tools().text());
    }

    private static void text(JsonGenerator json, String key, String value) {
        if (!value.isEmpty()) {
            attribute(json, key, "stringValue", value);
        }
    }

    /** 64-bit integers are strings in OTLP/JSON. */
    private static void number(JsonGenerator json, String key, OptionalLong value) {
        if (value.isPresent()) {
            attribute(json, key, "intValue", Long.toString(value.getAsLong()));
        }
    }

    private static void attribute(JsonGenerator json, String key, String type, String value) {
        json.writeStartObject();
        json.writeStringProperty("key", key);
        json.writeObjectPropertyStart("value");
        json.writeStringProperty(type, value);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static int code(Status status) {
        return switch (status) {
            case UNSET -> 0;
            case OK -> 1;
            case ERROR -> 2;
        };
    }

    private static String nanos(Instant time) {
        long nanos = Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        return Long.toUnsignedString(nanos);
    }
}
