package dev.assay.store.columns;

import dev.assay.store.filter.Field;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How the spans of a trace become its row. What counts as a trace's start, status and usage is the same as in
 * {@link dev.assay.store.TraceSummaries}, said in SQL; the contract tests hold the two together.
 */
final class TraceRowSql {

    /** The columns of {@code traces} behind the project, in their order. */
    static final String COLUMNS = """
            trace_id, started, first_start, last_start, ended, nanos, rooted, failed,
            input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd,
            session_id, names, kinds, statuses, providers, request_models, response_models, sessions, users, tags,
            services, environments
            """;

    /** Calls of a model, which alone are summed. */
    private static final String CALL = "s.kind IN ('llm', 'embedding')";

    /** Roots come first, then what began first. */
    private static final String ORDER =
            "(s.parent_span_id IS NOT NULL, s.start_time, " + FieldSql.ordered("s.span_id") + ")";

    private TraceRowSql() {}

    /**
     * Adds a query for the rows of the traces that {@code fresh} names.
     *
     * @param window further conditions on where their spans lie
     * @param usage whether usage is asked for, which wants {@code repeated} of {@link UsageSql}
     */
    static void add(Sql sql, String project, Sql window, boolean usage) {
        String call = usage ? CALL + " AND r.span_id IS NULL" : CALL;
        sql.add("""
                SELECT s.trace_id,
                       coalesce(min(s.start_time) FILTER (s.parent_span_id IS NULL), min(s.start_time)) AS started,
                       min(s.start_time) AS first_start,
                       max(s.start_time) AS last_start,
                       max(s.end_time) AS ended,
                       greatest(epoch_ns(max(s.end_time)) - epoch_ns(min(s.start_time)), 0) AS nanos,
                       bool_or(s.parent_span_id IS NULL) AS rooted,
                       CASE WHEN bool_or(s.parent_span_id IS NULL)
                            THEN arg_min(s.status, %2$s) = 'error'
                            ELSE bool_or(s.status = 'error')
                       END AS failed,
                       sum(s.input_tokens) FILTER (%1$s)::BIGINT AS input_tokens,
                       sum(s.output_tokens) FILTER (%1$s)::BIGINT AS output_tokens,
                       sum(s.cache_read_tokens) FILTER (%1$s)::BIGINT AS cache_read_tokens,
                       sum(s.cache_write_tokens) FILTER (%1$s)::BIGINT AS cache_write_tokens,
                       sum(s.reasoning_tokens) FILTER (%1$s)::BIGINT AS reasoning_tokens,
                       sum(s.cost_usd) FILTER (%1$s) AS cost_usd,
                       arg_min(s.session_id, %2$s) FILTER (s.session_id IS NOT NULL) AS session_id,
                """.formatted(call, ORDER)).indent();
        sql.add(Arrays.stream(Telling.Kept.values())
                .map(kept -> values(kept) + " AS " + kept.column())
                .collect(Collectors.joining(",\n")));
        sql.outdent().add("FROM spans s");
        if (usage) {
            sql.add("LEFT JOIN repeated r ON r.trace_id = s.trace_id AND r.span_id = s.span_id");
        }
        sql.add("WHERE s.project = ? AND s.trace_id IN (SELECT trace_id FROM fresh)", project);
        sql.add(window);
        sql.add("GROUP BY s.trace_id");
    }

    /** The values that spans tell, with bounds between them; NULL where there is none. */
    private static String values(Telling.Kept kept) {
        String value = FieldSql.of(kept.field()).getFirst();
        String text =
                kept.field() == Field.TAG ? "array_to_string(" + value + ", " + TraceFieldSql.BOUND_SQL + ")" : value;
        return "string_agg(" + text + ", " + TraceFieldSql.BOUND_SQL + ") FILTER (s.tells & " + kept.bit() + " <> 0)";
    }
}
