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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        return readers.ask(connection -> {
            List<Cursor> all = latest(connection, filter, limit + 1, after);
            List<Cursor> page = all.size() > limit ? all.subList(0, limit) : all;
            List<String> names = page.stream().map(Cursor::sessionId).toList();
            Map<String, List<TraceSummary>> traces = traces(connection, filter, names);
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
    private List<Cursor> latest(Connection connection, TraceFilter filter, int limit, Optional<Cursor> after)
            throws SQLException {
        Instant last = after.map(Cursor::lastTime).orElse(filter.to());
        List<Cursor> latest = List.of();
        for (TraceFilter slice : Slices.ofNewest(connection, filter, last)) {
            TraceFilter since = new TraceFilter(filter.project(), slice.from(), filter.to(), filter.filter());
            latest = latestOf(connection, since, limit, after);
            if (latest.size() == limit) {
                break;
            }
        }
        return latest;
    }

    /** A trace is of the session that its root names, or else the first of its spans that names one. */
    private List<Cursor> latestOf(Connection connection, TraceFilter filter, int limit, Optional<Cursor> after)
            throws SQLException {
        Sql sql = new Sql().add("WITH passing AS MATERIALIZED (").indent();
        FilterSql.addTraces(sql, filter, reach);
        sql.outdent().add("),");
        sql.add("named AS (").indent();
        sql.add("SELECT trace_id, arg_min(session_id, (parent_span_id IS NOT NULL, start_time, "
                + FieldSql.ordered("span_id") + "))");
        sql.add("       AS session_id");
        sql.add("FROM spans");
        reach.window(sql.add("WHERE project = ? AND session_id IS NOT NULL", filter.project()), filter);
        sql.add("AND trace_id IN (SELECT trace_id FROM passing)");
        sql.add("GROUP BY trace_id");
        sql.outdent().add(")");
        sql.add("SELECT session_id, epoch_ns(max(started)) AS last_ns");
        sql.add("FROM passing JOIN named USING (trace_id)");
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

    private Map<String, List<TraceSummary>> traces(Connection connection, TraceFilter filter, List<String> names)
            throws SQLException {
        Map<String, List<TraceSummary>> traces = new HashMap<>();
        if (names.isEmpty()) {
            return traces;
        }
        Sql sql = new Sql().add("SELECT DISTINCT trace_id FROM spans");
        reach.window(sql.add("WHERE project = ?", filter.project()), filter);
        sql.add("AND session_id IN (" + Sql.marks(names.size()) + ")", names.toArray());
        Set<String> ids = new LinkedHashSet<>(traceIds(connection, sql));
        for (Traces.Listed listed : Traces.of(connection, filter.project(), ids, reach.window(new Sql(), filter))
                .values()) {
            TraceSummary trace = listed.summary();
            if (names.contains(trace.sessionId())
                    && !trace.startTime().isBefore(filter.from())
                    && trace.startTime().isBefore(filter.to())) {
                traces.computeIfAbsent(trace.sessionId(), _ -> new ArrayList<>())
                        .add(trace);
            }
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
