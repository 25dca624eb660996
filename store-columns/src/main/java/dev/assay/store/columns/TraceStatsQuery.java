package dev.assay.store.columns;

import dev.assay.store.TraceFilter;
import dev.assay.store.TraceStats;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Numbers over traces. What counts as a trace's start, status and usage is the same as in
 * {@link dev.assay.store.TraceSummaries}, said in SQL; the contract tests hold the two together.
 */
final class TraceStatsQuery implements TraceStats {

    /** Usage on a call of a model is left out where a call below it tells its own: {@code repeated}. */
    private static final String TRACES = """
            ),
            span AS MATERIALIZED (
                SELECT trace_id, span_id, parent_span_id, start_time, end_time, status,
                       input_tokens, output_tokens, cost_usd,
                       kind IN ('llm', 'embedding')
                           AND (input_tokens IS NOT NULL OR output_tokens IS NOT NULL OR cost_usd IS NOT NULL) AS tells
                FROM spans
                WHERE project = ? AND trace_id IN (SELECT trace_id FROM chosen)
            ),
            below(trace_id, top, span_id) AS (
                SELECT p.trace_id, p.span_id, c.span_id
                FROM span p
                JOIN span c ON c.trace_id = p.trace_id AND c.parent_span_id = p.span_id
                WHERE p.tells
                UNION
                SELECT b.trace_id, b.top, c.span_id
                FROM below b
                JOIN span c ON c.trace_id = b.trace_id AND c.parent_span_id = b.span_id
            ),
            repeated AS (
                SELECT DISTINCT b.trace_id, b.top AS span_id
                FROM below b
                JOIN span s ON s.trace_id = b.trace_id AND s.span_id = b.span_id
                WHERE s.tells AND b.top <> b.span_id
            ),
            trace AS (
                SELECT s.trace_id,
                       coalesce(min(start_time) FILTER (parent_span_id IS NULL), min(start_time)) AS started,
                       greatest(epoch_ns(max(end_time)) - epoch_ns(min(start_time)), 0) AS nanos,
                       CASE WHEN bool_or(parent_span_id IS NULL)
                            THEN arg_min(status, (start_time, lower(to_hex(s.span_id))))
                                     FILTER (parent_span_id IS NULL) = 'error'
                            ELSE bool_or(status = 'error')
                       END AS failed,
                       sum(input_tokens) FILTER (tells AND r.span_id IS NULL) AS input_tokens,
                       sum(output_tokens) FILTER (tells AND r.span_id IS NULL) AS output_tokens,
                       sum(cost_usd) FILTER (tells AND r.span_id IS NULL) AS cost_usd
                FROM span s
                LEFT JOIN repeated r ON r.trace_id = s.trace_id AND r.span_id = s.span_id
                GROUP BY s.trace_id
                HAVING started >= make_timestamp_ns(?) AND started < make_timestamp_ns(?)
            ),
            bucket AS (
                SELECT epoch_ns(started) // ? AS number, count(*) AS traces, count(*) FILTER (failed) AS errors
                FROM trace
                GROUP BY number
            )
            SELECT count(*) AS traces,
                   count(*) FILTER (failed) AS errors,
                   quantile_disc(nanos, [0.5, 0.95, 0.99]) AS latency,
                   sum(input_tokens)::BIGINT AS input_tokens,
                   sum(output_tokens)::BIGINT AS output_tokens,
                   sum(cost_usd) AS cost_usd,
                   (SELECT list([number, traces, errors] ORDER BY number) FROM bucket) AS buckets
            FROM trace
            """;

    private final Readers readers;

    TraceStatsQuery(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Stats stats(TraceFilter filter, Duration bucket) {
        return readers.ask(connection -> stats(connection, filter, bucket));
    }

    private static Stats stats(Connection connection, TraceFilter filter, Duration bucket) throws SQLException {
        Sql sql = new Sql().add("WITH RECURSIVE chosen AS (SELECT DISTINCT trace_id FROM spans WHERE");
        FilterSql.addTo(sql, filter);
        sql.add(TRACES, filter.project(), Sql.nanos(filter.from()), Sql.nanos(filter.to()), bucket.toNanos());
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            Columnar columns = new Columnar(row);
            return new Stats(
                    row.getLong("traces"),
                    row.getLong("errors"),
                    latency(row),
                    columns.number("input_tokens"),
                    columns.number("output_tokens"),
                    columns.decimal("cost_usd"),
                    buckets(row, bucket));
        }
    }

    private static Optional<Latency> latency(ResultSet row) throws SQLException {
        List<Long> nanos = numbers(row.getObject("latency"));
        return nanos.isEmpty()
                ? Optional.empty()
                : Optional.of(new Latency(
                        Duration.ofNanos(nanos.get(0)),
                        Duration.ofNanos(nanos.get(1)),
                        Duration.ofNanos(nanos.get(2))));
    }

    private static List<Bucket> buckets(ResultSet row, Duration width) throws SQLException {
        List<Bucket> buckets = new ArrayList<>();
        Object list = row.getObject("buckets");
        if (list instanceof Array array) {
            for (Object element : (Object[]) array.getArray()) {
                List<Long> bucket = numbers(element);
                buckets.add(new Bucket(Sql.instant(bucket.get(0) * width.toNanos()), bucket.get(1), bucket.get(2)));
            }
        }
        return buckets;
    }

    private static List<Long> numbers(@Nullable Object list) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        if (list instanceof Array array) {
            for (Object element : (Object[]) array.getArray()) {
                numbers.add(((Number) element).longValue());
            }
        }
        return numbers;
    }
}
