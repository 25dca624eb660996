package dev.assay.store.memory;

import dev.assay.store.ReadStats.Bucket;
import dev.assay.store.ReadStats.Group;
import dev.assay.store.ReadStats.Latency;
import dev.assay.store.ReadStats.Numbers;
import dev.assay.store.ReadStats.Stats;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** {@link dev.assay.store.ReadStats} over what is counted. */
final class MemoryStats {

    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

    private MemoryStats() {}

    /**
     * A trace or span, as far as it is counted.
     *
     * @param values of the field by which they are grouped
     */
    record Counted(
            Instant start,
            Duration duration,
            boolean failed,
            OptionalLong inputTokens,
            OptionalLong outputTokens,
            OptionalDouble costUsd,
            Set<String> values) {}

    static Stats of(List<Counted> all, Duration width, int limit) {
        Map<String, List<Counted>> byValue = new TreeMap<>();
        for (Counted each : all) {
            each.values()
                    .forEach(value -> byValue.computeIfAbsent(value, _ -> new ArrayList<>())
                            .add(each));
        }
        List<Group> groups = byValue.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
                .limit(limit)
                .map(entry -> new Group(entry.getKey(), numbers(entry.getValue()), buckets(entry.getValue(), width)))
                .toList();
        return new Stats(numbers(all), buckets(all, width), groups, byValue.size() > limit);
    }

    private static Numbers numbers(List<Counted> all) {
        return new Numbers(
                all.size(),
                all.stream().filter(Counted::failed).count(),
                latency(all),
                sum(all.stream().map(Counted::inputTokens).toList()),
                sum(all.stream().map(Counted::outputTokens).toList()),
                cost(all));
    }

    private static Optional<Latency> latency(List<Counted> all) {
        List<Duration> sorted = all.stream().map(Counted::duration).sorted().toList();
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

    private static OptionalDouble cost(List<Counted> all) {
        List<OptionalDouble> told = all.stream()
                .map(Counted::costUsd)
                .filter(OptionalDouble::isPresent)
                .toList();
        return told.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        told.stream().mapToDouble(OptionalDouble::getAsDouble).sum());
    }

    private static List<Bucket> buckets(List<Counted> all, Duration width) {
        Map<Instant, List<Counted>> byStart = new TreeMap<>();
        for (Counted each : all) {
            byStart.computeIfAbsent(floor(each.start(), width), _ -> new ArrayList<>())
                    .add(each);
        }
        List<Bucket> buckets = new ArrayList<>();
        byStart.forEach((start, members) -> buckets.add(new Bucket(start, numbers(members))));
        return buckets;
    }

    private static Instant floor(Instant time, Duration width) {
        BigInteger nanos =
                BigInteger.valueOf(time.getEpochSecond()).multiply(NANOS).add(BigInteger.valueOf(time.getNano()));
        BigInteger past = nanos.mod(BigInteger.valueOf(width.toNanos()));
        return time.minusNanos(past.longValueExact());
    }
}
