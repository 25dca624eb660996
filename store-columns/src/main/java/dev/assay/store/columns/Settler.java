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
 * <p>Most traces arrive at once, many of them with their only span: its values are their row. Those of others are made of all
 * their spans, which are gathered from where they lie.
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
                findArrived(connection, after, upTo);
                reach.look(connection);
                for (Work work : work(connection)) {
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

    /** Makes {@code temp.arrived}: what has come of each trace. It is alone where that is one span, and a root. */
    static void findArrived(Connection connection, long after, long upTo) throws SQLException {
        execute(
                connection,
                new Sql()
                        .add("CREATE OR REPLACE TEMP TABLE arrived AS")
                        .add("SELECT project, trace_id, bool_or(parent_span_id IS NULL) AS rooted,")
                        .add("       rooted AND count(*) = 1 AS alone,")
                        .add(
                                "       min(start_time) AS first_start, max(start_time) AS last_start, max(end_time) AS ended")
                        .add("FROM spans")
                        .add("WHERE arrival > ? AND arrival <= ?", after, upTo)
                        .add("GROUP BY project, trace_id"));
    }

    /**
     * What is to be done for one project.
     *
     * @param first between this and the last lie the spans of the traces
     * @param ended the latest end of what has come
     * @param alone whether some are alone
     * @param others whether some are not
     * @param open whether some were left open
     */
    private record Work(
            String project, long first, long last, long ended, boolean alone, boolean others, boolean open) {}

    private static List<Work> work(Connection connection) throws SQLException {
        Sql sql = new Sql()
                .add("SELECT project, least(epoch_ns(min(first_start)), any_value(first_ns)),")
                .add("       greatest(epoch_ns(max(last_start)), any_value(last_ns)), epoch_ns(max(ended)),")
                .add("       bool_or(alone), bool_or(NOT alone), any_value(first_ns) IS NOT NULL")
                .add("FROM temp.arrived")
                .add("LEFT JOIN (")
                .add("    SELECT project, min(first_ns) AS first_ns, max(last_ns) AS last_ns")
                .add("    FROM open_traces")
                .add("    GROUP BY project")
                .add(") USING (project)")
                .add("GROUP BY project");
        List<Work> work = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                work.add(new Work(
                        row.getString(1),
                        row.getLong(2),
                        Sql.later(row.getLong(3), 1),
                        row.getLong(4),
                        row.getBoolean(5),
                        row.getBoolean(6),
                        row.getBoolean(7)));
            }
        }
        return work;
    }

    private void settle(Connection connection, Work work, long after, long upTo) throws SQLException {
        Reach.Stretch around = reach.around(work.project, work.first, work.last);
        boolean open = openAgain(connection, work.project, around) || work.open;
        if (work.alone) {
            writeAlone(connection, work, open, after, upTo);
        }
        if (open || work.others) {
            gather(connection, work, open, around, after, upTo);
            boolean repeats = nested.keep(connection, work.project, upTo, "temp.part");
            execute(
                    connection,
                    new Sql().add("CREATE OR REPLACE TEMP TABLE made AS").add(TraceRowSql.ofPart(repeats)));
            leaveOpen(connection, work);
            execute(
                    connection,
                    new Sql()
                            .add("INSERT INTO traces (project, " + TraceRowSql.COLUMNS + ", arrivals)")
                            .add("SELECT ?, " + TraceRowSql.COLUMNS + ", arrivals", work.project)
                            .add("FROM temp.made")
                            .add("ANTI JOIN (FROM open_traces WHERE project = ?) USING (trace_id)", work.project)
                            .add("ORDER BY started"));
        } else {
            nested.keep(connection, work.project, upTo);
        }
    }

    /**
     * Takes out the rows of traces of which more has come: they are open again. Nearly always there are none, and to look for them reads less than
     * to take them out.
     *
     * @return whether there are any
     */
    private static boolean openAgain(Connection connection, String project, Reach.Stretch around) throws SQLException {
        Sql rows = new Sql()
                .add("FROM traces")
                .add("WHERE project = ?", project)
                .add("AND trace_id IN (SELECT trace_id FROM temp.arrived WHERE project = ?)", project)
                .add(
                        "AND started BETWEEN make_timestamp_ns(?) AND make_timestamp_ns(?)",
                        around.first(),
                        around.last());
        if (!within(connection, rows)) {
            return false;
        }
        execute(
                connection,
                new Sql()
                        .add("INSERT INTO open_traces")
                        .add("SELECT project, trace_id, epoch_ns(first_start), epoch_ns(last_start)")
                        .add(rows));
        execute(connection, new Sql().add("DELETE").add(rows));
        return true;
    }

    /**
     * Adds between which the rows lie that a statement is about, so that others are not read.
     *
     * @return whether there are any
     */
    private static boolean within(Connection connection, Sql rows) throws SQLException {
        try (PreparedStatement statement =
                        new Sql().add("SELECT min(rowid), max(rowid)").add(rows).prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long first = row.getLong(1);
            boolean any = !row.wasNull();
            if (any) {
                rows.add("AND rowid BETWEEN ? AND ?", first, row.getLong(2));
            }
            return any;
        }
    }

    private static void writeAlone(Connection connection, Work work, boolean open, long after, long upTo)
            throws SQLException {
        Sql sql = new Sql().add("INSERT INTO traces (project, " + TraceRowSql.COLUMNS + ", arrivals)");
        TraceRowSql.addAlone(sql, work.project, after, upTo);
        execute(connection, open || work.others ? addOthers(sql, "NOT IN", work, open) : sql);
    }

    /** Adds that spans are of traces that are not alone, or are open; or that they are not. */
    private static Sql addOthers(Sql sql, String in, Work work, boolean open) {
        sql.add("AND trace_id " + in + " (").indent();
        sql.add("SELECT trace_id FROM temp.arrived WHERE project = ? AND NOT alone", work.project);
        if (open) {
            sql.add("UNION ALL");
            sql.add("SELECT trace_id FROM open_traces WHERE project = ?", work.project);
        }
        return sql.outdent().add(")");
    }

    /** Makes {@code temp.part}: all spans, from where they lie, of the traces that are not alone, or are open. */
    private static void gather(
            Connection connection, Work work, boolean open, Reach.Stretch around, long after, long upTo)
            throws SQLException {
        Sql sql = new Sql()
                .add("CREATE OR REPLACE TEMP TABLE part AS")
                .add("SELECT " + TraceRowSql.READ + "FROM spans")
                .add("WHERE project = ? AND arrival > ? AND arrival <= ?", work.project, after, upTo);
        if (work.alone) {
            addOthers(sql, "IN", work, open);
        }
        if (open) {
            Sql older = new Sql()
                    .add("FROM spans")
                    .add("WHERE project = ? AND arrival <= ?", work.project, after)
                    .add("AND trace_id IN (SELECT trace_id FROM open_traces WHERE project = ?)", work.project);
            if (within(connection, Reach.window(older, around))) {
                sql.add("UNION ALL").add("SELECT " + TraceRowSql.READ).add(older);
            }
        }
        execute(connection, sql);
    }

    private static void leaveOpen(Connection connection, Work work) throws SQLException {
        execute(connection, new Sql().add("DELETE FROM open_traces WHERE project = ?", work.project));
        execute(
                connection,
                new Sql()
                        .add("INSERT INTO open_traces")
                        .add("SELECT ?, trace_id, epoch_ns(first_start), epoch_ns(last_start)", work.project)
                        .add("FROM temp.made")
                        .add("WHERE NOT rooted")
                        .add(
                                "AND epoch_ns(ended) > (SELECT greatest(max(epoch_ns(ended)), ?) FROM temp.made) - ?",
                                work.ended,
                                PATIENCE)
                        .add("ORDER BY ended DESC LIMIT ?", MOST_OPEN));
    }

    private static void execute(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.execute();
        }
    }
}
