package dev.assay.server.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What ingest counts. */
public final class IngestMetrics {

    private final Counter requests;
    private final Counter bytes;
    private final Counter rejected;
    private final Counter metricsIgnored;
    private final Counter spans;
    private final Counter unreadable;

    public IngestMetrics(MeterRegistry registry) {
        requests = Counter.builder("assay.ingest.requests")
                .description("Requests that were kept in the journal")
                .register(registry);
        bytes = Counter.builder("assay.ingest.bytes")
                .description("Bytes of these requests as they came over the wire")
                .baseUnit("bytes")
                .register(registry);
        rejected = Counter.builder("assay.ingest.rejected")
                .description("Spans and log records that could not be taken")
                .register(registry);
        metricsIgnored = Counter.builder("assay.ingest.metrics.ignored")
                .description("Bytes of requests with metrics, which are taken and not kept")
                .baseUnit("bytes")
                .register(registry);
        spans = Counter.builder("assay.projector.spans")
                .description("Spans that were stored in the columns")
                .register(registry);
        unreadable = Counter.builder("assay.projector.unreadable")
                .description("Journal entries that could not be projected")
                .register(registry);
    }

    void accepted(long wireBytes) {
        requests.increment();
        bytes.increment((double) wireBytes);
    }

    void rejected(long count) {
        rejected.increment((double) count);
    }

    void metricsIgnored(long wireBytes) {
        metricsIgnored.increment((double) wireBytes);
    }

    void projected(long spanCount) {
        spans.increment((double) spanCount);
    }

    void unreadable() {
        unreadable.increment();
    }
}
