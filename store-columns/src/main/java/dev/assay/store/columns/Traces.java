package dev.assay.store.columns;

import dev.assay.model.Score;
import dev.assay.model.TraceSummary;
import dev.assay.store.SpanRow;
import dev.assay.store.TraceSummaries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Traces as rows of a list. */
final class Traces {

    private Traces() {}

    /** @param window further conditions on where the spans lie; empty where nothing is known */
    static List<TraceSummary> of(Connection connection, String project, Collection<String> traceIds, Sql window)
            throws SQLException {
        Map<String, List<SpanRow>> spans = SpanRows.ofTraces(connection, project, traceIds, window);
        Map<String, List<Score>> scores = scores(connection, project, traceIds);
        List<TraceSummary> traces = new ArrayList<>(spans.size());
        spans.forEach((traceId, rows) -> traces.add(TraceSummaries.of(rows, scores.getOrDefault(traceId, List.of()))));
        return traces;
    }

    static Map<String, List<Score>> scores(Connection connection, String project, Collection<String> traceIds)
            throws SQLException {
        Map<String, List<Score>> scores = new HashMap<>();
        for (Score score : Scores.ofTraces(connection, project, traceIds)) {
            scores.computeIfAbsent(score.traceId(), _ -> new ArrayList<>()).add(score);
        }
        return scores;
    }
}
