package dev.assay.store.columns;

import dev.assay.store.filter.Field;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How the spans of a trace become its row. What counts as a trace's start, status and usage is the same as in
 * {@link dev.assay.store.TraceSummaries}, said in SQL; the contract tests hold the two together.
 */
final class TraceRowSql {

    /** The columns of {@code traces} between the project and when the spans arrived, which of fresh ones is not told. */
    static final String COLUMNS = """
            trace_id, started, first_start, last_start, ended, nanos, rooted, failed,
            input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd,
            session_id, names, kinds, statuses, providers, request_models, response_models, sessions, users, tags,
            services, environments
            """;

    /** Of traces with more spans it is not kept when they arrived, where that was more than once. */
    private static final int MOST_SPANS = 1_000;

    /** The columns of {@code spans} that a row is made of. */
    static final String READ = """
            trace_id, span_id, parent_span_id, start_time, end_time, name, kind, status, provider, request_model,
            response_model, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens,
            cost_usd, session_id, user_id, tags, service, environment, tells, arrival
            """;

    private static final String CALL = "s.kind IN ('llm', 'embedding')";

    /** Calls of a model that repeat nothing of one below them, which alone are summed. */
    private static final String LEAF = CALL + " AND r.span_id IS NULL";

    private static final String REPEATED = "LEFT JOIN repeated r ON r.trace_id = s.trace_id AND r.span_id = s.span_id";

    /** Roots come first, then what began first. */
    private static final String ORDER =
            "(s.parent_span_id IS NOT NULL, s.start_time, " + FieldSql.ordered("s.span_id") + ")";

    private TraceRowSql() {}

    /**
     * The rows, and when their spans arrived, of all traces of {@code temp.part}, which has the columns {@link #READ}.
     *
     * @param nested whether some calls of a model may be below others
     */
    static Sql ofPart(boolean nested) {
        Sql sql = new Sql();
        if (nested) {
            UsageSql.addRepeatedOf(sql.add("WITH RECURSIVE"), "temp.part");
        }
        addValues(sql, nested ? LEAF : CALL).add("FROM temp.part s");
        if (nested) {
            sql.add(REPEATED);
        }
        return sql.add("GROUP BY s.trace_id");
    }

    /** Adds a query for the rows, project and arrivals included, of traces that are one span, in the order of arrival; it ends with a condition. */
    static void addAlone(Sql sql, String project, long after, long upTo) {
        sql.add("""
                SELECT s.project, s.trace_id, s.start_time, s.start_time, s.start_time, s.end_time,
                       greatest(epoch_ns(s.end_time) - epoch_ns(s.start_time), 0),
                       s.parent_span_id IS NULL,
                       s.status = 'error',
                       CASE WHEN %1$s THEN s.input_tokens END,
                       CASE WHEN %1$s THEN s.output_tokens END,
                       CASE WHEN %1$s THEN s.cache_read_tokens END,
                       CASE WHEN %1$s THEN s.cache_write_tokens END,
                       CASE WHEN %1$s THEN s.reasoning_tokens END,
                       CASE WHEN %1$s THEN s.cost_usd END,
                       s.session_id,
                """.formatted(CALL)).indent();
        sql.add(Arrays.stream(Telling.Kept.values()).map(TraceRowSql::told).collect(Collectors.joining(",\n")) + ",");
        sql.add("[s.arrival]");
        sql.outdent().add("FROM spans s");
        sql.add("WHERE s.project = ? AND s.arrival > ? AND s.arrival <= ?", project, after, upTo);
    }

    /**
     * Adds {@code arrived}, the ids of the traces with spans that arrived after one position and up to another, to a {@code WITH}.
     *
     * @param open also of those that were left open
     */
    static void addArrived(Sql sql, String project, long after, long upTo, boolean open) {
        sql.add("arrived AS MATERIALIZED (").indent();
        sql.add("SELECT trace_id FROM spans");
        sql.add("WHERE project = ? AND arrival > ? AND arrival <= ?", project, after, upTo);
        if (open) {
            sql.add("UNION");
            sql.add("SELECT trace_id FROM open_traces WHERE project = ?", project);
        }
        sql.outdent().add(")");
    }

    /** @param summed which spans are */
    private static Sql addValues(Sql sql, String summed) {
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
                """.formatted(summed, ORDER)).indent();
        sql.add(Arrays.stream(Telling.Kept.values())
                .map(kept -> values(kept) + " AS " + kept.column())
                .collect(Collectors.joining(",\n", "", ",")));
        sql.add("""
                CASE WHEN min(s.arrival) = max(s.arrival) THEN [min(s.arrival)]
                     WHEN count(*) <= ? THEN list_distinct(list(s.arrival))
                END AS arrivals
                """, MOST_SPANS);
        return sql.outdent();
    }

    /** The values that spans tell, with bounds between them; NULL where there is none. */
    private static String values(Telling.Kept kept) {
        return "string_agg(" + text(kept) + ", " + TraceFieldSql.BOUND_SQL + ") FILTER (" + tells(kept) + ")";
    }

    /** What a span tells that none before it in its batch has told; NULL where that is nothing. */
    static String told(Telling.Kept kept) {
        return "CASE WHEN " + tells(kept) + " THEN " + text(kept) + " END";
    }

    private static String text(Telling.Kept kept) {
        String value = FieldSql.of(kept.field()).getFirst();
        return kept.field() == Field.TAG ? "array_to_string(" + value + ", " + TraceFieldSql.BOUND_SQL + ")" : value;
    }

    private static String tells(Telling.Kept kept) {
        return "s.tells & " + kept.bit() + " <> 0";
    }
}
