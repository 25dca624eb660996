package dev.assay.files;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The unit of latencies that are written as numbers. */
public enum LatencyUnit {
    SECONDS("seconds", 1e9),
    MILLISECONDS("milliseconds", 1e6),
    MICROSECONDS("microseconds", 1e3),
    NANOSECONDS("nanoseconds", 1);

    /** No model answers in a thousandth of a second, and hardly any thinks for ten minutes: such numbers are milliseconds. */
    private static final double MOST_SECONDS = 600;

    private static final double MOST_NANOS = 1e18;

    private final String label;
    private final double nanos;

    LatencyUnit(String label, double nanos) {
        this.label = label;
        this.nanos = nanos;
    }

    public String label() {
        return label;
    }

    /** What the name of the column says, or else what the values allow. */
    static LatencyUnit of(String column, Collection<String> values) {
        String name = column.toLowerCase(Locale.ROOT);
        if (name.matches(".*(ms|msec|millis|milliseconds)")) {
            return MILLISECONDS;
        }
        if (name.matches(".*(_us|micros|microseconds)")) {
            return MICROSECONDS;
        }
        if (name.matches(".*(_ns|nanos|nanoseconds)")) {
            return NANOSECONDS;
        }
        if (name.matches(".*(_s|sec|secs|seconds)")) {
            return SECONDS;
        }
        double[] numbers = values.stream()
                .map(Values::number)
                .flatMapToDouble(OptionalDouble::stream)
                .sorted()
                .toArray();
        return numbers.length > 0 && numbers[numbers.length / 2] > MOST_SECONDS ? MILLISECONDS : SECONDS;
    }

    /** The duration that a text tells, with a unit of its own or in this one; nothing where it is none. */
    Optional<Duration> parse(String text) {
        String stripped = text.strip().toLowerCase(Locale.ROOT);
        for (Suffix suffix : Suffix.values()) {
            if (stripped.endsWith(suffix.text) && stripped.length() > suffix.text.length()) {
                String number = stripped.substring(0, stripped.length() - suffix.text.length());
                return duration(Values.number(number), suffix.unit);
            }
        }
        return duration(Values.number(stripped), this);
    }

    private static Optional<Duration> duration(OptionalDouble number, LatencyUnit unit) {
        double length = number.orElse(-1) * unit.nanos;
        return length < 0 || length > MOST_NANOS ? Optional.empty() : Optional.of(Duration.ofNanos(Math.round(length)));
    }

    /** Longer ones first: {@code ms} ends with {@code s}. */
    private enum Suffix {
        MS("ms", MILLISECONDS),
        US("us", MICROSECONDS),
        NS("ns", NANOSECONDS),
        SEC("sec", SECONDS),
        S("s", SECONDS);

        private final String text;
        private final LatencyUnit unit;

        Suffix(String text, LatencyUnit unit) {
            this.text = text;
            this.unit = unit;
        }
    }
}
