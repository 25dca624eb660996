package dev.assay.store.columns;

import dev.assay.store.Counted;
import dev.assay.store.ReadStats;
import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Subject;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Numbers over traces or spans. What counts as a trace's start, status and usage is the same as in
 * {@link dev.assay.store.TraceSummaries}, said in SQL; the contract tests hold the two together.
 */
final class StatsQuery implements ReadStats {

    /** One row a trace. */
    private static final String TRACES = """
            counted AS MATERIALIZED (
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
            )
            """;

    /** One row a span; {@code chosen} holds those that pass. */
    private static final String SPANS = """
            counted AS MATERIALIZED (
                SELECT s.trace_id, s.span_id, s.start_time AS started,
                       greatest(epoch_ns(s.end_time) - epoch_ns(s.start_time), 0) AS nanos,
                       s.status = 'error' AS failed,
                       CASE WHEN tells AND r.span_id IS NULL THEN input_tokens END AS input_tokens,
                       CASE WHEN tells AND r.span_id IS NULL THEN output_tokens END AS output_tokens,
                       CASE WHEN tells AND r.span_id IS NULL THEN cost_usd END AS cost_usd
                FROM span s
                JOIN chosen c ON c.trace_id = s.trace_id AND c.span_id = s.span_id
                LEFT JOIN repeated r ON r.trace_id = s.trace_id AND r.span_id = s.span_id
            )
            """;

    private static final String NUMBERS = """
            count(*) AS count,
            count(*) FILTER (failed) AS errors,
            quantile_disc(nanos, [0.5, 0.95, 0.99]) AS latency,
            sum(input_tokens)::BIGINT AS input_tokens,
            sum(output_tokens)::BIGINT AS output_tokens,
            sum(cost_usd) AS cost_usd
            """;

    private final Readers readers;
    private final Reach reach;

    StatsQuery(Readers readers, Reach reach) {
        this.readers = readers;
        this.reach = reach;
    }

    @Override
    public Stats stats(Question question) {
        return readers.ask(connection -> {
            try (PreparedStatement statement = sql(question).prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                return read(row, question);
            }
        });
    }

    private Sql sql(Question question) {
        TraceFilter filter = question.filter();
        Sql sql = new Sql().add("WITH RECURSIVE chosen AS MATERIALIZED (").indent();
        if (question.of() == Counted.TRACES) {
            FilterSql.addTraces(sql, filter, reach);
        } else {
            sql.add("SELECT trace_id, span_id FROM spans s WHERE");
            FilterSql.addToSpans(sql, filter, reach);
        }
        sql.outdent().add("),");
        UsageSql.add(sql, filter, reach);
        sql.add(",");
        if (question.of() == Counted.TRACES) {
            sql.add(TRACES, Sql.nanos(filter.from()), Sql.nanos(filter.to()));
        } else {
            sql.add(SPANS);
        }
        long width = question.bucket().toNanos();
        question.by().ifPresent(by -> addMembers(sql, question, by));
        sql.add("SELECT NULL AS value, epoch_ns(started) // ? AS number, grouping(number) AS whole,", width);
        sql.indent().add(NUMBERS).outdent();
        sql.add("FROM counted");
        sql.add("GROUP BY GROUPING SETS ((), (number))");
        if (question.by().isPresent()) {
            sql.add("UNION ALL");
            sql.add("SELECT value, epoch_ns(started) // ? AS number, grouping(number) AS whole,", width);
            sql.indent().add(NUMBERS).outdent();
            sql.add("FROM counted");
            sql.add("JOIN member USING (" + key(question.of()) + ")");
            sql.add("WHERE value IN (SELECT value FROM top)");
            sql.add("GROUP BY GROUPING SETS ((value), (value, number))");
        }
        return sql.add("ORDER BY whole DESC, count DESC, value, number");
    }

    private void addMembers(Sql sql, Question question, Subject by) {
        String key = key(question.of());
        sql.add(", member AS MATERIALIZED (").indent();
        ValuesSql.add(sql, question.filter(), question.of(), by, "counted", reach);
        sql.outdent().add("),");
        sql.add("top AS MATERIALIZED (").indent();
        sql.add("SELECT value, count(*) AS count FROM member JOIN counted USING (" + key + ")");
        sql.add("GROUP BY value ORDER BY count DESC, value LIMIT ?", question.limit() + 1);
        sql.outdent().add(")");
    }

    private static String key(Counted of) {
        return of == Counted.TRACES ? "trace_id" : "trace_id, span_id";
    }

    private static Stats read(ResultSet row, Question question) throws SQLException {
        Columnar columns = new Columnar(row);
        Numbers total = Numbers.NONE;
        List<Bucket> buckets = new ArrayList<>();
        Map<String, Numbers> groups = new LinkedHashMap<>();
        Map<String, List<Bucket>> groupBuckets = new LinkedHashMap<>();
        while (row.next()) {
            Numbers numbers = numbers(row, columns);
            String value = columns.text("value");
            if (columns.integer("whole") == 1) {
                if (value.isEmpty()) {
                    total = numbers;
                } else {
                    groups.put(value, numbers);
                }
            } else {
                Bucket bucket = new Bucket(
                        Sql.instant(row.getLong("number") * question.bucket().toNanos()), numbers);
                if (value.isEmpty()) {
                    buckets.add(bucket);
                } else {
                    groupBuckets.computeIfAbsent(value, _ -> new ArrayList<>()).add(bucket);
                }
            }
        }
        buckets.sort(Comparator.comparing(Bucket::start));
        List<Group> named = groups.entrySet().stream()
                .limit(question.limit())
                .map(entry -> new Group(
                        entry.getKey(),
                        entry.getValue(),
                        groupBuckets.getOrDefault(entry.getKey(), List.of()).stream()
                                .sorted(Comparator.comparing(Bucket::start))
                                .toList()))
                .toList();
        return new Stats(total, buckets, named, groups.size() > question.limit());
    }

    private static Numbers numbers(ResultSet row, Columnar columns) throws SQLException {
        return new Numbers(
                row.getLong("count"),
                row.getLong("errors"),
                latency(row),
                columns.number("input_tokens"),
                columns.number("output_tokens"),
                columns.decimal("cost_usd"));
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
