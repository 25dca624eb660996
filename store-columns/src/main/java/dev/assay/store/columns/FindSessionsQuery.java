package dev.assay.store.columns;

import dev.assay.model.Score;
import dev.assay.model.TraceSummary;
import dev.assay.store.FindSessions;
import dev.assay.store.Sessions;
import dev.assay.store.TraceFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sessions with traces that pass: their names by the newest of those, then all of their traces in the range. */
final class FindSessionsQuery implements FindSessions {

    private final Readers readers;
    private final Reach reach;

    FindSessionsQuery(Readers readers, Reach reach) {
        this.readers = readers;
        this.reach = reach;
    }

    @Override
    public Page find(TraceFilter filter, int limit, Optional<Cursor> after) {
        return readers.askAtOnce(connection -> {
            TraceRows rows = TraceRows.look(connection, readers.freshRows(), filter);
            List<Cursor> all = latest(connection, rows, filter, limit + 1, after);
            List<Cursor> page = all.size() > limit ? all.subList(0, limit) : all;
            List<String> names = page.stream().map(Cursor::sessionId).toList();
            Map<String, List<TraceSummary>> traces = traces(connection, rows, filter, names);
            Map<String, List<Score>> scores = new HashMap<>();
            for (Score score : Scores.ofSessions(connection, filter.project(), names)) {
                scores.computeIfAbsent(score.sessionId(), _ -> new ArrayList<>())
                        .add(score);
            }
            return new Page(
                    names.stream()
                            .filter(traces::containsKey) // gone meanwhile
                            .map(name -> Sessions.of(
                                    name, traces.getOrDefault(name, List.of()), scores.getOrDefault(name, List.of())))
                            .toList(),
                    all.size() > limit ? Optional.of(page.getLast()) : Optional.empty());
        });
    }

    /** Further back only where the page is not full: who was active of late is known from then on alone. */
    private List<Cursor> latest(
            Connection connection, TraceRows rows, TraceFilter filter, int limit, Optional<Cursor> after)
            throws SQLException {
        Instant last = after.map(Cursor::lastTime).orElse(filter.to());
        List<Cursor> latest = List.of();
        for (TraceFilter slice : Slices.ofNewest(connection, filter, last)) {
            TraceFilter since = new TraceFilter(filter.project(), slice.from(), filter.to(), filter.filter());
            latest = latestOf(connection, rows, since, limit, after);
            if (latest.size() == limit) {
                break;
            }
        }
        return latest;
    }

    private List<Cursor> latestOf(
            Connection connection, TraceRows rows, TraceFilter filter, int limit, Optional<Cursor> after)
            throws SQLException {
        Sql sql = rows.with(new Sql(), filter);
        sql.add("SELECT session_id, epoch_ns(max(started)) AS last_ns");
        sql.add("FROM trace");
        sql.add("WHERE session_id IS NOT NULL");
        FilterSql.addToTraces(sql, filter, reach);
        sql.add("GROUP BY session_id");
        after.ifPresent(cursor ->
                sql.add("HAVING (last_ns, session_id) < (?, ?)", Sql.nanos(cursor.lastTime()), cursor.sessionId()));
        sql.add("ORDER BY last_ns DESC, session_id DESC LIMIT ?", limit);
        List<Cursor> latest = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                latest.add(new Cursor(Sql.instant(row.getLong(2)), row.getString(1)));
            }
        }
        return latest;
    }

    private Map<String, List<TraceSummary>> traces(
            Connection connection, TraceRows rows, TraceFilter filter, List<String> names) throws SQLException {
        Map<String, List<TraceSummary>> traces = new HashMap<>();
        if (names.isEmpty()) {
            return traces;
        }
        Sql sql = rows.with(new Sql(), filter);
        sql.add("SELECT trace_id, epoch_ns(first_start), epoch_ns(last_start) FROM trace");
        sql.add("WHERE session_id IN (" + Sql.marks(names.size()) + ")", names.toArray());
        List<String> ids = new ArrayList<>();
        List<Reach.Stretch> stretches = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            Columnar columns = new Columnar(row);
            while (row.next()) {
                ids.add(columns.traceId("trace_id"));
                stretches.add(new Reach.Stretch(row.getLong(2), row.getLong(3)));
            }
        }
        Sql window = new Sql();
        stretches.stream().reduce(Reach.Stretch::and).ifPresent(all -> Reach.window(window, all));
        for (TraceSummary trace : Traces.of(connection, readers.scored(), filter.project(), ids, window)
                .values()) {
            traces.computeIfAbsent(trace.sessionId(), _ -> new ArrayList<>()).add(trace);
        }
        return traces;
    }

    static List<String> traceIds(Connection connection, Sql sql) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            Columnar columns = new Columnar(row);
            while (row.next()) {
                ids.add(columns.traceId("trace_id"));
            }
        }
        return ids;
    }
}
