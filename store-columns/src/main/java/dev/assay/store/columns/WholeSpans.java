package dev.assay.store.columns;

import dev.assay.model.Client;
import dev.assay.model.Json;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.Usage;
import dev.assay.store.SpanRow;
import dev.assay.store.json.MessageJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/** Spans with their texts, of whole traces. */
final class WholeSpans {

    private static final String SELECT = """
            SELECT s.trace_id, s.span_id, s.parent_span_id,
                   encode(s.name) AS name, encode(s.kind) AS kind, encode(s.status) AS status,
                   epoch_ns(s.start_time) AS start_ns, epoch_ns(s.end_time) AS end_ns,
                   encode(s.operation) AS operation, encode(s.provider) AS provider,
                   encode(s.request_model) AS request_model, encode(s.response_model) AS response_model,
                   encode(s.error_type) AS error_type, encode(s.error_message) AS error_message,
                   s.input_tokens, s.output_tokens, s.cache_read_tokens, s.cache_write_tokens, s.reasoning_tokens,
                   s.cost_usd, s.finish_reasons, encode(s.session_id) AS session_id, encode(s.user_id) AS user_id,
                   s.tags, encode(s.prompt_name) AS prompt_name, encode(s.prompt_version) AS prompt_version,
                   encode(s.service) AS service, encode(s.environment) AS environment,
                   encode(s.client_name) AS client_name, encode(s.client_version) AS client_version,
                   encode(s.dialect) AS dialect, encode(s.response_id) AS response_id,
                   encode(t.input) AS input, encode(t.output) AS output,
                   encode(t.system_instructions) AS system_instructions, encode(t.tools) AS tools,
                   encode(t.metadata) AS metadata, encode(t.attributes) AS attributes
            FROM spans s
            JOIN texts t ON t.project = s.project AND t.trace_id = s.trace_id AND t.span_id = s.span_id
            """;

    private WholeSpans() {}

    /** By start time, then by span id. */
    static List<Span> ofTraces(Connection connection, String project, Collection<String> traceIds) throws SQLException {
        if (traceIds.isEmpty()) {
            return List.of();
        }
        Optional<Reach.Stretch> stretch = TraceStretch.of(connection, project, traceIds);
        if (stretch.isEmpty()) {
            return List.of();
        }
        Sql sql = new Sql().add(SELECT).add("WHERE true");
        addRows(sql, project, traceIds, Reach.window(new Sql(), stretch.get()));
        return read(connection, sql);
    }

    /** First where they are, from narrow columns: a join would read the texts of every row that it passes. */
    private static void addRows(Sql sql, String project, Collection<String> traceIds, Sql further) {
        for (String table : List.of("spans", "texts")) {
            sql.add("AND " + table.charAt(0) + ".rowid IN (").indent();
            sql.add("SELECT rowid FROM " + table);
            sql.add("WHERE project = ?", project).addTraceIds("trace_id", traceIds);
            sql.add(further).outdent().add(")");
        }
    }

