package dev.assay.store.columns;

import dev.assay.store.filter.Field;
import dev.assay.store.filter.FieldValues;
import dev.assay.store.filter.Filter;
import dev.assay.store.filter.Match;
import dev.assay.store.filter.SpanMatch;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * A filter that rows of traces tell, as a condition on one in memory: what {@link TraceFieldSql} says in SQL, said in Java. It is held against
 * thousands for a page.
 */
final class TraceRowMatch {

    private static final String BOUND = String.valueOf(TraceFieldSql.BOUND);

    private TraceRowMatch() {}

    /** @param filter one that {@link TraceFieldSql#tells} */
    static Predicate<TraceRow> of(Filter filter) {
        return switch (filter) {
            case Filter.Everything _ -> _ -> true;
            case Filter.And(List<Filter> parts) ->
                parts.stream().map(TraceRowMatch::of).reduce(_ -> true, Predicate::and);
            case Filter.Or(List<Filter> parts) ->
                parts.stream().map(TraceRowMatch::of).reduce(_ -> false, Predicate::or);
            case Filter.Not(Filter inner) -> of(inner).negate();
            case Filter.Has(Field field) -> has(field);
            case Filter.Term(Field field, List<Match> anyOf) ->
                anyOf.stream().map(match -> matches(field, match)).reduce(_ -> false, Predicate::or);
            case Filter.Has _, Filter.Term _, Filter.Text _ ->
                throw new IllegalArgumentException(filter + " is asked of the row of a trace (expected: of its spans)");
        };
    }

    private static Predicate<TraceRow> has(Field field) {
        return switch (field.type()) {
            case NUMBER -> row -> number(field, row).isPresent();
            case DURATION, TIME, TRUTH -> _ -> true;
            case ID, TEXT, WORD, CONTENT -> anyValue(field, _ -> true);
        };
    }

    private static Predicate<TraceRow> matches(Field field, Match match) {
        return switch (match) {
            case Match.Equal(String wanted) ->
                field == Field.FAILED
                        ? row -> row.failed() == Boolean.parseBoolean(wanted)
                        : anyValue(field, wanted::equals);
            case Match.Like(List<String> pieces) -> anyValue(field, value -> SpanMatch.like(value, pieces));
            case Match.Amount(var operator, double wanted) ->
                row -> {
                    OptionalDouble number = number(field, row);
                    return number.isPresent() && operator.holds(Double.compare(number.getAsDouble() + 0.0, wanted));
                };
            case Match.Length(var operator, var wanted) ->
                row -> operator.holds(Long.compare(row.nanos(), wanted.toNanos()));
            case Match.Time(var operator, var wanted) ->
                row -> operator.holds(
                        Long.compare(field == Field.START ? row.started() : row.ended(), Sql.nanos(wanted)));
        };
    }

    /** Tags are one text with bounds between them. */
    private static Predicate<TraceRow> anyValue(Field field, Predicate<String> wanted) {
        Predicate<String> any = field == Field.TAG
                ? values -> Arrays.stream(values.split(BOUND, -1)).anyMatch(wanted)
                : wanted;
        return TraceFieldSql.kept(field).stream()
                .map(kept -> (Predicate<TraceRow>) row -> row.anyValue(kept, any))
                .reduce(_ -> false, Predicate::or);
    }

    private static OptionalDouble number(Field field, TraceRow row) {
        return FieldValues.number(field, row.usage(), row.cost());
    }
}
