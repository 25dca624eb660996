package dev.assay.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Numbers over the traces that pass a filter, whole and by time. */
public interface TraceStats {

    /**
     * @param bucket the width of a bucket; buckets are aligned to the epoch
     */
    Stats stats(TraceFilter filter, Duration bucket);

    /**
     * @param traces how many traces
     * @param errors how many of them failed: their root did, or any span where the root has not arrived
     * @param latency empty where there are no traces
     * @param inputTokens over inference leaves, where any told
     * @param buckets only those with at least one trace, oldest first
     */
    record Stats(
            long traces,
            long errors,
            Optional<Latency> latency,
            OptionalLong inputTokens,
            OptionalLong outputTokens,
            OptionalDouble costUsd,
            List<Bucket> buckets) {

        public Stats {
            buckets = List.copyOf(buckets);
        }
    }

    /** Percentiles of the duration of traces. */
    record Latency(Duration p50, Duration p95, Duration p99) {}

    /** The traces that start in a stretch of time. */
    record Bucket(Instant start, long traces, long errors) {}
}
