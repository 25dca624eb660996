package dev.assay.server.ingest.dialect;

import io.opentelemetry.proto.trace.v1.Span;

/**
 * A span as it came, while it is read.
 *
 * @param attributes of the span, without those that were taken out
 */
record SpanSource(Span span, String scope, Attributes attributes) {

    boolean scopeStarts(String prefix) {
        return scope.startsWith(prefix);
    }
}
