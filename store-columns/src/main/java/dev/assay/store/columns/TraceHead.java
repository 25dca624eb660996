package dev.assay.store.columns;

import dev.assay.model.TraceSummary;
import dev.assay.store.FindTraces.Cursor;
import dev.assay.store.TraceFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A trace by which a page of a list is found, before its spans are read.
 *
 * @param sure whether it is the one that stands for the trace: of a trace whose root came late there are others
 * @param startTime where the trace is listed if it is
 * @param spans where its spans lie
 * @param arrivals when they arrived, each once; empty where that is not known
 */
record TraceHead(String traceId, boolean sure, Instant startTime, Reach.Stretch spans, List<Long> arrivals) {

    static final Comparator<TraceHead> NEWEST_FIRST = Comparator.comparing(TraceHead::startTime)
            .thenComparing(TraceHead::traceId)
            .reversed();

    /** What {@link #ofRows} reads of rows of traces. */
    static final String OF_ROW = """
            trace_id, epoch_ns(started) AS start_ns, epoch_ns(first_start) AS first_ns, epoch_ns(last_start) AS last_ns,
            arrivals
            """;

    /** The place in a list from which its followers go on. */
    Cursor place() {
        return new Cursor(startTime, traceId);
    }

    /** Whether the trace is listed there. */
    boolean standsFor(TraceSummary trace) {
        return sure || trace.startTime().equals(startTime);
    }

    /** Of a statement that selects {@link #OF_ROW}. */
    static List<TraceHead> ofRows(Connection connection, Sql sql) throws SQLException {
        List<TraceHead> heads = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            Columnar columns = new Columnar(row);
            while (row.next()) {
                heads.add(new TraceHead(
                        columns.traceId("trace_id"),
                        true,
                        columns.instant("start_ns"),
                        new Reach.Stretch(row.getLong(3), row.getLong(4)),
                        columns.numbers("arrivals")));
            }
        }
        return heads;
    }

    static TraceHead ofRow(TraceRow row) {
        return new TraceHead(Ids.trace(row.traceId()), true, Sql.instant(row.started()), row.stretch(), List.of());
    }

    /** Whether it comes behind a place in the list. */
    boolean isBehind(Cursor place) {
        int byTime = startTime.compareTo(place.startTime());
        return byTime < 0 || (byTime == 0 && traceId.compareTo(place.traceId()) < 0);
    }

    /** The newest head rows of a filter's range, whatever their traces say. */
    static List<TraceHead> ofSpans(
            Connection connection, Reach reach, TraceFilter filter, Optional<Cursor> after, int limit)
            throws SQLException {
        Sql sql = new Sql()
                .add("SELECT trace_id, epoch_ns(start_time) AS start_ns FROM spans")
                .add("WHERE project = ? AND head", filter.project())
                .add("AND start_time >= make_timestamp_ns(?)", Sql.nanos(filter.from()))
                .add("AND start_time < make_timestamp_ns(?)", Sql.nanos(filter.to()));
        addNewest(sql, "start_time", after, limit);
        List<TraceHead> heads = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            Columnar columns = new Columnar(row);
            while (row.next()) {
                long start = row.getLong(2);
                heads.add(new TraceHead(
                        columns.traceId("trace_id"),
                        false,
                        Sql.instant(start),
                        reach.around(filter.project(), start, start + 1),
                        List.of()));
            }
        }
        return heads;
    }

    /** Adds that the newest are asked for, behind a condition. */
    static Sql addNewest(Sql sql, String start, Optional<Cursor> after, int limit) {
        after.ifPresent(cursor -> sql.add(
                """
                AND (%1$s < make_timestamp_ns(?)
                     OR (%1$s = make_timestamp_ns(?) AND trace_id < ?))
                """.formatted(start),
                Sql.nanos(cursor.startTime()),
                Sql.nanos(cursor.startTime()),
                Ids.trace(cursor.traceId())));
        return sql.add("ORDER BY %s DESC, trace_id DESC LIMIT ?".formatted(start), limit);
    }
}
