package dev.assay.store.columns;

import dev.assay.model.Score;
import dev.assay.model.ScoreSource;
import dev.assay.model.ScoreValue;
import dev.assay.store.Batch.ScoreWrite;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.duckdb.DuckDBAppender;

/** Scores of traces and their spans. */
final class Scores {

    private static final String SELECT_WITH_PROJECT = """
            SELECT project, id, name, number_value, boolean_value, category_value, text_value, comment, source,
                   evaluator, evaluator_version, trace_id, span_id, session_id, response_id,
                   epoch_ns(time) AS time_ns
            FROM scores
            """;

    private static final String SELECT = SELECT_WITH_PROJECT.replace("SELECT project, ", "SELECT ");

    private static final Comparator<Score> OLDEST_FIRST =
            Comparator.comparing(Score::time).thenComparing(Score::id);

    private Scores() {}

    static void append(DuckDBAppender appender, ScoreWrite write) throws SQLException {
        Score score = write.score();
        appender.beginRow().append(write.project()).append(score.id()).append(score.name());
        switch (score.value()) {
            case ScoreValue.Numeric(double value) ->
                appender.append(value).appendNull().appendNull().appendNull();
            case ScoreValue.Bool(boolean value) ->
                appender.appendNull().append(value).appendNull().appendNull();
            case ScoreValue.Category(String value) ->
                appender.appendNull().appendNull().append(value).appendNull();
            case ScoreValue.Text(String value) ->
                appender.appendNull().appendNull().appendNull().append(value);
        }
        text(appender, score.comment());
        appender.append(score.source().label());
        text(appender, score.evaluator());
        text(appender, score.evaluatorVersion());
        if (score.traceId().isEmpty()) {
            appender.appendNull();
        } else {
            UUID trace = Ids.trace(score.traceId());
            appender.appendUUID(trace.getMostSignificantBits(), trace.getLeastSignificantBits());
        }
        if (score.spanId().isEmpty()) {
            appender.appendNull();
        } else {
            appender.append(Ids.span(score.spanId()));
        }
        text(appender, score.sessionId());
        appender.appendEpochNanos(Sql.storedNanos(score.time()));
        text(appender, score.responseId());
        appender.endRow();
    }

    private static void text(DuckDBAppender appender, String text) throws SQLException {
        if (text.isEmpty()) {
            appender.appendNull();
        } else {
            appender.append(text);
        }
    }

    /** Oldest first. */
    static List<Score> ofTraces(Connection connection, String project, Collection<String> traceIds)
            throws SQLException {
        if (traceIds.isEmpty()) {
            return List.of();
        }
        return read(
                connection,
                new Sql().add(SELECT).add("WHERE project = ?", project).addTraceIds("trace_id", traceIds));
    }

    /** Those about the sessions themselves, oldest first. */
    static List<Score> ofSessions(Connection connection, String project, Collection<String> sessionIds)
            throws SQLException {
        if (sessionIds.isEmpty()) {
            return List.of();
        }
        return read(
                connection,
                new Sql()
                        .add(SELECT)
                        .add("WHERE project = ? AND trace_id IS NULL", project)
                        .add("AND session_id IN (" + Sql.marks(sessionIds.size()) + ")", sessionIds.toArray()));
    }

    /** Those about answers that no span had until now; by project. */
    static Map<String, List<Score>> waiting(Connection connection) throws SQLException {
        Map<String, List<Score>> waiting = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SELECT_WITH_PROJECT + """
                        WHERE trace_id IS NULL AND response_id IS NOT NULL
                        ORDER BY time, id
                        """)) {
            Columnar columns = new Columnar(row);
            while (row.next()) {
                waiting.computeIfAbsent(columns.text("project"), _ -> new ArrayList<>())
                        .add(score(columns));
            }
        }
        return waiting;
    }

    private static List<Score> read(Connection connection, Sql sql) throws SQLException {
        List<Score> scores = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            Columnar columns = new Columnar(row);
            while (row.next()) {
                scores.add(score(columns));
            }
        }
        // To plan an order takes the engine longer than to read what few traces have.
        scores.sort(OLDEST_FIRST);
        return scores;
    }

    private static Score score(Columnar row) throws SQLException {
        return new Score(
                row.text("id"),
                row.text("name"),
                value(row),
                row.text("comment"),
                ScoreSource.ofLabel(row.text("source")),
                row.text("evaluator"),
                row.text("evaluator_version"),
                row.traceIdOrEmpty("trace_id"),
                row.spanIdOrEmpty("span_id"),
                row.text("session_id"),
                row.text("response_id"),
                row.instant("time_ns"));
    }

    private static ScoreValue value(Columnar row) throws SQLException {
        OptionalDouble number = row.decimal("number_value");
        if (number.isPresent()) {
            return new ScoreValue.Numeric(number.getAsDouble());
        }
        Optional<Boolean> truth = row.truth("boolean_value");
        if (truth.isPresent()) {
            return new ScoreValue.Bool(truth.get());
        }
        String category = row.text("category_value");
        return category.isEmpty() ? new ScoreValue.Text(row.text("text_value")) : new ScoreValue.Category(category);
    }
}
