package dev.assay.store.columns;

import dev.assay.model.Json;
import dev.assay.store.AskSql;
import dev.assay.store.RefusedSqlException;
import dev.assay.store.json.MessageJson;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Answers one question at a time, because all share the engine's memory. Each has a connection of its own with the views as
 * temporary ones, which take the place of the tables of the same name.
 */
final class SqlQuestions implements AskSql {

    /** In characters of JSON, about. */
    private static final long MAX_ANSWER = 32L << 20;

    private static final Map<String, String> VIEWS = definitions();

    private final Readers readers;
    private final Semaphore turn = new Semaphore(1, true);
    private final SqlGuard guard = new SqlGuard(VIEWS.keySet());

    SqlQuestions(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Answer ask(String sql, Optional<String> project, int maxRows, Duration timeout) {
        turn.acquireUninterruptibly();
        try {
            return readers.ask(reader -> {
                try (Connection connection =
                        reader.unwrap(DuckDBConnection.class).duplicate()) {
                    makeViews(connection, project);
                    return answer(connection, sql, maxRows, timeout);
                }
            });
        } finally {
            turn.release();
        }
    }

    /**
     * The other views stand on those of a table. The tables themselves have no name here, whatever a question calls its own: nothing is
     * said to {@code USE} their database.
     */
    private static void makeViews(Connection connection, Optional<String> project) throws SQLException {
        // names of projects hold letters, digits, dots, underscores and hyphens; quoted all the same
        String only = project.map(name -> "WHERE project = '" + name.replace("'", "''") + "'")
                .orElse("");
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> view : VIEWS.entrySet()) {
                boolean ofTable = view.getValue().contains("FROM assay.main.");
                statement.execute(
                        "CREATE TEMP VIEW " + view.getKey() + " AS\n" + view.getValue() + (ofTable ? only : ""));
            }
        }
    }

    private Answer answer(Connection connection, String sql, int maxRows, Duration timeout) throws SQLException {
        try (Statement transaction = connection.createStatement()) {
            transaction.execute("BEGIN TRANSACTION READ ONLY");
            try {
                guard.check(connection, sql);
                return read(connection, sql.strip().replaceFirst(";\\s*$", ""), maxRows, timeout);
            } finally {
                transaction.execute("ROLLBACK");
            }
        }
    }

    /** A line of its own ends a comment that the question may end with. */
    private static Answer read(Connection connection, String sql, int maxRows, Duration timeout) {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT * FROM (\n" + sql + "\n) LIMIT " + (maxRows + 1L))) {
            statement.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
            try (ResultSet row = statement.executeQuery()) {
                return read(row, maxRows);
            }
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            throw new RefusedSqlException(
                    message.startsWith("INTERRUPT")
                            ? "the question took longer than " + timeout.toSeconds() + " s and was given up"
                            : message.strip(),
                    e);
        }
    }

    private static Answer read(ResultSet row, int maxRows) throws SQLException {
        ResultSetMetaData meta = row.getMetaData();
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new Column(meta.getColumnName(i), meta.getColumnTypeName(i)));
        }
        List<List<Json>> rows = new ArrayList<>();
        long size = 0;
        while (row.next()) {
            if (rows.size() == maxRows || size > MAX_ANSWER) {
                return new Answer(columns, rows, false);
            }
            List<Json> values = new ArrayList<>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
                Json value = json(row.getObject(i));
                size += value.text().length();
                values.add(value);
            }
            rows.add(values);
        }
        return new Answer(columns, rows, true);
    }

    private static Json json(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> new Json("null");
            case Boolean truth -> new Json(truth.toString());
            case Double number ->
                Double.isFinite(number) ? new Json(number.toString()) : MessageJson.quote(number.toString());
            case Float number ->
                Float.isFinite(number) ? new Json(number.toString()) : MessageJson.quote(number.toString());
            case BigDecimal number -> new Json(number.toPlainString());
            case Number number -> new Json(number.toString());
            case Array array -> {
                List<String> elements = new ArrayList<>();
                for (Object element : (Object[]) array.getArray()) {
                    elements.add(json(element).text());
                }
                yield new Json(elements.stream().collect(Collectors.joining(",", "[", "]")));
            }
            default -> MessageJson.quote(value.toString());
        };
    }

    private static Map<String, String> definitions() {
        Map<String, String> views = new LinkedHashMap<>();
        views.put("spans", """
                SELECT project,
                       replace(trace_id::VARCHAR, '-', '') AS trace_id,
                       lpad(lower(to_hex(span_id)), 16, '0') AS span_id,
                       lpad(lower(to_hex(parent_span_id)), 16, '0') AS parent_span_id,
                       start_time, end_time, greatest(epoch_ns(end_time) - epoch_ns(start_time), 0) / 1e6 AS duration_ms,
                       name, kind, status, operation, provider, request_model, response_model,
                       coalesce(response_model, request_model) AS model, response_id, error_type, error_message,
                       input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd,
                       finish_reasons, session_id, user_id, tags, prompt_name, prompt_version, service, environment,
                       client_name, client_version, dialect, input_preview, output_preview
                FROM assay.main.spans
                """);
        views.put("texts", """
                SELECT project,
                       replace(trace_id::VARCHAR, '-', '') AS trace_id,
                       lpad(lower(to_hex(span_id)), 16, '0') AS span_id,
                       start_time, input, output, system_instructions, tools, metadata, attributes
                FROM assay.main.texts
                """);
        views.put("scores", """
                SELECT project, id, name, number_value, boolean_value, category_value, text_value, comment, source,
                       evaluator, evaluator_version,
                       replace(trace_id::VARCHAR, '-', '') AS trace_id,
                       lpad(lower(to_hex(span_id)), 16, '0') AS span_id,
                       session_id, time
                FROM assay.main.scores
                """);
        views.put("traces", """
                SELECT project, trace_id, min(start_time) AS start_time, max(end_time) AS end_time,
                       (epoch_ns(max(end_time)) - epoch_ns(min(start_time))) / 1e6 AS duration_ms,
                       arg_min(name, (parent_span_id IS NOT NULL, start_time)) AS name,
                       count(*) AS span_count, count(*) FILTER (status = 'error') AS error_count,
                       list_sort(list_distinct(list(model) FILTER (kind = 'llm'))) AS models,
                       min(session_id) AS session_id, min(user_id) AS user_id, min(service) AS service,
                       min(environment) AS environment
                FROM temp.spans
                GROUP BY project, trace_id
                """);
        return views;
    }
}
