package dev.assay.server.ingest.dialect;

import dev.assay.model.SpanBuilder;

/** How the spans of one client, or one family of clients, are read. */
interface Dialect {

    /** As it stands in {@link dev.assay.model.Client#dialect()}. */
    String name();

    /** Whether the span is written in this dialect. Asked in the order of {@link Dialects}, so the first that says so reads it. */
    boolean wrote(SpanSource source);

    /**
     * Fills what this dialect says. What every client says alike (ids, times, status, service) is filled by others; every
     * attribute that is not taken out stays with the span.
     */
    void read(SpanSource source, SpanBuilder span);
}
