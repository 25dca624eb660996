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

    /**
     * By their ids, those that are there.
     *
     * @param window further conditions on where the spans lie; empty where nothing is known
     */
    static Map<String, TraceSummary> of(
            Connection connection, Scored scored, String project, Collection<String> traceIds, Sql window)
            throws SQLException {
        Map<String, List<SpanRow>> spans = SpanRows.ofSmallTraces(connection, project, traceIds, window);
        Map<String, List<Score>> scores = scores(connection, scored, project, traceIds);
        Map<String, TraceSummary> traces = HashMap.newHashMap(traceIds.size());
        spans.forEach((traceId, rows) ->
                traces.put(traceId, TraceSummaries.of(rows, scores.getOrDefault(traceId, List.of()))));
        List<String> others = traceIds.stream()
                .filter(id -> !spans.containsKey(id))
                .distinct()
                .toList();
        LargeTraces.of(connection, project, others, window)
                .forEach((traceId, large) -> traces.put(
                        traceId,
                        TraceSummaries.of(large.telling(), large.totals(), scores.getOrDefault(traceId, List.of()))));
        return traces;
    }

    static Map<String, List<Score>> scores(
            Connection connection, Scored scored, String project, Collection<String> traceIds) throws SQLException {
        if (!scored.has(project)) {
            return Map.of();
        }
        Map<String, List<Score>> scores = new HashMap<>();
        for (Score score : Scores.ofTraces(connection, project, traceIds)) {
            scores.computeIfAbsent(score.traceId(), _ -> new ArrayList<>()).add(score);
        }
        return scores;
    }
}
