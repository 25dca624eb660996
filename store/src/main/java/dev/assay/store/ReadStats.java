package dev.assay.store;

import dev.assay.store.filter.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Numbers over the traces or spans that pass a filter: whole, by time, and by the values of a field. */
public interface ReadStats {

    Stats stats(Question question);

    /**
     * @param bucket the width of a bucket; buckets are aligned to the epoch
     * @param by whose values get numbers of their own; one that {@link Subject#isGrouped}
     * @param limit how many of the values at most; at least 1
     */
    record Question(TraceFilter filter, Counted of, Duration bucket, Optional<Subject> by, int limit) {}

    /**
     * @param buckets only those with at least one trace or span, oldest first
     * @param groups the most frequent values first, equal ones by value; a trace or span is in each group whose value it has
     * @param more whether there are more values
     */
    record Stats(Numbers total, List<Bucket> buckets, List<Group> groups, boolean more) {

        public Stats {
            buckets = List.copyOf(buckets);
            groups = List.copyOf(groups);
        }
    }

    /**
     * @param count how many traces or spans
     * @param errors how many of them failed; a trace did where its root did, or any span where the root has not arrived
     * @param latency empty where there are none
     * @param inputTokens over inference leaves, where any told
     */
    record Numbers(
            long count,
            long errors,
            Optional<Latency> latency,
            OptionalLong inputTokens,
            OptionalLong outputTokens,
            OptionalDouble costUsd) {

        public static final Numbers NONE =
                new Numbers(0, 0, Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty());
    }

    /** Percentiles of the duration: of a trace from its earliest start to its latest end. */
    record Latency(Duration p50, Duration p95, Duration p99) {}

    /** Those that start in a stretch of time. */
    record Bucket(Instant start, Numbers numbers) {}

    /** Those that have a value. */
    record Group(String value, Numbers numbers, List<Bucket> buckets) {

        public Group {
            buckets = List.copyOf(buckets);
        }
    }
}
