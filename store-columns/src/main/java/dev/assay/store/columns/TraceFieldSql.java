package dev.assay.store.columns;

import dev.assay.store.filter.Field;
import dev.assay.store.filter.Filter;
import dev.assay.store.filter.Match;
import dev.assay.store.filter.Subject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a row of {@code traces} says of a field, so that the spans need not be asked: the different values of its spans as one
 * text, or what their numbers come to.
 */
final class TraceFieldSql {

    /** Stands between values, which are stored without it. */
    static final char BOUND = '\u001f';

    /** {@link #BOUND} in SQL. */
    static final String BOUND_SQL = "chr(31)";

    private TraceFieldSql() {}

    /** The columns with the values of a field, of which any counts; empty where the spans must be asked. */
    static List<String> values(Field field) {
        return kept(field).stream().map(Telling.Kept::column).toList();
    }

    /** Under which the values of a field are kept, of which any counts; empty where the spans must be asked. */
    static List<Telling.Kept> kept(Field field) {
        List<Field> either = field == Field.MODEL ? List.of(Field.REQUEST_MODEL, Field.RESPONSE_MODEL) : List.of(field);
        return Arrays.stream(Telling.Kept.values())
                .filter(kept -> either.contains(kept.field()))
                .toList();
    }

    /** An expression for what a trace comes to; empty where the field is no number, no time and no truth. */
    private static Optional<String> amount(Field field) {
        return switch (field) {
            case TOKENS -> Optional.of("coalesce(input_tokens + output_tokens, input_tokens, output_tokens)");
            case INPUT_TOKENS -> Optional.of("input_tokens");
            case OUTPUT_TOKENS -> Optional.of("output_tokens");
            case CACHE_READ_TOKENS -> Optional.of("cache_read_tokens");
            case CACHE_WRITE_TOKENS -> Optional.of("cache_write_tokens");
            case REASONING_TOKENS -> Optional.of("reasoning_tokens");
            case COST -> Optional.of("cost_usd");
            case DURATION -> Optional.of("nanos");
            case START -> Optional.of("started");
            case END -> Optional.of("ended");
            case FAILED -> Optional.of("failed");
            default -> Optional.empty();
        };
    }

    /** Whether rows of traces can tell whether this holds. */
    static boolean tells(Filter filter) {
        return switch (filter) {
            case Filter.Everything _ -> true;
            case Filter.And(List<Filter> parts) -> parts.stream().allMatch(TraceFieldSql::tells);
            case Filter.Or(List<Filter> parts) -> parts.stream().allMatch(TraceFieldSql::tells);
            case Filter.Not(Filter inner) -> tells(inner);
            case Filter.Text _ -> false;
            case Filter.Has _, Filter.Term _ -> condition(filter).isPresent();
        };
    }

    /** A condition on rows of {@code trace}, which may be NULL where it does not hold; empty where those cannot tell. */
    static Optional<Condition> condition(Filter filter) {
        return switch (filter) {
            case Filter.Has(Subject subject) -> subject instanceof Field field ? has(field) : Optional.empty();
            case Filter.Term(Subject subject, List<Match> anyOf) ->
                subject instanceof Field field ? term(field, anyOf) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Condition> has(Field field) {
        List<String> columns = amount(field).map(List::of).orElseGet(() -> values(field));
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new Condition(
                        "trace",
                        columns.stream().map(column -> column + " IS NOT NULL").collect(Collectors.joining(" OR ")),
                        List.of()));
    }

    private static Optional<Condition> term(Field field, List<Match> anyOf) {
        Optional<String> amount = amount(field);
        List<String> columns = values(field);
        if (amount.isEmpty() && columns.isEmpty()) {
            return Optional.empty();
        }
        List<String> alternatives = new ArrayList<>();
        List<Object> bound = new ArrayList<>();
        for (Match match : anyOf) {
            if (amount.isPresent()) {
                alternatives.add(compare(amount.get(), match, bound));
            } else if (!bounds(match)) {
                return Optional.empty();
            } else {
                columns.forEach(column -> alternatives.add(find(column, match, bound)));
            }
        }
        return Optional.of(new Condition("trace", String.join(" OR ", alternatives), bound));
    }

    /** Whether no value that is asked for has the bound in it. */
    private static boolean bounds(Match match) {
        return switch (match) {
            case Match.Equal(String value) -> value.indexOf(BOUND) < 0;
            case Match.Like(List<String> pieces) -> pieces.stream().noneMatch(piece -> piece.indexOf(BOUND) >= 0);
            case Match.Amount _, Match.Length _, Match.Time _ -> false;
        };
    }

    private static String find(String column, Match match, List<Object> bound) {
        return switch (match) {
            case Match.Equal(String value) -> {
                // Nearly every text is one value: to compare takes half as long as to look within.
                bound.add(value);
                bound.add(value.getBytes(StandardCharsets.UTF_8).length);
                bound.add(BOUND + value + BOUND);
                yield column + " = ? OR (strlen(" + column + ") > ? AND contains(" + column + ", " + BOUND_SQL
                        + ") AND contains(" + bounded(column) + ", ?))";
            }
            case Match.Like(List<String> pieces) -> {
                String bounds = "\\x{1f}";
                bound.add(bounds
                        + pieces.stream().map(TermSql::literal).collect(Collectors.joining("[^" + bounds + "]*"))
                        + bounds);
                yield "regexp_matches(" + bounded(column) + ", ?)";
            }
            case Match.Amount _, Match.Length _, Match.Time _ ->
                throw new IllegalArgumentException(column + " is asked for " + match + " (expected: a text)");
        };
    }

    private static String bounded(String column) {
        return BOUND_SQL + " || " + column + " || " + BOUND_SQL;
    }

    private static String compare(String expression, Match match, List<Object> bound) {
        return switch (match) {
            case Match.Amount(var operator, double value) -> {
                bound.add(value);
                yield expression + " " + operator.sign() + " ?";
            }
            case Match.Length(var operator, var value) -> {
                bound.add(value.toNanos());
                yield expression + " " + operator.sign() + " ?";
            }
            case Match.Time(var operator, var value) -> {
                bound.add(Sql.nanos(value));
                yield expression + " " + operator.sign() + " make_timestamp_ns(?)";
            }
            case Match.Equal(String value) -> {
                bound.add(Boolean.valueOf(value));
                yield expression + " = ?";
            }
            case Match.Like _ ->
                throw new IllegalArgumentException(expression + " is asked for " + match + " (expected: a number)");
        };
    }
}
