package dev.assay.store.filter;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, durations and times as people write them. */
final class Values {

    private static final Pattern NUMBER = Pattern.compile("(-?(?:\\d+(?:\\.\\d*)?|\\.\\d+))([kM]?)");
    private static final Pattern LENGTH = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|ms|s|m|h|d)");
    private static final BigDecimal MAX_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Units of time, the longest first. */
    enum Unit {
        DAY("d", 86_400_000_000_000L),
        HOUR("h", 3_600_000_000_000L),
        MINUTE("m", 60_000_000_000L),
        SECOND("s", 1_000_000_000L),
        MILLISECOND("ms", 1_000_000L),
        MICROSECOND("us", 1_000L),
        NANOSECOND("ns", 1L);

        private final String label;
        private final long nanos;

        Unit(String label, long nanos) {
            this.label = label;
            this.nanos = nanos;
        }

        long nanos() {
            return nanos;
        }

        String label() {
            return label;
        }
    }

    private Values() {}

    private static Unit unit(String label) {
        return Arrays.stream(Unit.values())
                .filter(unit -> unit.label.equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** {@code 1000}, {@code 0.5}, {@code 1.5k}, {@code 2M}, {@code $0.01}. */
    static Optional<Double> number(String text) {
        Matcher matcher = NUMBER.matcher(text.startsWith("$") ? text.substring(1) : text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double factor = switch (matcher.group(2)) {
            case "k" -> 1e3;
            case "M" -> 1e6;
            default -> 1;
        };
        double value = new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(factor))
                .doubleValue();
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }

    /** {@code 2s}, {@code 150ms}, {@code 1.5h}. */
    static Optional<Duration> length(String text) {
        Matcher matcher = LENGTH.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal nanos = new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(unit(matcher.group(2)).nanos()));
        return nanos.compareTo(MAX_NANOS) > 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos.longValue()));
    }

    /** {@code 2026-11-01}, {@code 2026-11-01T14:00}, {@code 2026-11-01T14:00:00+01:00}; in UTC where no zone is said. */
    static Optional<Instant> time(String text) {
        try {
            if (text.indexOf('T') < 0) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, Instant::from, LocalDateTime::from);
            return Optional.of(
                    time instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : Instant.from(time));
        } catch (DateTimeException e) {
            // The caller says where it stood and what was expected.
            return Optional.empty();
        }
    }
}
