package dev.assay.store.columns;

import dev.assay.model.SpanContent;
import dev.assay.store.Batch.ContentWrite;
import dev.assay.store.json.MessageJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.duckdb.DuckDBAppender;

/** Messages that came beside their spans. */
final class Contents {

    private static final String SELECT = """
            SELECT DISTINCT trace_id, span_id, epoch_ns(time) AS time_ns, direction, index, message, finish_reason
            FROM contents
            """;

    private Contents() {}

    static void append(DuckDBAppender appender, ContentWrite write) throws SQLException {
        SpanContent content = write.content();
        UUID trace = Ids.trace(content.traceId());
        appender.beginRow()
                .append(write.project())
                .appendUUID(trace.getMostSignificantBits(), trace.getLeastSignificantBits())
                .append(Ids.span(content.spanId()))
                .appendEpochNanos(Sql.storedNanos(content.time()))
                .append(content.direction().name().toLowerCase(Locale.ROOT))
                .append(content.index())
                .append(MessageJson.write(List.of(content.message())));
        if (content.finishReason().isEmpty()) {
            appender.appendNull();
        } else {
            appender.append(content.finishReason());
        }
        appender.endRow();
    }

    /** By time, then by index. */
    static List<SpanContent> ofTraces(Connection connection, String project, Collection<String> traceIds)
            throws SQLException {
        List<SpanContent> contents = new ArrayList<>();
        Sql sql = new Sql()
                .add(SELECT)
                .add("WHERE project = ?", project)
                .add(
                        "AND trace_id IN (" + Sql.marks(traceIds.size()) + ")",
                        traceIds.stream().map(Ids::trace).toArray())
                .add("ORDER BY time_ns, index, message");
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            Columnar columns = new Columnar(row);
            while (row.next()) {
                contents.add(new SpanContent(
                        columns.traceId("trace_id"),
                        columns.spanIdOrEmpty("span_id"),
                        columns.instant("time_ns"),
                        SpanContent.Direction.valueOf(columns.text("direction").toUpperCase(Locale.ROOT)),
                        columns.integer("index"),
                        MessageJson.read(columns.text("message")).getFirst(),
                        columns.text("finish_reason")));
            }
        }
        return contents;
    }
}
