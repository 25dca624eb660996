package dev.assay.store.columns;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the rows of {@code traces}, a while after their spans: once for most traces, since the root comes last. A trace whose
 * root has not come stays open until others of its project are so much newer that it hardly will. A span that comes later than that has
 * the row of its trace made anew.
 *
 * <p>All of it is one transaction, so questions see each trace once: as a row that is written, or as one that is made ({@link FreshRows}).
 */
final class Settler {

    /** So many spans are looked at in one transaction. */
    static final int AT_ONCE = 200_000;

    /** How much newer others are than a trace that is not waited for any more. */
    private static final long PATIENCE = Duration.ofMinutes(2).toNanos();

    /** No more traces of a project stay open: questions make their rows each time. */
    private static final int MOST_OPEN = 5_000;

    private final Reach reach;
    private final Arrivals arrivals;

    Settler(Reach reach, Arrivals arrivals) {
        this.reach = reach;
        this.arrivals = arrivals;
    }

    /** The position up to which spans are in the rows of their traces, or -1. */
    static long position(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(position), -1) FROM settled")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** How many spans no row of a trace tells of yet. */
    static long fresh(Connection connection) throws SQLException {
        try (PreparedStatement statement = new Sql()
                        .add("SELECT count(*) FROM spans WHERE arrival > ?", position(connection))
                        .prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Writes rows, the oldest first.
     *
     * @param connection not in a transaction, and not while a checkpoint is at work: it would wait for that
     * @return how many spans are left
     */
    long settle(Connection connection) throws SQLException {
        execute(connection, new Sql().add("BEGIN TRANSACTION"));
        try {
            long after = position(connection);
            long upTo = upTo(connection, after);
            if (upTo > after) {
                reach.look(connection, after, upTo);
                for (Work work : work(connection, after, upTo)) {
                    settle(connection, work, after, upTo);
                }
                execute(connection, new Sql().add("DELETE FROM settled"));
                execute(connection, new Sql().add("INSERT INTO settled VALUES (?)", upTo));
            }
            long left = fresh(connection);
            execute(connection, new Sql().add("COMMIT"));
            arrivals.settled(Math.max(after, upTo));
            return left;
        } catch (SQLException e) {
            execute(connection, new Sql().add("ROLLBACK"));
            throw e;
        }
    }

    private static long upTo(Connection connection, long after) throws SQLException {
        Sql sql = new Sql()
                .add("SELECT coalesce(max(arrival), -1) FROM (")
                .add("    SELECT arrival FROM spans WHERE arrival > ? LIMIT ?", after, AT_ONCE)
                .add(")");
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What is to be done for one project, and where the spans of those traces lie. */
    private record Work(String project, long first, long last) {}

    private static List<Work> work(Connection connection, long after, long upTo) throws SQLException {
        Sql sql = new Sql()
                .add("WITH arrived AS MATERIALIZED (")
                .indent()
                .add("SELECT project, epoch_ns(min(start_time)) AS first_ns, epoch_ns(max(start_time)) AS last_ns")
                .add("FROM spans")
                .add("WHERE arrival > ? AND arrival <= ?", after, upTo)
                .add("GROUP BY project")
                .outdent()
                .add(")")
                .add("SELECT project, min(first_ns), max(last_ns)")
                .add("FROM (")
                .indent()
                .add("FROM arrived")
                .add("UNION ALL")
                .add("SELECT project, first_ns, last_ns FROM open_traces")
                .add("WHERE project IN (SELECT project FROM arrived)") // of others nothing is new
                .outdent()
                .add(")")
                .add("GROUP BY project");
        List<Work> work = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                work.add(new Work(row.getString(1), row.getLong(2), Sql.later(row.getLong(3), 1)));
            }
        }
        return work;
    }

    private void settle(Connection connection, Work work, long after, long upTo) throws SQLException {
        Sql window = reach.window(new Sql(), work.project, work.first, work.last);
        execute(connection, TraceRowSql.make(work.project, window, after, upTo, true));

        Reach.Stretch around = reach.around(work.project, work.first, work.last);
        execute(
                connection,
                new Sql()
                        .add("DELETE FROM traces")
                        .add("WHERE project = ? AND trace_id IN (SELECT trace_id FROM temp.made)", work.project)
                        .add(
                                "AND started BETWEEN make_timestamp_ns(?) AND make_timestamp_ns(?)",
                                around.first(),
                                around.last()));
        execute(connection, new Sql().add("DELETE FROM open_traces WHERE project = ?", work.project));
        execute(
                connection,
                new Sql()
                        .add("INSERT INTO open_traces")
                        .add("SELECT ?, trace_id, epoch_ns(first_start), epoch_ns(last_start)", work.project)
                        .add("FROM temp.made")
                        .add("WHERE NOT rooted")
                        .add("AND epoch_ns(ended) > (SELECT max(epoch_ns(ended)) FROM temp.made) - ?", PATIENCE)
                        .add("ORDER BY ended DESC LIMIT ?", MOST_OPEN));
        execute(
                connection,
                new Sql()
                        .add("INSERT INTO traces (project, " + TraceRowSql.COLUMNS + ")")
                        .add("SELECT ?, " + TraceRowSql.COLUMNS, work.project)
                        .add("FROM temp.made")
                        .add("ANTI JOIN (FROM open_traces WHERE project = ?) USING (trace_id)", work.project)
                        .add("ORDER BY started"));
    }

    private static void execute(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.execute();
        }
    }
}
