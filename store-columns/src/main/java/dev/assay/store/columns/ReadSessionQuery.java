package dev.assay.store.columns;

import dev.assay.model.Score;
import dev.assay.model.Span;
import dev.assay.model.TraceSummary;
import dev.assay.store.FindTraces;
import dev.assay.store.ReadSession;
import dev.assay.store.Sessions;
import dev.assay.store.SpanRow;
import dev.assay.store.TraceSummaries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One session: narrow rows of all its traces, and of the turns on the page the one span each that has the texts. */
final class ReadSessionQuery implements ReadSession {

    private final Readers readers;

    ReadSessionQuery(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<Session> read(String project, String sessionId, int limit, Optional<FindTraces.Cursor> after) {
        return readers.askAtOnce(connection -> read(connection, project, sessionId, limit, after));
    }

    private Optional<Session> read(
            Connection connection, String project, String sessionId, int limit, Optional<FindTraces.Cursor> after)
            throws SQLException {
        List<String> ids = FindSessionsQuery.traceIds(
                connection,
                new Sql()
                        .add("SELECT DISTINCT trace_id FROM spans")
                        .add("WHERE project = ? AND session_id = ?", project, sessionId));
        Map<String, List<SpanRow>> rows = SpanRows.ofTraces(connection, project, ids);
        Map<String, List<Score>> scores = Traces.scores(connection, readers.scored(), project, ids);
        List<TraceSummary> traces = rows.entrySet().stream()
                .map(entry -> TraceSummaries.of(entry.getValue(), scores.getOrDefault(entry.getKey(), List.of())))
                .filter(trace -> trace.sessionId().equals(sessionId))
                .sorted(Sessions.OLDEST_FIRST)
                .toList();
        if (traces.isEmpty()) {
            return Optional.empty();
        }
        List<TraceSummary> rest = traces.stream()
                .filter(trace -> after.isEmpty() || isAfter(after.get(), trace))
                .toList();
        List<TraceSummary> page = rest.subList(0, Math.min(limit, rest.size()));
        return Optional.of(new Session(
                Sessions.of(sessionId, traces, Scores.ofSessions(connection, project, List.of(sessionId))),
                turns(connection, project, page, rows),
                rest.size() > limit
                        ? Optional.of(new FindTraces.Cursor(
                                page.getLast().startTime(), page.getLast().traceId()))
                        : Optional.empty()));
    }

    private static boolean isAfter(FindTraces.Cursor cursor, TraceSummary trace) {
        int byTime = trace.startTime().compareTo(cursor.startTime());
        return byTime > 0 || (byTime == 0 && trace.traceId().compareTo(cursor.traceId()) > 0);
    }

    private static List<Turn> turns(
            Connection connection, String project, List<TraceSummary> page, Map<String, List<SpanRow>> rows)
            throws SQLException {
        List<SpanRow> speakers = new ArrayList<>();
        for (TraceSummary trace : page) {
            Sessions.speaker(rows.getOrDefault(trace.traceId(), List.of())).ifPresent(speakers::add);
        }
        Map<String, Span> spoken = new HashMap<>();
        for (Span span : WholeSpans.ofRows(connection, project, speakers)) {
            spoken.put(span.traceId(), span);
        }
        return page.stream()
                .map(trace -> new Turn(
                        trace,
                        Optional.ofNullable(spoken.get(trace.traceId()))
                                .map(Sessions::messages)
                                .orElse(List.of())))
                .toList();
    }
}
