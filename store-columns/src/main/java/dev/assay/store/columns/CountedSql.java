package dev.assay.store.columns;

import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Field;
import dev.assay.store.filter.Filter;
import dev.assay.store.filter.Match;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The traces or spans that numbers are about, one row each: when it {@code started}, its {@code nanos}, whether it
 * {@code failed}, its usage. The rows of traces tell these; of spans the quick form is for where no call repeats the usage of one
 * below it ({@link NestedCalls}), the careful one for all.
 */
final class CountedSql {

    /** Calls of a model, which alone are summed. */
    private static final String CALL = "kind IN ('llm', 'embedding')";

    private static final List<Match> CALLS = List.of(new Match.Equal("llm"), new Match.Equal("embedding"));

    private CountedSql() {}

    /**
     * Of rows of {@code trace} ({@link TraceRows}).
     *
     * @param more columns
     */
    static void addTraces(Sql sql, TraceFilter filter, Reach reach, List<String> more) {
        sql.add("SELECT trace_id, started, nanos, failed, input_tokens, output_tokens, cost_usd"
                + more.stream().map(column -> ", " + column).collect(Collectors.joining()));
        sql.add("FROM trace WHERE true");
        FilterSql.addToTraces(sql, filter, reach);
    }

    /**
     * @param value an expression for one more column, {@code value}; empty where there is none
     * @param careful the careful form, which wants {@code repeated} of {@link UsageSql}
     */
    static void addSpans(Sql sql, TraceFilter filter, Reach reach, Optional<String> value, boolean careful) {
        sql.add("SELECT trace_id, span_id, " + value.map(v -> v + " AS value,").orElse(""));
        sql.add("""
                       start_time AS started,
                       greatest(epoch_ns(end_time) - epoch_ns(start_time), 0) AS nanos,
                       status = 'error' AS failed,
                       %s AS input_tokens,
                       %s AS output_tokens,
                       %s AS cost_usd
                """.formatted(
                        summed("input_tokens", filter, careful),
                        summed("output_tokens", filter, careful),
                        summed("cost_usd", filter, careful)));
        sql.add("FROM spans s WHERE");
        FilterSql.addToSpans(sql, filter, reach);
    }

    private static String summed(String column, TraceFilter filter, boolean careful) {
        if (careful) {
            return "CASE WHEN " + CALL
                    + " AND (trace_id, span_id) NOT IN (SELECT (trace_id, span_id) FROM repeated) THEN " + column
                    + " END";
        }
        return asksForCalls(filter.filter()) ? column : "CASE WHEN " + CALL + " THEN " + column + " END";
    }

    /** Whether nothing else passes. */
    private static boolean asksForCalls(Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> parts) -> parts.stream().anyMatch(CountedSql::asksForCalls);
            case Filter.Term(Field field, List<Match> anyOf) -> field == Field.KIND && CALLS.containsAll(anyOf);
            default -> false;
        };
    }
}
