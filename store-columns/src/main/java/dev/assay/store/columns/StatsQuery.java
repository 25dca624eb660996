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

/** Numbers over traces or spans. */
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
            try (PreparedStatement statement = sql(connection, question).prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                return read(row, question);
            }
        });
    }

    private Sql sql(Connection connection, Question question) throws SQLException {
        if (question.of() == Counted.TRACES) {
            return ofTraces(connection, question);
        }
        boolean careful = nested.lieIn(connection, question.filter());
        Optional<String> column = column(question);
        return column.isPresent()
                ? new SpanGroupsSql(question, column.get(), reach).sql(connection, careful)
                : ofSpans(question, careful);
    }

    private Sql ofTraces(Connection connection, Question question) throws SQLException {
        TraceFilter filter = question.filter();
        List<String> told = question.by().map(ValuesSql::told).orElse(List.of());
        boolean members = question.by().isPresent() && told.isEmpty();
        Sql sql = TraceRows.look(connection, readers.freshRows(), filter).with(new Sql(), filter);
        addCounted(sql.add(","), members);
        CountedSql.addTraces(sql, filter, reach, told);
        sql.outdent().add(")");
        if (members) {
            addMembers(sql, question, question.by().orElseThrow());
            addTop(sql, "member JOIN counted USING (trace_id)", question.limit());
        } else if (!told.isEmpty()) {
            sql.add(", named AS NOT MATERIALIZED (SELECT *, " + ValuesSql.apart(told) + " AS value FROM counted)");
            addTop(sql, "named", question.limit());
        }
        return addNumbers(sql, question, members ? "counted JOIN member USING (trace_id)" : "named");
    }

    /** Where a span may have more values of the field than one, or the field is asked of other tables. */
    private Sql ofSpans(Question question, boolean careful) {
        boolean members = question.by().isPresent();
        Sql sql = new Sql().add("WITH RECURSIVE");
        if (careful) {
            UsageSql.addRepeated(sql, question.filter(), reach);
            sql.add(",");
        }
        addCounted(sql, members);
        CountedSql.addSpans(sql, question.filter(), reach, Optional.empty(), careful);
        sql.outdent().add(")");
        if (members) {
            addMembers(sql, question, question.by().orElseThrow());
            addTop(sql, "member JOIN counted USING (trace_id, span_id)", question.limit());
        }
        return addNumbers(sql, question, "counted JOIN member USING (trace_id, span_id)");
    }

    /** What is read once, or narrow, is not worth being written down. */
    private static void addCounted(Sql sql, boolean members) {
        sql.add("counted AS " + (members ? "" : "NOT ") + "MATERIALIZED (").indent();
    }

    /** @param named what has a row for each trace or span and each value of it */
    private static Sql addNumbers(Sql sql, Question question, String named) {
        long width = question.bucket().toNanos();
        sql.add("SELECT NULL AS value, epoch_ns(started) // ? AS number, grouping(number) AS whole,", width);
        sql.indent().add(NUMBERS).outdent();
        sql.add("FROM counted");
        sql.add("GROUP BY GROUPING SETS ((), (number))");
        if (question.by().isPresent()) {
            sql.add("UNION ALL");
            sql.add("SELECT value, epoch_ns(started) // ? AS number, grouping(number) AS whole,", width);
            sql.indent().add(NUMBERS).outdent();
            sql.add("FROM " + named);
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
    }

    private static void addTop(Sql sql, String named, int limit) {
        sql.add(", top AS MATERIALIZED (").indent();
        sql.add("SELECT value, count(*) AS count FROM " + named);
        sql.add("WHERE " + ValuesSql.SHOWN);
        sql.add("GROUP BY value ORDER BY count DESC, value LIMIT ?", limit + 1);
        sql.outdent().add(")");
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
