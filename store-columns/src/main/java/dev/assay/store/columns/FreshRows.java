package dev.assay.store.columns;

import dev.assay.store.filter.Filter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The rows of traces that {@link Settler} has not written yet. A question that needs them adds what came since the last one, which
 * {@link Arrivals} still has; of traces with older spans, and where more came than that keeps, the spans are read. A list looks at the rows
 * here, others ask the engine for them, which has them in memory.
 *
 * <p>Who looks here before reading anything else sees each trace: its row is here, or else among those that are written, which are read
 * as of then or later. Where it has both, the one here counts.
 */
final class FreshRows implements AutoCloseable {

    /** The rows, with the columns of {@code traces} but for when their spans arrived. */
    static final String TABLE = "fresh.main.traces";

    private final Connection connection;
    private final Reach reach;
    private final Arrivals arrivals;
    private final Map<String, Held> held = new HashMap<>();
    private final TextHeap heap = new TextHeap();

    /** Of the traces that were left open, which may have no rows here. */
    private final Map<String, Left> open = new HashMap<>();

    private record Left(long settled, Optional<Reach.Stretch> stretch) {}

    /** What is here of a project. */
    private static final class Held {

        private final Map<UUID, TraceRow> rows = new HashMap<>();

        private FreshIds ids = FreshIds.NONE;

        /** Where the spans lie of the traces; empty where there is none. */
        private Optional<Reach.Stretch> stretch = Optional.empty();

        /** The position up to which the written rows told of all spans. */
        private long settled = -1;

        /** The one up to which those and these do. */
        private long position = -1;

        /** Whether the table may have rows that are not here. */
        private boolean more = true;

        void put(TraceRow row) {
            @Nullable TraceRow before = rows.put(row.traceId(), row);
            if (before != null) {
                row.takePlaceOf(before);
            }
        }

        void retain(Set<UUID> traceIds) {
            more |= rows.keySet().retainAll(traceIds);
            ids = FreshIds.NONE.with(Set.copyOf(rows.keySet()));
            stretch = rows.values().stream().map(TraceRow::stretch).reduce(Reach.Stretch::and);
        }

        void tell(Set<UUID> traceIds, Reach.Stretch where) {
            ids = ids.with(traceIds.stream()
                    .filter(traceId -> rows.containsKey(traceId) && !ids.has(traceId))
                    .collect(Collectors.toUnmodifiableSet()));
            stretch = join(stretch, Optional.of(where));
        }
    }

    /** @param connection is closed with this */
    FreshRows(Connection connection, Reach reach, Arrivals arrivals) throws SQLException {
        this.connection = connection;
        this.reach = reach;
        this.arrivals = arrivals;
        forget();
    }

    /**
     * Some of the rows.
     *
     * @param heads of those that pass, the newest first
     * @param ids of all traces whose rows are here, where some may be of those that were asked for
     */
    record Passing(List<TraceHead> heads, FreshIds ids) {

        static final Passing NONE = new Passing(List.of(), FreshIds.NONE);
    }

    /**
     * The traces that start in the stretch and pass, as of all that was committed until now.
     *
     * @param told a filter that rows of traces tell
     */
    synchronized Passing passing(String project, Reach.Stretch asked, Filter told) throws SQLException {
        Held all = bring(project, asked, false);
        if (!meets(all.stretch, asked)) {
            return Passing.NONE;
        }
        Predicate<TraceRow> passes = TraceRowMatch.of(told);
        List<TraceHead> heads = all.rows.values().stream()
                .filter(row -> asked.covers(row.started()) && passes.test(row))
                .map(TraceHead::ofRow)
                .sorted(TraceHead.NEWEST_FIRST)
                .toList();
        return new Passing(heads, all.ids);
    }

