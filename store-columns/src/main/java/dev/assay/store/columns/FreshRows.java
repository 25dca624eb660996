package dev.assay.store.columns;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The rows of traces that {@link Settler} has not written yet. The first question that needs them makes them from the spans
 * ({@link TraceRow}); they are kept in memory, and those that follow make the rows alone of traces with spans that have come since.
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
     * @param held the rows here
     */
    private record Known(long settled, long position, Held held) {

        static final Known NOTHING = new Known(-1, -1, Held.NOTHING);
    }

    /**
     * Some rows.
     *
     * @param stretch where the spans lie of their traces; empty where there is none
     */
    private record Held(FreshIds ids, Optional<Reach.Stretch> stretch) {

        static final Held NOTHING = new Held(FreshIds.NONE, Optional.empty());

        Held with(Set<UUID> made, Reach.Stretch where) {
            return new Held(ids.with(made), join(stretch, Optional.of(where)));
        }
    }

    private final Connection connection;
    private final Reach reach;
    private final Arrivals arrivals;
    private final Map<String, Known> known = new HashMap<>();

    /** Of the traces that were left open, which may have no rows here. */
    private final Map<String, Left> open = new HashMap<>();

    private record Left(long settled, Optional<Reach.Stretch> stretch) {}

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
     * @param asking sees just the rows that are here now, until its transaction ends
     * @return of which traces; none where no rows here are of such traces
     */
    synchronized FreshIds bring(Connection asking, String project, Reach.Stretch asked) throws SQLException {
        bring(project, asked);
        Held held = known.getOrDefault(project, Known.NOTHING).held;
        if (!meets(held.stretch, asked)) {
            return FreshIds.NONE;
        }
        // The engine takes its picture of a database when it is first read.
        try (PreparedStatement statement =
                        new Sql().add("SELECT 1 FROM " + TABLE + " LIMIT 1").prepare(asking);
                ResultSet row = statement.executeQuery()) {
            row.next();
        }
        return held.ids;
    }

    private void bring(String project, Reach.Stretch asked) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Known now = bring(project, asked, known.getOrDefault(project, Known.NOTHING));
            connection.commit();
            known.put(project, now);
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
        // What was here is written now, or was left open; little has come since.
        boolean anew = before.settled < settled;
        Held held = anew ? Held.NOTHING : before.held;
        long after = anew ? settled : before.position;
        Optional<Reach.Stretch> missing = missing(project, after, position, anew);
        if (!meets(before.held.stretch, asked) && !meets(missing, asked)) {
            return before;
        }
        if (anew && before.held.stretch.isPresent()) {
            removeAll(project);
        }
        if (missing.isPresent()) {
            held = held.with(make(project, held.ids, missing.get(), after, position, anew), missing.get());
        }
        return new Known(settled, position, held);
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
        @Nullable Left left = open.get(project);
        if (left == null || left.settled != settled) {
            left = new Left(
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

    private static UUID id(ResultSet row) throws SQLException {
        return Objects.requireNonNull(row.getObject(1, UUID.class));
    }

    private Optional<Reach.Stretch> stretch(Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long first = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(new Reach.Stretch(first, row.getLong(2)));
        }
    }

    /** The table is made anew, as deleted rows stay. */
    private void removeAll(String project) throws SQLException {
        execute(new Sql()
                .add("CREATE OR REPLACE TABLE " + TABLE + " AS")
                .add("FROM " + TABLE + " WHERE project <> ?", project));
    }

    /**
     * @param held those that have rows here
     * @return the traces of which rows were made
     */
    private Set<UUID> make(String project, FreshIds held, Reach.Stretch stretch, long after, long upTo, boolean open)
            throws SQLException {
        Collection<TraceRow> rows = added(project, stretch, after, upTo, open);
        Set<UUID> made = rows.stream().map(TraceRow::traceId).collect(Collectors.toSet());
        if (held.hasAny(made)) {
            execute(new Sql()
                    .add("DELETE FROM " + TABLE)
                    .add("WHERE project = ?", project)
                    .addTraceIds("trace_id", made.stream().map(Ids::trace).toList()));
        }
        try (DuckDBAppender appender =
                connection.unwrap(DuckDBConnection.class).createAppender("fresh", "main", "traces")) {
            for (TraceRow row : rows) {
                row.append(appender, project);
            }
        }
        return made;
    }

    /** All spans of the traces that have some that arrived between, added up. */
    private Collection<TraceRow> added(String project, Reach.Stretch stretch, long after, long upTo, boolean open)
            throws SQLException {
        Sql sql = new Sql().add("WITH");
        TraceRowSql.addArrived(sql, project, after, upTo, open);
        sql.add("SELECT " + TraceRow.READ + " FROM spans s");
        sql.add("WHERE project = ? AND trace_id IN (FROM arrived)", project);
        Map<UUID, TraceRow> rows = new HashMap<>();
        try (PreparedStatement statement = Reach.window(sql, stretch).prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.computeIfAbsent(id(row), TraceRow::new).add(row);
            }
        }
        return rows.values();
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