    private static List<Span> read(Connection connection, Sql sql) throws SQLException {
        List<Span> spans = new ArrayList<>();
        sql.add("ORDER BY s.start_time, " + FieldSql.ordered("s.span_id"));
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            Columnar columns = new Columnar(row);
            while (row.next()) {
                spans.add(span(columns));
            }
        }
        return spans;
    }

    /** How large a span's texts are, and when it starts, which tells where they lie. */
    record Size(String spanId, long startNanos, long bytes) {}

    /** Of those that are there, by start time, then by span id. */
    static List<Size> sizes(Connection connection, String project, String traceId, Collection<String> spanIds)
            throws SQLException {
        List<Size> sizes = new ArrayList<>();
        Optional<Reach.Stretch> stretch =
                spanIds.isEmpty() ? Optional.empty() : TraceStretch.of(connection, project, List.of(traceId));
        if (stretch.isEmpty()) {
            return sizes;
        }
        Sql sql = new Sql()
                .add("SELECT span_id, epoch_ns(start_time) AS start_ns,")
                .add("       coalesce(strlen(input), 0) + coalesce(strlen(output), 0) AS bytes")
                .add("FROM texts")
                .add("WHERE rowid IN (")
                .indent()
                .add("SELECT rowid FROM texts")
                .add("WHERE project = ? AND trace_id = ?", project, Ids.trace(traceId))
                .add(
                        "AND span_id IN (" + Sql.marks(spanIds.size()) + ")",
                        spanIds.stream().map(Ids::span).toArray())
                .add(Reach.window(new Sql(), stretch.get()))
                .outdent()
                .add(")")
                .add("ORDER BY start_time, " + FieldSql.ordered("span_id"));
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                sizes.add(new Size(Ids.span(row.getLong(1)), row.getLong(2), row.getLong(3)));
            }
        }
        return sizes;
    }

    /** By start time, then by span id. */
    static List<Span> ofSizes(Connection connection, String project, String traceId, List<Size> sizes)
            throws SQLException {
        return ofKeys(
                connection,
                project,
                List.of(traceId),
                sizes.stream().map(Size::spanId).toList(),
                sizes.stream().mapToLong(Size::startNanos).summaryStatistics());
    }

    /** Those that the rows are of, by start time, then by span id. */
    static List<Span> ofRows(Connection connection, String project, List<SpanRow> rows) throws SQLException {
        return ofKeys(
                connection,
                project,
                rows.stream().map(SpanRow::traceId).distinct().toList(),
                rows.stream().map(SpanRow::spanId).distinct().toList(),
                rows.stream().mapToLong(row -> Sql.nanos(row.startTime())).summaryStatistics());
    }

    private static List<Span> ofKeys(
            Connection connection,
            String project,
            List<String> traceIds,
            List<String> spanIds,
            LongSummaryStatistics starts)
            throws SQLException {
        if (spanIds.isEmpty()) {
            return List.of();
        }
        Sql sql = new Sql().add(SELECT).add("WHERE true");
        Sql further = new Sql()
                .add(
                        "AND span_id IN (" + Sql.marks(spanIds.size()) + ")",
                        spanIds.stream().map(Ids::span).toArray())
                .add(Reach.window(new Sql(), new Reach.Stretch(starts.getMin(), starts.getMax())));
        addRows(sql, project, traceIds, further);
        return read(connection, sql);
    }

    private static Span span(Columnar row) throws SQLException {
        SpanBuilder span = new SpanBuilder(row.traceId("trace_id"), row.spanIdOrEmpty("span_id"));
        span.parentSpanId = row.spanIdOrEmpty("parent_span_id");
        span.name = row.text("name");
        span.kind = SpanKind.ofLabel(row.text("kind"));
        span.status = Status.ofLabel(row.text("status"));
        span.startTime = row.instant("start_ns");
        span.endTime = row.instant("end_ns");
        span.operation = row.text("operation");
        span.provider = row.text("provider");
        span.requestModel = row.text("request_model");
        span.responseModel = row.text("response_model");
        span.errorType = row.text("error_type");
        span.errorMessage = row.text("error_message");
        span.usage = new Usage(
                row.number("input_tokens"),
                row.number("output_tokens"),
                row.number("cache_read_tokens"),
                row.number("cache_write_tokens"),
                row.number("reasoning_tokens"));
        span.costUsd = row.decimal("cost_usd");
        span.finishReasons = row.texts("finish_reasons");
        span.sessionId = row.text("session_id");
        span.userId = row.text("user_id");
        span.tags = row.texts("tags");
        span.promptName = row.text("prompt_name");
        span.promptVersion = row.text("prompt_version");
        span.service = row.text("service");
        span.environment = row.text("environment");
        span.client = new Client(row.text("client_name"), row.text("client_version"), row.text("dialect"));
        span.responseId = row.text("response_id");
        span.input = MessageJson.read(row.text("input"));
        span.output = MessageJson.read(row.text("output"));
        span.systemInstructions = MessageJson.readParts(row.text("system_instructions"));
        span.tools = Json.of(row.text("tools"));
        span.metadata = Json.of(row.text("metadata"));
        span.attributes = Json.of(row.text("attributes"));
        return span.build();
    }
}
