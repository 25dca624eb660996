package dev.assay.store.columns;

import dev.assay.store.TraceFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Where in time the spans lie of traces that have one in a stretch of time, so that a question about those need not read the
 * spans of all times. Most traces are over within a minute; of others it is kept, for each hour in which they have a span, from
 * when to when they lie.
 *
 * <p>The writer tells it of the traces that it remembers ({@link Heads}). A span of one that it has forgotten is looked at when
 * its trace settles ({@link Settler}), and found where the others lie within a day of it.
 */
final class Reach {

    /** Traces that are no wider than that are the rule. */
    private static final long LEAST = Duration.ofMinutes(1).toNanos();

    private static final long HOUR = Duration.ofHours(1).toNanos();

    private static final long DAY = Duration.ofDays(1).toNanos();

    /** What is kept is rounded to this, so that it is not kept anew with each span. */
    private static final long STEP = Duration.ofMinutes(10).toNanos();

    /** The hours in which traces that are wider than the rule have spans; {@code %s} is a condition on spans. */
    static final String WIDE = """
            WITH wide AS MATERIALIZED (
                SELECT project, trace_id, epoch_ns(min(start_time)) AS first_ns, epoch_ns(max(start_time)) AS last_ns
                FROM spans
                WHERE %s
                GROUP BY project, trace_id
                HAVING last_ns - first_ns > 60000000000
            )
            SELECT project, epoch_ns(start_time) // 3600000000000 AS hour,
                   min(first_ns) AS first_ns, max(last_ns) AS last_ns
            FROM spans JOIN wide USING (project, trace_id)
            GROUP BY ALL
            """;

    /** From when to when spans lie, in nanoseconds, both included. */
    record Stretch(long first, long last) {

        static Stretch of(long nanos) {
            return new Stretch(nanos, nanos);
        }

        /** The filter's range. */
        static Stretch of(TraceFilter filter) {
            return new Stretch(Sql.nanos(filter.from()), Sql.nanos(filter.to()) - 1);
        }

        boolean meets(Stretch other) {
            return first <= other.last && other.first <= last;
        }

        Stretch and(Stretch other) {
            return new Stretch(Math.min(first, other.first), Math.max(last, other.last));
        }

        boolean isWide() {
            return last > Sql.later(first, LEAST);
        }

        boolean covers(long nanos) {
            return first <= nanos && nanos <= last;
        }

        private boolean covers(Stretch other) {
            return first <= other.first && other.last <= last;
        }

        private Stretch rounded() {
            return new Stretch(
                    Sql.earlier(first, Math.floorMod(first, STEP)), Sql.later(last, STEP - Math.floorMod(last, STEP)));
        }
    }

    /** By project and hour. */
    private volatile Map<String, NavigableMap<Long, Stretch>> wide = new ConcurrentHashMap<>();

    /** Since 1970, as {@code //} of the engine has it. */
    static long hour(long nanos) {
        return nanos / HOUR;
    }

    /** Reads what is kept, and forgets all else. */
    void load(Connection connection) throws SQLException {
        Map<String, NavigableMap<Long, Stretch>> kept = new ConcurrentHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT project, hour, min(first_ns), max(last_ns)
                        FROM reach
                        GROUP BY project, hour
                        """)) {
            while (row.next()) {
                hours(kept, row.getString(1)).put(row.getLong(2), new Stretch(row.getLong(3), row.getLong(4)));
            }
        }
        wide = kept;
    }

    void forget(String project) {
        wide.remove(project);
    }

    private static NavigableMap<Long, Stretch> hours(Map<String, NavigableMap<Long, Stretch>> wide, String project) {
        return wide.computeIfAbsent(project, _ -> new ConcurrentSkipListMap<>());
    }

    /** Keeps where a trace lies that has a span in that hour, in the transaction at hand. */
    void widen(Connection connection, String project, long hour, Stretch stretch) throws SQLException {
        NavigableMap<Long, Stretch> hours = hours(wide, project);
        @Nullable Stretch known = hours.get(hour);
        if (known != null && known.covers(stretch)) {
            return;
        }
        Stretch rounded = stretch.rounded();
        hours.merge(hour, rounded, Stretch::and);
        try (PreparedStatement insert = new Sql()
                .add("INSERT INTO reach VALUES (?, ?, ?, ?)", project, hour, rounded.first, rounded.last)
                .prepare(connection)) {
            insert.executeUpdate();
        }
    }

    /**
     * Looks where the others lie of the spans of {@code temp.arrived}, in the transaction at hand. Where the root of a trace came too, the
     * others lie within its time, or are known of the writer.
     */
    void look(Connection connection) throws SQLException {
        Sql sql = new Sql()
                .add("SELECT epoch_ns(min(first_start)), epoch_ns(max(last_start))")
                .add("FROM temp.arrived")
                .add("WHERE NOT rooted");
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long first = row.getLong(1);
            if (!row.wasNull()) {
                look(connection, new Stretch(first, row.getLong(2)));
            }
        }
    }

    private void look(Connection connection, Stretch rootless) throws SQLException {
        String condition = """
                start_time BETWEEN make_timestamp_ns(?) AND make_timestamp_ns(?)
                      AND (project, trace_id) IN (
                          SELECT (project, trace_id) FROM temp.arrived WHERE NOT rooted
                      )""";
        Sql sql = new Sql()
                .add(WIDE.formatted(condition), Sql.earlier(rootless.first, DAY), Sql.later(rootless.last, DAY));
        record Found(String project, long hour, Stretch stretch) {}
        List<Found> found = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(new Found(row.getString(1), row.getLong(2), new Stretch(row.getLong(3), row.getLong(4))));
            }
        }
        for (Found each : found) {
            widen(connection, each.project, each.hour, each.stretch);
        }
    }

    /** Adds where the spans lie of traces that have one in the filter's range. */
    Sql window(Sql sql, TraceFilter filter) {
        return window(sql, filter.project(), Sql.nanos(filter.from()), Sql.nanos(filter.to()));
    }

    /** Adds where the spans lie of traces that have one from {@code from} on and before {@code to}, in nanoseconds. */
    Sql window(Sql sql, String project, long from, long to) {
        return window(sql, around(project, from, to));
    }

    /** Adds that spans lie there. */
    static Sql window(Sql sql, Stretch stretch) {
        return sql.add(
                "AND start_time BETWEEN make_timestamp_ns(?) AND make_timestamp_ns(?)", stretch.first, stretch.last);
    }

    /** Where the spans lie of traces that have one in the filter's range. */
    Stretch around(TraceFilter filter) {
        return around(filter.project(), Sql.nanos(filter.from()), Sql.nanos(filter.to()));
    }

    /** Where the spans lie of traces that have one from {@code from} on and before {@code to}, in nanoseconds. */
    Stretch around(String project, long from, long to) {
        Stretch around = new Stretch(Sql.earlier(from, LEAST), Sql.later(to, LEAST));
        @Nullable NavigableMap<Long, Stretch> hours = wide.get(project);
        if (hours == null || from >= to) {
            return around;
        }
        for (Stretch each : hours.subMap(hour(from), true, hour(to), true).values()) {
            around = around.and(each);
        }
        return around;
    }
}
