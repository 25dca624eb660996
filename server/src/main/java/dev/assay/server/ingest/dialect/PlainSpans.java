package dev.assay.server.ingest.dialect;

import dev.assay.model.SpanBuilder;

/** Spans of no known dialect: calls over HTTP, databases, and whatever else a trace holds. They keep every attribute. */
final class PlainSpans implements Dialect {

    @Override
    public String name() {
        return "otel";
    }

    @Override
    public boolean wrote(SpanSource source) {
        return true;
    }

    @Override
    public void read(SpanSource source, SpanBuilder span) {}
}
