package dev.assay.store.columns;

import dev.assay.store.Batch.SpanWrite;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Takes out the spans that come again. Who sends late may send nothing twice, so rows of traces are asked first whether there is anything, and
 * where in time: the spans of all times would take seconds for each batch.
 */
final class ReplacedSpans {

    /** A span's identity as the columns hold it. */
    record Identity(String project, UUID traceId, long spanId) {

        static Identity of(SpanWrite write) {
            return new Identity(
                    write.project(),
                    Ids.trace(write.span().traceId()),
                    Ids.span(write.span().spanId()));
        }
    }

    private final DuckDBConnection connection;

    /** @param connection of the writer */
    ReplacedSpans(DuckDBConnection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE replaced (project VARCHAR, trace_id UUID, span_id BIGINT)");
        }
    }

    /**
     * In the transaction at hand.
     *
     * @return those of the removed spans that stood for their traces
     */
    Set<Identity> remove(List<SpanWrite> writes) throws SQLException {
        List<SpanWrite> doubtful = writes.stream().filter(SpanWrite::mayExist).toList();
        if (doubtful.isEmpty()) {
            return Set.of();
        }
        try (DuckDBAppender appender = connection.createAppender("temp", "main", "replaced")) {
            for (SpanWrite write : doubtful) {
                Identity identity = Identity.of(write);
                appender.beginRow()
                        .append(identity.project)
                        .appendUUID(
                                identity.traceId.getMostSignificantBits(), identity.traceId.getLeastSignificantBits())
                        .append(identity.spanId)
                        .endRow();
            }
        }
        Optional<Reach.Stretch> stretch =
                TraceStretch.of(connection, new Sql().add("WHERE trace_id IN (SELECT trace_id FROM temp.replaced)"));
        Set<Identity> heads = stretch.isEmpty() ? Set.of() : remove(stretch.get());
        execute(new Sql().add("DELETE FROM temp.replaced"));
        return heads;
    }

    private Set<Identity> remove(Reach.Stretch stretch) throws SQLException {
        Sql same = new Sql()
                .add(
                        "WHERE start_time BETWEEN make_timestamp_ns(?) AND make_timestamp_ns(?)",
                        stretch.first(),
                        stretch.last())
                .add("AND (project, trace_id, span_id) IN (SELECT project, trace_id, span_id FROM temp.replaced)");
        Set<Identity> heads = new HashSet<>();
        Sql sql = new Sql().add("DELETE FROM spans").add(same).add("RETURNING project, trace_id, span_id, head");
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                if (row.getBoolean(4)) {
                    heads.add(new Identity(row.getString(1), row.getObject(2, UUID.class), row.getLong(3)));
                }
            }
        }
        execute(new Sql().add("DELETE FROM texts").add(same));
        // What a span told that is gone, others may have left to it.
        execute(new Sql()
                .add("UPDATE spans SET tells = ?", Telling.EVERYTHING)
                .add(
                        "WHERE start_time BETWEEN make_timestamp_ns(?) AND make_timestamp_ns(?)",
                        stretch.first(),
                        stretch.last())
                .add("AND (project, trace_id) IN (SELECT project, trace_id FROM temp.replaced)"));
        return heads;
    }

    private void execute(Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.executeUpdate();
        }
    }
}
