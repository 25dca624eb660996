package dev.assay.server.look;

import dev.assay.store.SpanRow;
import java.time.Duration;
import tools.jackson.core.JsonGenerator;

/** The narrow part of a span as REST shows it. */
final class SpanRowJson {

    private SpanRowJson() {}

    static void write(JsonGenerator json, SpanRow span) {
        Duration duration = Duration.between(span.startTime(), span.endTime());
        json.writeStartObject();
        json.writeStringProperty("traceId", span.traceId());
        json.writeStringProperty("spanId", span.spanId());
        Fields.text(json, "parentSpanId", span.parentSpanId());
        json.writeStringProperty("name", span.name());
        json.writeStringProperty("kind", span.kind().label());
        json.writeStringProperty("status", span.status().label());
        Fields.text(json, "model", span.model());
        json.writeStringProperty("startTime", span.startTime().toString());
        json.writeNumberProperty("durationMs", duration.isNegative() ? 0 : Fields.millis(duration));
        Fields.number(json, "inputTokens", span.inputTokens());
        Fields.number(json, "outputTokens", span.outputTokens());
        Fields.decimal(json, "costUsd", span.costUsd());
        Fields.text(json, "sessionId", span.sessionId());
        Fields.text(json, "userId", span.userId());
        Fields.text(json, "environment", span.environment());
        Fields.text(json, "service", span.service());
        Fields.texts(json, "tags", span.tags());
        json.writeStringProperty("inputPreview", span.inputPreview());
        json.writeStringProperty("outputPreview", span.outputPreview());
        json.writeEndObject();
    }
}
