package dev.assay.store;

import dev.assay.model.Span;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The narrow part of a span: what a list needs, without its texts. */
public record SpanRow(
        String traceId,
        String spanId,
        String parentSpanId,
        String name,
        SpanKind kind,
        Status status,
        String model,
        Instant startTime,
        Instant endTime,
        OptionalLong inputTokens,
        OptionalLong outputTokens,
        OptionalDouble costUsd,
        String sessionId,
        String userId,
        String environment,
        String service,
        List<String> tags,
        String inputPreview,
        String outputPreview) {

    public static SpanRow of(Span span) {
        return new SpanRow(
                span.traceId(),
                span.spanId(),
                span.parentSpanId(),
                span.name(),
                span.kind(),
                span.status(),
                span.model(),
                span.startTime(),
                span.endTime(),
                span.usage().inputTokens(),
                span.usage().outputTokens(),
                span.costUsd(),
                span.sessionId(),
                span.userId(),
                span.environment(),
                span.service(),
                span.tags(),
                Preview.ofInput(span.input()),
                Preview.ofOutput(span.output()));
    }

    public boolean isRoot() {
        return parentSpanId.isEmpty();
    }
}
