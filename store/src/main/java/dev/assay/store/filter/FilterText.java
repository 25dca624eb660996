package dev.assay.store.filter;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A filter as canonical text. */
final class FilterText {

    private static final Pattern PLAIN_WORD = Pattern.compile("[\\p{L}\\p{N}_.#@/][\\p{L}\\p{N}_.#@/-]*");
    private static final Pattern PLAIN_VALUE = Pattern.compile("[\\p{L}\\p{N}_.#@/:+$-]+");

    private FilterText() {}

    static String of(Filter filter) {
        return switch (filter) {
            case Filter.Everything _ -> "";
            case Filter.And(List<Filter> parts) ->
                parts.stream()
                        .map(part -> part instanceof Filter.Or ? "(" + of(part) + ")" : of(part))
                        .collect(Collectors.joining(" "));
            case Filter.Or(List<Filter> parts) ->
                parts.stream().map(FilterText::of).collect(Collectors.joining(" OR "));
            case Filter.Not(Filter inner) ->
                switch (inner) {
                    case Filter.And _, Filter.Or _ -> "-(" + of(inner) + ")";
                    default -> "-" + of(inner);
                };
            case Filter.Term(Subject subject, List<Match> anyOf) ->
                subject(subject) + ":" + anyOf.stream().map(FilterText::match).collect(Collectors.joining(","));
            case Filter.Has(Subject subject) -> "has:" + subject(subject);
            case Filter.Text(String text) ->
                PLAIN_WORD.matcher(text).matches() && !text.equals("OR") && !text.equals("AND") ? text : quoted(text);
        };
    }

    static String subject(Subject subject) {
        return switch (subject) {
            case Field field -> field.label();
            case Subject.Attribute(String key) -> "attributes." + escaped(key);
            case Subject.Metadata(String key) -> "metadata." + escaped(key);
            case Subject.Score(String name) -> "score." + escaped(name);
        };
    }

    private static String match(Match match) {
        return switch (match) {
            case Match.Equal(String value) -> PLAIN_VALUE.matcher(value).matches() ? value : quoted(value);
            case Match.Like(List<String> pieces) ->
                pieces.stream().map(FilterText::escaped).collect(Collectors.joining("*"));
            case Match.Amount(Operator operator, double value) -> operator.sign() + number(value);
            case Match.Length(Operator operator, Duration value) -> operator.sign() + length(value);
            case Match.Time(Operator operator, var value) -> operator.sign() + value;
        };
    }

    static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String length(Duration value) {
        long nanos = value.toNanos();
        for (Values.Unit unit : Values.Unit.values()) {
            if (nanos % unit.nanos() == 0) {
                return nanos / unit.nanos() + unit.label();
            }
        }
        throw new IllegalStateException("no unit divides " + nanos);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Everything that means something, or is no plain character, behind a backslash. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> {
            if (!Character.isLetterOrDigit(c) && "_./@#-".indexOf(c) < 0) {
                escaped.append('\\');
            }
            escaped.appendCodePoint(c);
        });
        return escaped.toString();
    }
}
