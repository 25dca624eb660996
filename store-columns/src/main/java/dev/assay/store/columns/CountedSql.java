package dev.assay.store.columns;

import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Field;
import dev.assay.store.filter.Filter;
import dev.assay.store.filter.Match;
import java.util.List;
import java.util.Optional;

/**
 * The traces or spans that numbers are about, one row each: when it {@code started}, its {@code nanos}, whether it
 * {@code failed}, its usage. What counts as a trace's start, status and usage is the same as in
 * {@link dev.assay.store.TraceSummaries}, said in SQL; the contract tests hold the two together.
 *
 * <p>Two forms give the same rows. The quick one is for where no call repeats the usage of one below it
 * ({@link NestedCalls}), and it marks traces as {@code tied} that have roots that began at the same time and of which some
 * failed; the careful one is for all.
 */
final class CountedSql {

    /** Calls of a model, which alone are summed. */
    private static final String CALL = "kind IN ('llm', 'embedding')";

    private static final List<Match> CALLS = List.of(new Match.Equal("llm"), new Match.Equal("embedding"));

    private static final String QUICK_TRACES = """
            SELECT trace_id,
                   coalesce(least(well, failing), earliest) AS started,
                   greatest(epoch_ns(latest) - epoch_ns(earliest), 0) AS nanos,
                   CASE WHEN well IS NULL AND failing IS NULL THEN any_failed
                        ELSE well IS NULL OR coalesce(failing < well, false)
                   END AS failed,
                   coalesce(failing = well, false) AS tied,
                   input_tokens, output_tokens, cost_usd
            FROM (
                SELECT trace_id,
                       min(start_time) FILTER (parent_span_id IS NULL AND status <> 'error') AS well,
                       min(start_time) FILTER (parent_span_id IS NULL AND status = 'error') AS failing,
                       min(start_time) AS earliest,
                       max(end_time) AS latest,
                       bool_or(status = 'error') AS any_failed,
                       sum(input_tokens) FILTER (%1$s) AS input_tokens,
                       sum(output_tokens) FILTER (%1$s) AS output_tokens,
                       sum(cost_usd) FILTER (%1$s) AS cost_usd
                FROM spans
            """.formatted(CALL);

    private static final String CAREFUL_TRACES = """
            SELECT s.trace_id,
                   coalesce(min(start_time) FILTER (parent_span_id IS NULL), min(start_time)) AS started,
                   greatest(epoch_ns(max(end_time)) - epoch_ns(min(start_time)), 0) AS nanos,
                   CASE WHEN bool_or(parent_span_id IS NULL)
                        THEN arg_min(status, (start_time, %2$s))
                                 FILTER (parent_span_id IS NULL) = 'error'
                        ELSE bool_or(status = 'error')
                   END AS failed,
                   false AS tied,
                   sum(input_tokens) FILTER (%1$s AND r.span_id IS NULL) AS input_tokens,
                   sum(output_tokens) FILTER (%1$s AND r.span_id IS NULL) AS output_tokens,
                   sum(cost_usd) FILTER (%1$s AND r.span_id IS NULL) AS cost_usd
            FROM spans s
            LEFT JOIN repeated r ON r.trace_id = s.trace_id AND r.span_id = s.span_id
            """.formatted(CALL, FieldSql.ordered("s.span_id"));

    private CountedSql() {}

    /** @param careful the careful form, which wants {@code repeated} of {@link UsageSql} */
    static void addTraces(Sql sql, TraceFilter filter, Reach reach, boolean careful) {
        String s = careful ? "s." : "";
        sql.add(careful ? CAREFUL_TRACES : QUICK_TRACES);
        reach.window(sql.add("WHERE project = ?", filter.project()), filter);
        if (!(filter.filter() instanceof Filter.Everything)) {
            sql.add("AND " + s + "trace_id IN (").indent();
            sql.add("SELECT trace_id FROM (").indent();
            FilterSql.addTraces(sql, filter, reach);
            sql.outdent().add(")").outdent().add(")");
        }
        sql.add("GROUP BY " + s + "trace_id");
        if (!careful) {
            sql.add(")");
        }
        sql.add(
                careful ? "HAVING started >= make_timestamp_ns(?)" : "WHERE started >= make_timestamp_ns(?)",
                from(filter));
        sql.add("AND started < make_timestamp_ns(?)", Sql.nanos(filter.to()));
    }

    private static long from(TraceFilter filter) {
        return Sql.nanos(filter.from());
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
                       false AS tied,
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
