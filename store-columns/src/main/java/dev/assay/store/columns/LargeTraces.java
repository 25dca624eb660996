package dev.assay.store.columns;

import dev.assay.store.SpanRow;
import dev.assay.store.TraceSummaries;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a list shows of traces that have too many spans to read each: the database adds up, and only the rows that tell
 * something of their own are read. The names of what they tell are those of {@link TraceSummaries}.
 */
final class LargeTraces {

    /** More spans than this make a trace large. */
    static final int LARGE = 500;

    /** @param telling those that {@link TraceSummaries#of(List, TraceSummaries.Totals, List)} asks for */
    record Large(List<SpanRow> telling, TraceSummaries.Totals totals) {}

    private static final String SPAN = """
            WITH RECURSIVE span AS MATERIALIZED (
                SELECT rowid AS place, trace_id, span_id, parent_span_id, status, kind IN ('llm', 'embedding') AS call,
                       coalesce(response_model, request_model) AS model, start_time, end_time,
                       input_tokens, output_tokens, cost_usd, session_id, user_id, environment, service, tags,
                       input_preview IS NOT NULL AS asks, output_preview IS NOT NULL AS answers, %s AS tells
                FROM spans
            """.formatted(NestedCalls.TELLS);

    private static final String NUMBERED = """
            ,
            numbered AS MATERIALIZED (
                SELECT *, row_number() OVER (PARTITION BY trace_id ORDER BY start_time, %1$s) AS n
                FROM span
            ),
            telling AS (
                SELECT trace_id,
                       unnest([
                           1, min(n) FILTER (parent_span_id IS NULL), min(n) FILTER (status = 'error'),
                           min(n) FILTER (session_id IS NOT NULL), min(n) FILTER (user_id IS NOT NULL),
                           min(n) FILTER (environment IS NOT NULL), min(n) FILTER (service IS NOT NULL),
                           min(n) FILTER (asks), arg_max(n, (end_time, %1$s)) FILTER (call AND answers)
                       ]) AS n
                FROM numbered
                GROUP BY trace_id
                UNION
                SELECT trace_id, min(n) FROM numbered WHERE call AND model IS NOT NULL GROUP BY trace_id, model
                UNION
                SELECT trace_id, min(n) FROM numbered WHERE tags IS NOT NULL GROUP BY trace_id, tags
            ),
            total AS (
                SELECT s.trace_id,
                       epoch_ns(min(start_time)) AS start_ns, epoch_ns(max(end_time)) AS end_ns,
                       count(*) AS spans, count(*) FILTER (status = 'error') AS errors,
                       sum(input_tokens) FILTER (call AND r.span_id IS NULL)::BIGINT AS input_tokens,
                       sum(output_tokens) FILTER (call AND r.span_id IS NULL)::BIGINT AS output_tokens,
                       sum(cost_usd) FILTER (call AND r.span_id IS NULL) AS cost_usd
                FROM span s
                LEFT JOIN repeated r ON r.trace_id = s.trace_id AND r.span_id = s.span_id
                GROUP BY s.trace_id
            )
            SELECT total.*, places
            FROM total
            JOIN (
                SELECT trace_id, list(place) AS places
                FROM telling
                JOIN numbered USING (trace_id, n)
                GROUP BY trace_id
            ) USING (trace_id)
            """.formatted(FieldSql.ordered("span_id"));

    private LargeTraces() {}

    /** @param window further conditions on where the spans lie; empty where nothing is known */
    static Map<String, Large> of(Connection connection, String project, Collection<String> traceIds, Sql window)
            throws SQLException {
        Map<String, Large> large = new HashMap<>();
        if (traceIds.isEmpty()) {
            return large;
        }
        Map<String, TraceSummaries.Totals> totals = new HashMap<>();
        List<Long> places = new ArrayList<>();
        Sql sql = new Sql().add(SPAN).indent();
        SpanRows.addPlaces(sql.add("WHERE rowid IN (").indent(), project, traceIds, window);
        UsageSql.addBelow(sql.outdent().add(")").outdent().add(")"));
        sql.add(NUMBERED);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            Columnar columns = new Columnar(row);
            while (row.next()) {
                totals.put(columns.traceId("trace_id"), totals(columns));
                Array array = row.getArray("places");
                Stream.of((Object[]) array.getArray())
                        .map(Number.class::cast)
                        .forEach(place -> places.add(place.longValue()));
            }
        }
        SpanRows.at(connection, places).forEach((traceId, telling) -> {
            TraceSummaries.Totals of = totals.get(traceId);
            if (of != null) {
                large.put(traceId, new Large(telling, of));
            }
        });
        return large;
    }

    private static TraceSummaries.Totals totals(Columnar row) throws SQLException {
        return new TraceSummaries.Totals(
                row.instant("start_ns"),
                row.instant("end_ns"),
                row.integer("spans"),
                row.integer("errors"),
                row.number("input_tokens"),
                row.number("output_tokens"),
                row.decimal("cost_usd"));
    }
}
