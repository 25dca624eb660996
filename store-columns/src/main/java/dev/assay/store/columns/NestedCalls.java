package dev.assay.store.columns;

import dev.assay.store.TraceFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When calls of a model began that tell their usage and have something below them. Most applications have none, and where
 * there is none, usage may be summed without looking for calls that repeat what is told below them, which costs as much as
 * the sum.
 *
 * <p>Each span is looked at when its trace settles ({@link Settler}), which keeps what was found, and by the first question before
 * that. A time too many costs time alone, so nothing is taken back when spans are replaced or erased.
 */
final class NestedCalls {

    /** Calls of a model that tell their usage. */
    static final String TELLS = "kind IN ('llm', 'embedding')"
            + " AND (input_tokens IS NOT NULL OR output_tokens IS NOT NULL OR cost_usd IS NOT NULL)";

    /** Nothing arrives with such a position. */
    private static final long NOTHING = -1;

    /**
     * @param position up to which all spans were looked at
     * @param first when the first of the calls began; later than {@code last} where there is none
     */
    private record Seen(long position, long first, long last) {

        private static final Seen NONE = new Seen(NOTHING, Long.MAX_VALUE, Long.MIN_VALUE);

        private boolean lieIn(Reach.Stretch stretch) {
            return first <= stretch.last() && last >= stretch.first();
        }

        Seen and(Seen other) {
            return new Seen(
                    Math.max(position, other.position), Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Reach reach;

    NestedCalls(Reach reach) {
        this.reach = reach;
    }

    /** Reads what was found before. */
    void load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT project, position, first_ns, last_ns FROM nested")) {
            while (row.next()) {
                seen.merge(row.getString(1), new Seen(row.getLong(2), row.getLong(3), row.getLong(4)), Seen::and);
            }
        }
    }

    void forget(String project) {
        seen.remove(project);
    }

    /** Whether a trace that has a span in the filter's range may have such calls; within the transaction at hand. */
    boolean lieIn(Connection connection, TraceFilter filter) throws SQLException {
        Reach.Stretch around = reach.around(filter);
        Seen before = seen.getOrDefault(filter.project(), Seen.NONE);
        if (before.position != NOTHING && !arrivedIn(connection, filter.project(), before.position, around)) {
            return before.lieIn(around); // what is new lies elsewhere, and is left to when they settle
        }
        return look(connection, filter.project()).lieIn(around);
    }

    private static boolean arrivedIn(Connection connection, String project, long after, Reach.Stretch around)
            throws SQLException {
        Sql sql = new Sql()
                .add("SELECT 1 FROM spans")
                .add("WHERE project = ? AND arrival > ?", project, after)
                .add(
                        "AND start_time BETWEEN make_timestamp_ns(?) AND make_timestamp_ns(?)",
                        around.first(),
                        around.last())
                .add("LIMIT 1");
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    /**
     * Looks at what is new of a project, and keeps what was found; within the transaction at hand.
     *
     * @param upTo the position up to which all was looked at with this
     * @param table has all spans of the traces of which a span arrived since the last time
     * @return whether some of these traces have such calls
     */
    boolean keep(Connection connection, String project, long upTo, String table) throws SQLException {
        Seen found = found(
                connection,
                new Sql()
                        .add("SELECT count(*), epoch_ns(min(start_time)), epoch_ns(max(start_time)) FROM " + table)
                        .add("WHERE " + TELLS)
                        .add("AND (trace_id, span_id) IN (")
                        .add("    SELECT (trace_id, parent_span_id) FROM " + table)
                        .add("    WHERE parent_span_id IS NOT NULL")
                        .add(")"),
                upTo);
        keep(connection, project, upTo, found);
        return found.first <= found.last;
    }

    /** The same where none of what is new can be above others. */
    void keep(Connection connection, String project, long upTo) throws SQLException {
        keep(connection, project, upTo, new Seen(upTo, Seen.NONE.first, Seen.NONE.last));
    }

    private void keep(Connection connection, String project, long upTo, Seen found) throws SQLException {
        Seen all = seen.merge(project, found, Seen::and);
        execute(connection, new Sql().add("DELETE FROM nested WHERE project = ?", project));
        execute(
                connection,
                new Sql().add("INSERT INTO nested VALUES (?, ?, ?, ?)", project, upTo, all.first, all.last));
    }

    private Seen look(Connection connection, String project) throws SQLException {
        Seen before = seen.getOrDefault(project, Seen.NONE);
        long now;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(position) FROM projection")) {
            row.next();
            now = row.getLong(1);
        }
        if (now <= before.position) {
            return before;
        }
        Sql sql = before.position == NOTHING ? ofAll(project) : ofNew(connection, project, before.position);
        return seen.merge(project, found(connection, sql, now).and(before), Seen::and);
    }

    private static Seen found(Connection connection, Sql sql, long position) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1) == 0
                    ? new Seen(position, Seen.NONE.first, Seen.NONE.last)
                    : new Seen(position, row.getLong(2), row.getLong(3));
        }
    }

    private static Sql ofAll(String project) {
        return new Sql()
                .add("SELECT count(*), epoch_ns(min(start_time)), epoch_ns(max(start_time)) FROM spans")
                .add("WHERE project = ? AND " + TELLS, project)
                .add("AND (trace_id, span_id) IN (")
                .add("    SELECT (trace_id, parent_span_id) FROM spans")
                .add("    WHERE project = ? AND parent_span_id IS NOT NULL", project)
                .add(")");
    }

    /** Of a call and what is below it, either may have come first. */
    private Sql ofNew(Connection connection, String project, long after) throws SQLException {
        Sql window = window(connection, project, after);
        return new Sql()
                .add("WITH fresh AS MATERIALIZED (")
                .add("    SELECT trace_id, span_id, parent_span_id, start_time, " + TELLS + " AS tells")
                .add("    FROM spans")
                .add("    WHERE project = ? AND arrival > ?", project, after)
                .add("),")
                .add("call AS (")
                .indent()
                .add("SELECT start_time FROM fresh")
                .add("WHERE tells AND (trace_id, span_id) IN (")
                .add("    SELECT (trace_id, parent_span_id) FROM spans")
                .add("    WHERE project = ? AND parent_span_id IS NOT NULL", project)
                .add(window)
                .add(")")
                .add("UNION ALL")
                .add("SELECT start_time FROM spans")
                .add("WHERE project = ? AND " + TELLS, project)
                .add(window)
                .add("AND (trace_id, span_id) IN (")
                .add("    SELECT (trace_id, parent_span_id) FROM fresh WHERE parent_span_id IS NOT NULL")
                .add(")")
                .outdent()
                .add(")")
                .add("SELECT count(*), epoch_ns(min(start_time)), epoch_ns(max(start_time)) FROM call");
    }

    /** Where the spans lie of traces that have a new one. */
    private Sql window(Connection connection, String project, long after) throws SQLException {
        Sql sql = new Sql()
                .add("SELECT epoch_ns(min(start_time)), epoch_ns(max(start_time)) FROM spans")
                .add("WHERE project = ? AND arrival > ?", project, after);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return reach.window(new Sql(), project, row.getLong(1), Sql.later(row.getLong(2), 1));
        }
    }

    private static void execute(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.executeUpdate();
        }
    }
}
