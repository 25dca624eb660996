package dev.assay.server.ingest.dialect;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A span as it came, while it is read.
 *
 * @param attributes of the span, without those that were taken out
 * @param events of the span, without those that became messages
 */
record SpanSource(Span span, String scope, Attributes attributes, List<Span.Event> events) {

    static SpanSource of(Origin origin, Span span) {
        return new SpanSource(
                span,
                origin.scopeName(),
                Attributes.of(span.getAttributesList()),
                span.getEventsCount() == 0 ? List.of() : new ArrayList<>(span.getEventsList()));
    }

    boolean scopeStarts(String prefix) {
        return scope.startsWith(prefix);
    }
}
