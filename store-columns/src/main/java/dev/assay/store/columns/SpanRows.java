package dev.assay.store.columns;

import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.store.SpanRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The narrow rows of whole traces. */
final class SpanRows {

    static final String SELECT = """
            SELECT trace_id, span_id, parent_span_id,
                   encode(name) AS name, encode(kind) AS kind, encode(status) AS status,
                   encode(coalesce(response_model, request_model)) AS model,
                   epoch_ns(start_time) AS start_ns, epoch_ns(end_time) AS end_ns,
                   input_tokens, output_tokens, cost_usd,
                   encode(session_id) AS session_id, encode(user_id) AS user_id,
                   encode(environment) AS environment, encode(service) AS service, tags,
                   encode(input_preview) AS input_preview, encode(output_preview) AS output_preview
            FROM spans
            """;

    /** So many are read without a look at how many there are. */
    private static final int FEW = 2_000;

    private SpanRows() {}

    /** To be asked in a transaction. */
    static Map<String, List<SpanRow>> ofTraces(Connection connection, String project, Collection<String> traceIds)
            throws SQLException {
        if (traceIds.isEmpty()) {
            return Map.of();
        }
        Optional<Reach.Stretch> stretch = TraceStretch.of(connection, project, traceIds);
        return stretch.isEmpty()
                ? Map.of()
                : read(connection, ofPlaces(project, traceIds, Reach.window(new Sql(), stretch.get())));
    }

    /** First where they are, from narrow columns: a join would read the previews of every row that it passes. */
    private static Sql ofPlaces(String project, Collection<String> traceIds, Sql window) {
        Sql sql = new Sql().add(SELECT).add("WHERE rowid IN (").indent();
        addPlaces(sql, project, traceIds, window);
        return sql.outdent().add(")");
    }

    /**
     * Of those that have no more than {@link LargeTraces#LARGE} spans, or of all where they have few together.
     *
     * @param window further conditions on where the spans lie; empty where nothing is known
     */
    static Map<String, List<SpanRow>> ofSmallTraces(
            Connection connection, String project, Collection<String> traceIds, Sql window) throws SQLException {
        if (traceIds.isEmpty()) {
            return Map.of();
        }
        // To count first takes half as long as to read the rows of a page, and large traces are rare.
        Map<String, List<SpanRow>> rows =
                read(connection, ofPlaces(project, traceIds, window).add("LIMIT ?", FEW + 1));
        return rows.values().stream().mapToInt(List::size).sum() <= FEW
                ? rows
                : ofCounted(connection, project, traceIds, window);
    }

    private static Map<String, List<SpanRow>> ofCounted(
            Connection connection, String project, Collection<String> traceIds, Sql window) throws SQLException {
        Sql sql = new Sql().add(SELECT).add("WHERE rowid IN (").indent();
        sql.add("SELECT place FROM (").indent();
        sql.add("SELECT rowid AS place, count(*) OVER (PARTITION BY trace_id) AS spans FROM spans");
        addOfTraces(sql, project, traceIds, window);
        sql.outdent().add(")").add("WHERE spans <= " + LargeTraces.LARGE);
        return read(connection, sql.outdent().add(")"));
    }

    /** Those at these places, which a statement told before in the same transaction, or which may be gone. */
    static Map<String, List<SpanRow>> at(Connection connection, Collection<Long> places) throws SQLException {
        if (places.isEmpty()) {
            return Map.of();
        }
        return read(
                connection,
                new Sql().add(SELECT).add("WHERE rowid IN (" + Sql.marks(places.size()) + ")", places.toArray()));
    }

    /** Adds a query for where the spans of traces are. */
    static void addPlaces(Sql sql, String project, Collection<String> traceIds, Sql window) {
        addOfTraces(sql.add("SELECT rowid FROM spans"), project, traceIds, window);
    }

    private static void addOfTraces(Sql sql, String project, Collection<String> traceIds, Sql window) {
        sql.add("WHERE project = ?", project).addTraceIds("trace_id", traceIds).add(window);
    }

    private static Map<String, List<SpanRow>> read(Connection connection, Sql sql) throws SQLException {
        Map<String, List<SpanRow>> byTrace = new HashMap<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            Columnar columns = new Columnar(row);
            while (row.next()) {
                SpanRow span = row(columns);
                byTrace.computeIfAbsent(span.traceId(), _ -> new ArrayList<>()).add(span);
            }
        }
        return byTrace;
    }

    static SpanRow row(Columnar row) throws SQLException {
        return new SpanRow(
                row.traceId("trace_id"),
                row.spanIdOrEmpty("span_id"),
                row.spanIdOrEmpty("parent_span_id"),
                row.text("name"),
                SpanKind.ofLabel(row.text("kind")),
                Status.ofLabel(row.text("status")),
                row.text("model"),
                row.instant("start_ns"),
                row.instant("end_ns"),
                row.number("input_tokens"),
                row.number("output_tokens"),
                row.decimal("cost_usd"),
                row.text("session_id"),
                row.text("user_id"),
                row.text("environment"),
                row.text("service"),
                row.texts("tags"),
                row.text("input_preview"),
                row.text("output_preview"));
    }
}
