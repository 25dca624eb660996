package dev.assay.server.ingest.dialect;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A span while it is read.
 *
 * @param span whose own attributes nobody looks at
 * @param attributes of the span, without those that were taken out
 * @param events of the span, without those that became messages
 */
record SpanSource(Span span, String scope, Attributes attributes, List<Span.Event> events) {

    static SpanSource of(Origin origin, ReceivedSpan received) {
        Span span = received.proto();
        return new SpanSource(
                span,
                origin.scopeName(),
                received.attributes(),
                span.getEventsCount() == 0 ? List.of() : new ArrayList<>(span.getEventsList()));
    }

    boolean scopeStarts(String prefix) {
        return scope.startsWith(prefix);
    }
}
