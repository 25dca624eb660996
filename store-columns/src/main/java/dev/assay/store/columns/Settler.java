package dev.assay.store.columns;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private final NestedCalls nested;
    private final Arrivals arrivals;

    Settler(Reach reach, NestedCalls nested, Arrivals arrivals) {
        this.reach = reach;
        this.nested = nested;
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

    /**
     * Most traces arrive at once, many of them with their only span: its values are their row. Those of others are made of all
     * their spans, which are gathered from where they lie.
     */
    private void settle(Connection connection, Work work, long after, long upTo) throws SQLException {
        Reach.Stretch around = reach.around(work.project, work.first, work.last);
        findArrived(connection, work.project, after, upTo);
        Optional<Sql> older = older(connection, work.project, around, after);
        findLone(connection, older);
        gatherOthers(connection, work.project, older, after, upTo);
        boolean repeats = nested.keep(connection, work.project, upTo, "temp.part");
        execute(
                connection,
                new Sql().add("CREATE OR REPLACE TEMP TABLE made AS").add(TraceRowSql.ofPart(repeats)));

        execute(
                connection,
                new Sql()
                        .add("DELETE FROM traces")
                        .add("WHERE project = ?", work.project)
                        .add(
                                "AND trace_id IN (SELECT trace_id FROM temp.arrived UNION ALL SELECT trace_id FROM temp.made)")
                        .add(
                                "AND started BETWEEN make_timestamp_ns(?) AND make_timestamp_ns(?)",
                                around.first(),
                                around.last()));
        leaveOpen(connection, work.project);
        Sql lone = new Sql().add("INSERT INTO traces (project, " + TraceRowSql.COLUMNS + ")");
        TraceRowSql.addLone(lone, work.project, after, upTo);
        execute(
                connection,
                lone.add("AND trace_id NOT IN (SELECT trace_id FROM open_traces WHERE project = ?)", work.project));
        execute(
                connection,
                new Sql()
                        .add("INSERT INTO traces (project, " + TraceRowSql.COLUMNS + ")")
                        .add("SELECT ?, " + TraceRowSql.COLUMNS, work.project)
                        .add("FROM temp.made")
                        .add("ANTI JOIN (FROM open_traces WHERE project = ?) USING (trace_id)", work.project)
                        .add("ORDER BY started"));
    }

    private static void findArrived(Connection connection, String project, long after, long upTo) throws SQLException {
        execute(
                connection,
                new Sql()
                        .add("CREATE OR REPLACE TEMP TABLE arrived AS")
                        .add("SELECT trace_id, count(*) AS spans, bool_or(parent_span_id IS NULL) AS rooted,")
                        .add(
                                "       min(start_time) AS first_start, max(start_time) AS last_start, max(end_time) AS ended")
                        .add("FROM spans")
                        .add("WHERE project = ? AND arrival > ? AND arrival <= ?", project, after, upTo)
                        .add("GROUP BY trace_id"));
    }

    /** Where the spans lie that arrived before, of traces of which one has arrived now, or that were left open; empty where there are none. */
    private static Optional<Sql> older(Connection connection, String project, Reach.Stretch around, long after)
            throws SQLException {
        Sql older = new Sql()
                .add("WHERE project = ? AND arrival <= ?", project, after)
                .add(
                        "AND start_time BETWEEN make_timestamp_ns(?) AND make_timestamp_ns(?)",
                        around.first(),
                        around.last())
                .add("AND trace_id IN (")
                .indent()
                .add("SELECT trace_id FROM temp.arrived")
                .add("UNION ALL")
                .add("SELECT trace_id FROM open_traces WHERE project = ?", project)
                .outdent()
                .add(")");
        Sql where = new Sql().add("SELECT min(rowid), max(rowid) FROM spans").add(older);
        try (PreparedStatement statement = where.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long first = row.getLong(1);
            return row.wasNull()
                    ? Optional.empty()
                    : Optional.of(older.add("AND rowid BETWEEN ? AND ?", first, row.getLong(2)));
        }
    }

    private static void findLone(Connection connection, Optional<Sql> older) throws SQLException {
        Sql sql = new Sql()
                .add("CREATE OR REPLACE TEMP TABLE lone AS")
                .add("SELECT trace_id FROM temp.arrived WHERE spans = 1");
        if (older.isPresent()) {
            sql.add("AND trace_id NOT IN (")
                    .indent()
                    .add("SELECT trace_id FROM spans")
                    .add(older.get());
            sql.outdent().add(")");
        }
        execute(connection, sql);
    }

    private static void gatherOthers(Connection connection, String project, Optional<Sql> older, long after, long upTo)
            throws SQLException {
        Sql sql = new Sql()
                .add("CREATE OR REPLACE TEMP TABLE part AS")
                .add("SELECT " + TraceRowSql.READ + "FROM spans")
                .add("WHERE project = ? AND arrival > ? AND arrival <= ?", project, after, upTo)
                .add("AND trace_id IN (SELECT trace_id FROM temp.arrived ANTI JOIN temp.lone USING (trace_id))");
        if (older.isPresent()) {
            sql.add("UNION ALL")
                    .add("SELECT " + TraceRowSql.READ + "FROM spans")
                    .add(older.get());
        }
        execute(connection, sql);
    }

    private static void leaveOpen(Connection connection, String project) throws SQLException {
        execute(connection, new Sql().add("DELETE FROM open_traces WHERE project = ?", project));
        execute(
                connection,
                new Sql()
                        .add("INSERT INTO open_traces")
                        .add("WITH seen AS MATERIALIZED (")
                        .indent()
                        .add("SELECT trace_id, rooted, first_start, last_start, ended")
                        .add("FROM temp.arrived SEMI JOIN temp.lone USING (trace_id)")
                        .add("UNION ALL")
                        .add("SELECT trace_id, rooted, first_start, last_start, ended FROM temp.made")
                        .outdent()
                        .add(")")
                        .add("SELECT ?, trace_id, epoch_ns(first_start), epoch_ns(last_start) FROM seen", project)
                        .add(
                                "WHERE NOT rooted AND epoch_ns(ended) > (SELECT max(epoch_ns(ended)) FROM seen) - ?",
                                PATIENCE)
                        .add("ORDER BY ended DESC LIMIT ?", MOST_OPEN));
    }

    private static void execute(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.execute();
        }
    }
}
