package dev.assay.store.columns;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of traces that {@link Settler} has not written yet. The first question that needs them makes them from the spans; they are kept
 * in memory, and those that follow make the rows alone of traces with spans that have come since.
 *
 * <p>Who looks here before reading anything else sees each trace: its row is here, or else among those that are written, which are read
 * as of then or later. Where it has both, the one here counts.
 */
final class FreshRows implements AutoCloseable {

    /** The rows, with the columns of {@code traces}. */
    static final String TABLE = "fresh.main.traces";

    /**
     * What is here of a project.
     *
     * @param settled the position up to which the written rows told of all spans
     * @param position the one up to which those and these do
     * @param stretch where the spans lie of the traces with rows here; empty where there is none
     */
    private record Known(long settled, long position, Optional<Reach.Stretch> stretch) {

        static final Known NOTHING = new Known(-1, -1, Optional.empty());
    }

    private final Connection connection;
    private final Reach reach;
    private final Arrivals arrivals;
    private final Map<String, Known> known = new HashMap<>();

    /** Of the traces that were left open, which may have no rows here. */
    private final Map<String, Known> open = new HashMap<>();

    /** @param connection is closed with this */
    FreshRows(Connection connection, Reach reach, Arrivals arrivals) throws SQLException {
        this.connection = connection;
        this.reach = reach;
        this.arrivals = arrivals;
        forget();
    }

    /**
     * Makes the rows that are missing of all that was committed until now, if some may be of traces that have spans in the stretch.
     *
     * @return whether rows here may be of such traces
     */
    synchronized boolean bring(String project, Reach.Stretch asked) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Known now = bring(project, asked, known.getOrDefault(project, Known.NOTHING));
            connection.commit();
            known.put(project, now);
            return meets(now.stretch, asked);
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private Known bring(String project, Reach.Stretch asked, Known before) throws SQLException {
        long settled = arrivals.settled();
        long position = arrivals.position();
        // What has come since is written, or was left open.
        boolean anew = before.position < settled;
        long after = anew ? settled : before.position;
        Optional<Reach.Stretch> missing = missing(project, after, position, anew);
        if (!meets(before.stretch, asked) && !meets(missing, asked)) {
            return before;
        }
        Optional<Reach.Stretch> held = before.stretch;
        if (held.isPresent() && before.settled < settled) {
            removeWritten(project, settled, before.position);
            held = held(project);
        }
        if (missing.isPresent()) {
            make(project, missing.get(), after, position, anew);
        }
        return new Known(settled, position, join(held, missing));
    }

    private static boolean meets(Optional<Reach.Stretch> stretch, Reach.Stretch asked) {
        return stretch.filter(asked::meets).isPresent();
    }

    /**
     * Where the spans lie of traces with spans that arrived between.
     *
     * @param open also of those that were left open
     */
    private Optional<Reach.Stretch> missing(String project, long after, long upTo, boolean open) throws SQLException {
        Optional<Reach.Stretch> came = arrivals.knows(after)
                ? arrivals.between(project, after, upTo)
                : stretch(new Sql()
                        .add("SELECT epoch_ns(min(start_time)), epoch_ns(max(start_time)) FROM spans")
                        .add("WHERE project = ? AND arrival > ? AND arrival <= ?", project, after, upTo));
        return (open ? join(came, left(project, after)) : came)
                .map(each -> reach.around(project, each.first(), Sql.later(each.last(), 1)));
    }

    /** Where the spans lie of traces that were left open, which are others once the rows are written up to another position. */
    private Optional<Reach.Stretch> left(String project, long settled) throws SQLException {
        @Nullable Known left = open.get(project);
        if (left == null || left.settled != settled) {
            left = new Known(
                    settled,
                    settled,
                    stretch(new Sql()
                            .add("SELECT min(first_ns), max(last_ns) FROM open_traces WHERE project = ?", project)));
            open.put(project, left);
        }
        return left.stretch;
    }

    private static Optional<Reach.Stretch> join(Optional<Reach.Stretch> a, Optional<Reach.Stretch> b) {
        return Stream.concat(a.stream(), b.stream()).reduce(Reach.Stretch::and);
    }

    private Optional<Reach.Stretch> held(String project) throws SQLException {
        return stretch(new Sql()
                .add("SELECT epoch_ns(min(first_start)), epoch_ns(max(last_start)) FROM " + TABLE)
                .add("WHERE project = ?", project));
    }

    private Optional<Reach.Stretch> stretch(Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long first = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(new Reach.Stretch(first, row.getLong(2)));
        }
    }

    /** Leaves the rows of traces with spans that arrived between, and of those left open. The table is made anew, as deleted rows stay. */
    private void removeWritten(String project, long after, long upTo) throws SQLException {
        Sql sql = new Sql().add("CREATE OR REPLACE TABLE " + TABLE + " AS").add("WITH");
        TraceRowSql.addArrived(sql, project, after, upTo, true);
        sql.add("FROM " + TABLE + " WHERE project <> ? OR trace_id IN (FROM arrived)", project);
        execute(sql);
    }

    /** First the spans by themselves: they are few, and what is asked of a small table is planned sooner. */
    private void make(String project, Reach.Stretch stretch, long after, long upTo, boolean open) throws SQLException {
        Sql part = new Sql().add("CREATE OR REPLACE TEMP TABLE part AS").add("WITH");
        TraceRowSql.addArrived(part, project, after, upTo, open);
        part.add("SELECT " + TraceRowSql.READ + " FROM spans");
        part.add("WHERE project = ? AND trace_id IN (FROM arrived)", project);
        execute(Reach.window(part, stretch));
        execute(new Sql()
                .add("DELETE FROM " + TABLE)
                .add("WHERE project = ? AND trace_id IN (SELECT trace_id FROM temp.part)", project));
        execute(new Sql()
                .add("INSERT INTO " + TABLE + " (project, " + TraceRowSql.COLUMNS + ")")
                .add("SELECT ?, " + TraceRowSql.COLUMNS + " FROM (", project)
                .indent()
                .add(TraceRowSql.ofPart(nested()))
                .outdent()
                .add(")"));
    }

    /** Whether some calls of a model are below others. */
    private boolean nested() throws SQLException {
        Sql sql = new Sql()
                .add("SELECT count(*) FROM temp.part call JOIN temp.part below")
                .add("ON below.trace_id = call.trace_id AND below.parent_span_id = call.span_id")
                .add("WHERE call.kind IN ('llm', 'embedding')");
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1) > 0;
        }
    }

    private void execute(Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.execute();
        }
    }

    /** Nothing of what was erased is left here. */
    synchronized void forget() throws SQLException {
        known.clear();
        open.clear();
        execute(new Sql().add("CREATE OR REPLACE TABLE " + TABLE + " AS FROM traces LIMIT 0"));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
