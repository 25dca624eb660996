package dev.assay.store.columns;

import dev.assay.store.Counted;
import dev.assay.store.ReadStats;
import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Field;
import dev.assay.store.filter.Subject;
import java.sql.Array;
import java.sql.Connection;
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

/** Numbers over traces or spans: in one pass where the quick form of {@link CountedSql} will do. */
final class StatsQuery implements ReadStats {

    /** Those of all time and all values first, then those of the values that most have. */
    static final String ORDER = "ORDER BY whole DESC, count DESC, value, number";

    static final String NUMBERS = """
            count(*) AS count,
            count(*) FILTER (failed) AS errors,
            quantile_disc(nanos, [0.5, 0.95, 0.99]) AS latency,
            sum(input_tokens)::BIGINT AS input_tokens,
            sum(output_tokens)::BIGINT AS output_tokens,
            sum(cost_usd) AS cost_usd
            """;

    private static final String TIES = ", count(*) FILTER (tied) AS ties";

    private final Readers readers;
    private final Reach reach;
    private final NestedCalls nested;

    StatsQuery(Readers readers, Reach reach, NestedCalls nested) {
        this.readers = readers;
        this.reach = reach;
        this.nested = nested;
    }

    @Override
    public Stats stats(Question question) {
        return readers.askAtOnce(connection -> {
            if (!nested.lieIn(connection, question.filter())) {
                Answer answer = ask(connection, question, false);
                if (answer.ties == 0) {
                    return answer.stats;
                }
            }
            return ask(connection, question, true).stats;
        });
    }

    private record Answer(Stats stats, long ties) {}

    private Answer ask(Connection connection, Question question, boolean careful) throws SQLException {
        Optional<String> column = column(question);
        Sql sql = column.isPresent()
                ? new SpanGroupsSql(question, column.get(), reach).sql(connection, careful)
                : sql(question, careful);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            return read(row, question);
        }
    }

    private Sql sql(Question question, boolean careful) {
        TraceFilter filter = question.filter();
        boolean ofTraces = question.of() == Counted.TRACES;
        boolean members = question.by().isPresent();
        Sql sql = new Sql().add("WITH RECURSIVE");
        if (careful) {
            UsageSql.addRepeated(sql, filter, reach);
            sql.add(",");
        }
        // What is read once, or narrow, is not worth being written down.
        sql.add("counted AS " + (members ? "" : "NOT ") + "MATERIALIZED (").indent();
        if (ofTraces) {
            CountedSql.addTraces(sql, filter, reach, careful);
        } else {
            CountedSql.addSpans(sql, filter, reach, Optional.empty(), careful);
        }
        sql.outdent().add(")");
        if (members) {
            addMembers(sql, question, question.by().orElseThrow());
        }
        long width = question.bucket().toNanos();
        sql.add("SELECT NULL AS value, epoch_ns(started) // ? AS number, grouping(number) AS whole,", width);
        sql.indent().add(NUMBERS).add(TIES).outdent();
        sql.add("FROM counted");
        sql.add("GROUP BY GROUPING SETS ((), (number))");
        if (members) {
            sql.add("UNION ALL");
            sql.add("SELECT value, epoch_ns(started) // ? AS number, grouping(number) AS whole,", width);
            sql.indent().add(NUMBERS).add(TIES).outdent();
            sql.add("FROM counted JOIN member USING (" + key(question.of()) + ")");
            sql.add("WHERE value IN (SELECT value FROM top)");
            sql.add("GROUP BY GROUPING SETS ((value), (value, number))");
        }
        return sql.add(ORDER);
    }

    /** What a row of {@code spans} says of the field where it has at most one value of it. */
    private static Optional<String> column(Question question) {
        if (question.of() == Counted.SPANS
                && question.by().orElse(null) instanceof Field field
                && field != Field.TAG
                && field != Field.FINISH) {
            List<String> expressions = FieldSql.of(field);
            return expressions.size() == 1 ? Optional.of(expressions.getFirst()) : Optional.empty();
        }
        return Optional.empty();
    }

    private void addMembers(Sql sql, Question question, Subject by) {
        sql.add(", member AS MATERIALIZED (").indent();
        ValuesSql.add(sql, question.filter(), question.of(), by, "counted", reach);
        sql.outdent().add(")");
        sql.add(", top AS MATERIALIZED (").indent();
        sql.add("SELECT value, count(*) AS count FROM member JOIN counted USING (" + key(question.of()) + ")");
        sql.add("WHERE " + ValuesSql.SHOWN);
        sql.add("GROUP BY value ORDER BY count DESC, value LIMIT ?", question.limit() + 1);
        sql.outdent().add(")");
    }

    private static String key(Counted of) {
        return of == Counted.TRACES ? "trace_id" : "trace_id, span_id";
    }

    private static Answer read(ResultSet row, Question question) throws SQLException {
        Columnar columns = new Columnar(row);
        Numbers total = Numbers.NONE;
        List<Bucket> buckets = new ArrayList<>();
        Map<String, Numbers> groups = new LinkedHashMap<>();
        Map<String, List<Bucket>> groupBuckets = new LinkedHashMap<>();
        long ties = 0;
        while (row.next()) {
            Numbers numbers = numbers(row, columns);
            String value = columns.text("value");
            if (columns.integer("whole") == 1) {
                if (value.isEmpty()) {
                    total = numbers;
                    ties = row.getLong("ties");
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
        return new Answer(new Stats(total, buckets, named, groups.size() > question.limit()), ties);
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
