package dev.assay.server.ingest.dialect;

import io.opentelemetry.proto.trace.v1.Span;

/**
 * A span as it came. Its attributes are taken out while its meaning is read, so that is done once.
 *
 * @param proto whose own attributes nobody looks at
 */
public record ReceivedSpan(Span proto, Attributes attributes) {

    public static ReceivedSpan of(Span proto) {
        return new ReceivedSpan(proto, Attributes.of(proto.getAttributesList()));
    }
}
