package dev.assay.store.columns;

import dev.assay.model.Score;
import dev.assay.store.Batch.ScoreWrite;
import dev.assay.store.Batch.SpanWrite;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the spans that scores are about which name the id of an answer alone. A score that comes first waits for its span;
 * so nothing that reads scores has to look for response ids.
 */
final class AnsweredScores {

    private record Answer(String project, String responseId) {}

    private record Place(String traceId, String spanId) {}

    /** Scores without a span, by the answer they are about and their id. */
    private final Map<Answer, Map<String, Score>> waiting = new HashMap<>();

    /** Forgets what it knew, and reads what is stored. */
    void load(Connection connection) throws SQLException {
        waiting.clear();
        Scores.waiting(connection)
                .forEach((project, scores) -> scores.forEach(score -> await(new ScoreWrite(project, score))));
    }

    private void await(ScoreWrite write) {
        waiting.computeIfAbsent(new Answer(write.project(), write.score().responseId()), _ -> new LinkedHashMap<>())
                .put(write.score().id(), write.score());
    }

    /**
     * The scores to write: those that came, and those that waited for one of the spans.
     *
     * @param connection of the writer, which sees the spans already
     */
    List<ScoreWrite> with(Connection connection, List<ScoreWrite> came, List<SpanWrite> spans) throws SQLException {
        Map<Answer, Map<String, Score>> open = new LinkedHashMap<>();
        List<ScoreWrite> writes = new ArrayList<>();
        if (!waiting.isEmpty()) {
            for (SpanWrite span : spans) {
                Answer answer = new Answer(span.project(), span.span().responseId());
                if (waiting.containsKey(answer)) {
                    open.put(answer, Objects.requireNonNull(waiting.remove(answer)));
                }
            }
            came.forEach(this::forget);
            open.values()
                    .forEach(scores ->
                            came.forEach(write -> scores.remove(write.score().id())));
        }
        for (ScoreWrite write : came) {
            Score score = write.score();
            if (score.traceId().isEmpty() && !score.responseId().isEmpty()) {
                open.computeIfAbsent(new Answer(write.project(), score.responseId()), _ -> new LinkedHashMap<>())
                        .put(score.id(), score);
            } else {
                writes.add(write);
            }
        }
        Map<Answer, Place> places = places(connection, open.keySet());
        open.forEach((answer, scores) -> {
            Place place = places.get(answer);
            for (Score score : scores.values()) {
                ScoreWrite write = new ScoreWrite(answer.project, score);
                if (place == null) {
                    writes.add(write);
                    await(write);
                } else {
                    writes.add(new ScoreWrite(answer.project, score.about(place.traceId, place.spanId)));
                }
            }
        });
        return writes;
    }

    /** A newer score of the same id takes its place, whatever that is about. */
    private void forget(ScoreWrite write) {
        waiting.forEach((answer, scores) -> {
            if (answer.project.equals(write.project())) {
                scores.remove(write.score().id());
            }
        });
        waiting.values().removeIf(Map::isEmpty);
    }

    /** Where the answers are; of spans with one id the first. */
    private static Map<Answer, Place> places(Connection connection, Set<Answer> answers) throws SQLException {
        Map<Answer, Place> places = new HashMap<>();
        for (String project :
                new HashSet<>(answers.stream().map(Answer::project).toList())) {
            List<String> ids = answers.stream()
                    .filter(answer -> answer.project.equals(project))
                    .map(Answer::responseId)
                    .toList();
            Sql sql = new Sql()
                    .add("SELECT response_id, arg_min(trace_id, (start_time, span_id)) AS trace_id,")
                    .add("       arg_min(span_id, (start_time, span_id)) AS span_id")
                    .add("FROM spans")
                    .add("WHERE project = ?", project)
                    .add("AND response_id IN (" + Sql.marks(ids.size()) + ")", ids.toArray())
                    .add("GROUP BY response_id");
            try (PreparedStatement statement = sql.prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                Columnar columns = new Columnar(row);
                while (row.next()) {
                    places.put(
                            new Answer(project, columns.text("response_id")),
                            new Place(columns.traceId("trace_id"), columns.spanIdOrEmpty("span_id")));
                }
            }
        }
        return places;
    }
}
