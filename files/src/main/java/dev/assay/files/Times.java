package dev.assay.files;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as people and programs write them. A time without an offset is one in UTC. */
final class Times {

    static final String EXPECTED =
            "expected: RFC 3339 such as 2026-03-01T12:30:00Z, seconds, milliseconds, microseconds or "
                    + "nanoseconds since 1970, or a date such as 2026-03-01 12:30:00 or 03/01/2026; between 1970 and 2200";

    /** What is longer is not looked at: to read digits takes time that grows with the square of their number. */
    private static final int LONGEST = 100;

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern COMPACT_DATE = Pattern.compile("(19|20)\\d{6}");
    private static final Pattern ISO = Pattern.compile(
            "(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:(?:[T ]|, ?)(\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?)"
                    + " ?(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?)?");
    private static final Pattern SLASHED = Pattern.compile(
            "(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})(?:,? +(\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)(?: ?([AaPp])\\.?[Mm]\\.?)?"
                    + "(?: ?(?:Z|UTC|GMT))?)?");

    private static final BigDecimal MOST_SECONDS = new BigDecimal("1e11");
    private static final int TWELVE = 12;

    private Times() {}

    /** Whether dates with slashes have the day before the month: some value has a first number above twelve. */
    static boolean dayFirst(Collection<String> values) {
        boolean dotted = !values.isEmpty() && values.stream().allMatch(value -> value.matches("\\d{1,2}\\..*"));
        return dotted
                || values.stream()
                        .map(String::strip)
                        .map(SLASHED::matcher)
                        .anyMatch(date -> date.matches() && Integer.parseInt(date.group(1)) > TWELVE);
    }

    /** Whether the order of day and month had to be decided. */
    static boolean isAmbiguous(Collection<String> values) {
        return values.stream().anyMatch(value -> SLASHED.matcher(value.strip()).matches());
    }

    /** The time that a text names, or nothing where it names none between 1970 and 2200. */
    static Optional<Instant> parse(String text, boolean dayFirst) {
        String stripped = text.strip();
        return stripped.length() > LONGEST
                ? Optional.empty()
                : named(stripped, dayFirst).filter(time -> !time.isBefore(FIRST) && time.isBefore(END));
    }

    private static Optional<Instant> named(String stripped, boolean dayFirst) {
        try {
            if (COMPACT_DATE.matcher(stripped).matches()) {
                return Optional.of(LocalDate.parse(stripped, DateTimeFormatter.BASIC_ISO_DATE)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC));
            }
            if (NUMBER.matcher(stripped).matches()) {
                return epoch(new BigDecimal(stripped));
            }
            Matcher iso = ISO.matcher(stripped);
            if (iso.matches()) {
                return Optional.of(iso(iso));
            }
            Matcher slashed = SLASHED.matcher(stripped);
            if (slashed.matches()) {
                return Optional.of(slashed(slashed, dayFirst));
            }
            return Optional.of(
                    OffsetDateTime.parse(stripped, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                            .toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        } catch (DateTimeException | ArithmeticException _) {
            // Looks like a date, but there is no such day.
            return Optional.empty();
        }
    }

    /** The size of the number tells its unit: seconds have ten digits until 2286. */
    private static Optional<Instant> epoch(BigDecimal number) {
        BigDecimal seconds = number;
        for (int thousandths = 0; thousandths < 3 && seconds.compareTo(MOST_SECONDS) >= 0; thousandths++) {
            seconds = seconds.movePointLeft(3);
        }
        // A small number is an index, not a time.
        boolean plausible =
                seconds.compareTo(new BigDecimal("1e8")) >= 0 && seconds.compareTo(new BigDecimal("7.3e9")) < 0;
        return plausible
                ? Optional.of(Instant.ofEpochSecond(
                        seconds.longValue(),
                        seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue()))
                : Optional.empty();
    }

    private static Instant iso(Matcher date) {
        LocalDate day = LocalDate.of(
                Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3)));
        String offset = date.group(5);
        ZoneOffset zone = offset == null || Character.isLetter(offset.charAt(0))
                ? ZoneOffset.UTC
                : ZoneOffset.of(
                        offset.length() == 5 && offset.indexOf(':') < 0
                                ? offset.substring(0, 3) + ":" + offset.substring(3)
                                : offset);
        return time(day, date.group(4), "").toInstant(zone);
    }

    private static Instant slashed(Matcher date, boolean dayFirst) {
        int first = Integer.parseInt(date.group(1));
        int second = Integer.parseInt(date.group(2));
        LocalDate day =
                LocalDate.of(Integer.parseInt(date.group(3)), dayFirst ? second : first, dayFirst ? first : second);
        String half = date.group(5);
        return time(day, date.group(4), half == null ? "" : half.toLowerCase(Locale.ROOT))
                .toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime time(LocalDate day, @Nullable String clock, String half) {
        if (clock == null) {
            return day.atStartOfDay();
        }
        String padded = (clock.indexOf(':') == 1 ? "0" + clock : clock).replace(',', '.');
        LocalTime time = LocalTime.parse(padded);
        if (half.equals("p") && time.getHour() < TWELVE) {
            time = time.plusHours(TWELVE);
        } else if (half.equals("a") && time.getHour() == TWELVE) {
            time = time.minusHours(TWELVE);
        }
        return day.atTime(time);
    }
}