    /**
     * Brings the table to all that was committed until now, if some may be of traces that have spans in the stretch.
     *
     * @param asking sees just the rows that are there now, until its transaction ends
     * @return of which traces; none where no rows there are of such traces
     */
    synchronized FreshIds bring(Connection asking, String project, Reach.Stretch asked) throws SQLException {
        Held all = bring(project, asked, true);
        if (!meets(all.stretch, asked)) {
            return FreshIds.NONE;
        }
        // The engine takes its picture of a database when it is first read.
        try (PreparedStatement statement =
                        new Sql().add("SELECT 1 FROM " + TABLE + " LIMIT 1").prepare(asking);
                ResultSet row = statement.executeQuery()) {
            row.next();
        }
        return all.ids;
    }

    private Held bring(String project, Reach.Stretch asked, boolean toTable) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Held all = held.computeIfAbsent(project, _ -> new Held());
            bring(project, asked, all);
            if (toTable && meets(all.stretch, asked)) {
                write(project, all);
            }
            connection.commit();
            return all;
        } catch (SQLException | RuntimeException e) {
            held.remove(project); // what is half done is done anew
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void bring(String project, Reach.Stretch asked, Held all) throws SQLException {
        long settled = arrivals.settled();
        long position = arrivals.position();
        Optional<List<Arrivals.Came>> settledSince =
                all.settled < settled ? arrivals.between(project, settled, all.position) : Optional.empty();
        boolean anew = all.position < settled || (all.settled < settled && settledSince.isEmpty());
        long after = anew ? settled : all.position;
        Optional<List<Arrivals.Came>> came = arrivals.between(project, after, position);
        Optional<Reach.Stretch> missing = missing(project, came, after, position, anew);
        if (!meets(all.stretch, asked) && !meets(missing, asked)) {
            return;
        }
        if (anew) {
            all.retain(Set.of());
        } else if (settledSince.isPresent()) {
            // What was here is written now, but for what was left open, and what came after that.
            Set<UUID> fresh = openIds(project);
            settledSince.get().forEach(each -> each.pieces().traceIds(fresh::add));
            all.retain(fresh);
        }
        if (missing.isPresent()) {
            all.tell(
                    came.isPresent()
                            ? add(project, all, came.get(), missing.get(), anew)
                            : readArrived(project, all, missing.get(), after, position, anew),
                    missing.get());
        }
        all.settled = settled;
        all.position = position;
    }

    private static boolean meets(Optional<Reach.Stretch> stretch, Reach.Stretch asked) {
        return stretch.filter(asked::meets).isPresent();
    }

    /**
     * Where the spans lie of traces with spans that arrived between.
     *
     * @param open also of those that were left open
     */
    private Optional<Reach.Stretch> missing(
            String project, Optional<List<Arrivals.Came>> known, long after, long upTo, boolean open)
            throws SQLException {
        Optional<Reach.Stretch> came = known.isPresent()
                ? known.get().stream().map(Arrivals.Came::stretch).reduce(Reach.Stretch::and)
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

    private Optional<Reach.Stretch> stretch(Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long first = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(new Reach.Stretch(first, row.getLong(2)));
        }
    }

    private Set<UUID> openIds(String project) throws SQLException {
        return ids(new Sql().add("SELECT trace_id FROM open_traces WHERE project = ?", project));
    }

    private Set<UUID> ids(Sql sql) throws SQLException {
        Set<UUID> ids = new HashSet<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                ids.add(Objects.requireNonNull(row.getObject(1, UUID.class)));
            }
        }
        return ids;
    }

    /**
     * Adds spans to the rows of their traces.
     *
     * @param around where the spans lie of these traces
     * @param open makes the rows of those that were left open too
     * @return which traces
     */
    private Set<UUID> add(String project, Held all, List<Arrivals.Came> came, Reach.Stretch around, boolean open)
            throws SQLException {
        Set<UUID> traceIds = new HashSet<>();
        came.forEach(each -> each.pieces().traceIds(traceIds::add));
        Set<UUID> read = settled(
                project,
                traceIds.stream().filter(id -> !all.rows.containsKey(id)).collect(Collectors.toSet()),
                around);
        if (open) {
            read.addAll(openIds(project));
        }
        for (Arrivals.Came each : came) {
            for (TracePiece piece : each.pieces()) {
                if (!read.contains(piece.traceId())) {
                    TraceRow row = all.rows.computeIfAbsent(piece.traceId(), TraceRow::new);
                    if (row.has(piece.id())) {
                        read.add(piece.traceId()); // it takes the place of one that was here
                    } else {
                        row.add(piece);
                    }
                }
            }
        }
        if (!read.isEmpty()) {
            Sql sql = new Sql()
                    .add("SELECT " + TracePiece.READ + " FROM spans s")
                    .add("WHERE project = ?", project)
                    .addTraceIds("trace_id", read.stream().map(Ids::trace).toList());
            read(Reach.window(sql, around)).forEach(all::put);
            traceIds.addAll(read);
        }
        return traceIds;
    }

    /** Those of some traces that have a row which is written, and so older spans. */
    private Set<UUID> settled(String project, Set<UUID> traceIds, Reach.Stretch around) throws SQLException {
        return traceIds.isEmpty()
                ? new HashSet<>()
                : ids(new Sql()
                        .add("SELECT trace_id FROM traces")
                        .add("WHERE project = ?", project)
                        .addTraceIds(
                                "trace_id", traceIds.stream().map(Ids::trace).toList())
                        .add(
                                "AND started BETWEEN make_timestamp_ns(?) AND make_timestamp_ns(?)",
                                around.first(),
                                around.last()));
    }

    /**
     * Makes the rows of the traces that have spans that arrived between.
     *
     * @return which traces
     */
    private Set<UUID> readArrived(String project, Held all, Reach.Stretch around, long after, long upTo, boolean open)
            throws SQLException {
        Sql sql = new Sql().add("WITH");
        TraceRowSql.addArrived(sql, project, after, upTo, open);
        sql.add("SELECT " + TracePiece.READ + " FROM spans s");
        sql.add("WHERE project = ? AND trace_id IN (FROM arrived)", project);
        Collection<TraceRow> rows = read(Reach.window(sql, around));
        rows.forEach(all::put);
        return rows.stream().map(TraceRow::traceId).collect(Collectors.toSet());
    }

    private Collection<TraceRow> read(Sql sql) throws SQLException {
        Map<UUID, TraceRow> rows = new HashMap<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                TracePiece piece = TracePiece.read(row);
                rows.computeIfAbsent(piece.traceId(), TraceRow::new).add(piece);
            }
        }
        return rows.values();
    }

    /** Makes the table say what the rows here do. */
    private void write(String project, Held all) throws SQLException {
        Collection<TraceRow> rows = all.rows.values();
        if (all.more) {
            // made anew, as deleted rows stay
            execute(new Sql()
                    .add("CREATE OR REPLACE TABLE " + TABLE + " AS")
                    .add("FROM " + TABLE + " WHERE project <> ?", project));
            rows.forEach(TraceRow::takeOut);
        } else {
            List<String> stale = rows.stream()
                    .filter(TraceRow::isStale)
                    .map(row -> Ids.trace(row.traceId()))
                    .toList();
            if (!stale.isEmpty()) {
                execute(new Sql()
                        .add("DELETE FROM " + TABLE)
                        .add("WHERE project = ?", project)
                        .addTraceIds("trace_id", stale));
            }
        }
        try (RowAppender appender =
                new RowAppender(connection.unwrap(DuckDBConnection.class), "fresh", "traces", heap)) {
            for (TraceRow row : rows) {
                row.append(appender, project);
            }
            appender.flush();
        }
        all.more = false;
    }

    private void execute(Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.execute();
        }
    }

    /** Nothing of what was erased is left here. */
    synchronized void forget() throws SQLException {
        held.clear();
        open.clear();
        execute(new Sql()
                .add("CREATE OR REPLACE TABLE " + TABLE + " AS")
                .add("SELECT project, " + TraceRowSql.COLUMNS + "FROM traces LIMIT 0"));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
