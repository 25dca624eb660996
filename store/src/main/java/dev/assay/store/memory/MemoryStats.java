package dev.assay.store.memory;

import dev.assay.model.Status;
import dev.assay.model.TraceSummary;
import dev.assay.store.TraceStats;
import dev.assay.store.TraceStats.Bucket;
import dev.assay.store.TraceStats.Latency;
import dev.assay.store.TraceStats.Stats;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/** {@link TraceStats} over summaries. */
final class MemoryStats {

    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

    private MemoryStats() {}

    static Stats of(List<TraceSummary> traces, Duration width) {
        return new Stats(
                traces.size(),
                errors(traces),
                latency(traces),
                sum(traces.stream().map(TraceSummary::inputTokens).toList()),
                sum(traces.stream().map(TraceSummary::outputTokens).toList()),
                cost(traces),
                buckets(traces, width));
    }

    private static long errors(List<TraceSummary> traces) {
        return traces.stream().filter(trace -> trace.status() == Status.ERROR).count();
    }

    private static Optional<Latency> latency(List<TraceSummary> traces) {
        List<Duration> sorted =
                traces.stream().map(TraceSummary::duration).sorted().toList();
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(new Latency(quantile(sorted, 0.5), quantile(sorted, 0.95), quantile(sorted, 0.99)));
    }

    /** The smallest value that at least the share {@code q} does not exceed. */
    private static Duration quantile(List<Duration> sorted, double q) {
        return sorted.get(Math.max(0, (int) Math.ceil(q * sorted.size()) - 1));
    }

    private static OptionalLong sum(List<OptionalLong> numbers) {
        List<OptionalLong> told =
                numbers.stream().filter(OptionalLong::isPresent).toList();
        return told.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        told.stream().mapToLong(OptionalLong::getAsLong).sum());
    }

    private static OptionalDouble cost(List<TraceSummary> traces) {
        List<OptionalDouble> told = traces.stream()
                .map(TraceSummary::costUsd)
                .filter(OptionalDouble::isPresent)
                .toList();
        return told.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        told.stream().mapToDouble(OptionalDouble::getAsDouble).sum());
    }

    private static List<Bucket> buckets(List<TraceSummary> traces, Duration width) {
        Map<Instant, List<TraceSummary>> byStart = new TreeMap<>();
        for (TraceSummary trace : traces) {
            byStart.computeIfAbsent(floor(trace.startTime(), width), _ -> new ArrayList<>())
                    .add(trace);
        }
        List<Bucket> buckets = new ArrayList<>();
        byStart.forEach((start, members) -> buckets.add(new Bucket(start, members.size(), errors(members))));
        return buckets;
    }

    private static Instant floor(Instant time, Duration width) {
        BigInteger nanos =
                BigInteger.valueOf(time.getEpochSecond()).multiply(NANOS).add(BigInteger.valueOf(time.getNano()));
        BigInteger past = nanos.mod(BigInteger.valueOf(width.toNanos()));
        return time.minusNanos(past.longValueExact());
    }
}
