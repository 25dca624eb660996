package dev.assay.store.columns;

import dev.assay.store.ExportSpans;
import dev.assay.store.TraceFilter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Parquet, which the engine writes itself, in row groups, so that little of it is in memory at once. */
final class ExportSpansQuery implements ExportSpans {

    private static final String SELECT = """
            SELECT replace(s.trace_id::VARCHAR, '-', '') AS trace_id,
                   lpad(lower(to_hex(s.span_id)), 16, '0') AS span_id,
                   lpad(lower(to_hex(s.parent_span_id)), 16, '0') AS parent_span_id,
                   s.name, s.kind, s.status, s.start_time, s.end_time,
                   s.operation, s.provider, s.request_model, s.response_model, s.response_id,
                   s.error_type, s.error_message,
                   s.input_tokens, s.output_tokens, s.cache_read_tokens, s.cache_write_tokens, s.reasoning_tokens,
                   s.cost_usd, s.finish_reasons, s.session_id, s.user_id, s.tags, s.prompt_name, s.prompt_version,
                   s.service, s.environment, s.client_name, s.client_version, s.dialect,
                   t.input, t.output, t.system_instructions, t.tools, t.metadata, t.attributes
            """;

    private final Readers readers;
    private final Reach reach;

    ExportSpansQuery(Readers readers, Reach reach) {
        this.readers = readers;
        this.reach = reach;
    }

    @Override
    public long write(TraceFilter filter, Path file) {
        return readers.ask(connection -> write(connection, filter, file));
    }

    private long write(Connection connection, TraceFilter filter, Path file) throws SQLException {
        Sql sql = new Sql().add("COPY (").indent().add(SELECT).add("FROM (").indent();
        sql.add("SELECT * FROM spans s WHERE");
        FilterSql.addToSpans(sql, filter, reach);
        sql.outdent().add(") s");
        sql.add("JOIN texts t ON t.project = s.project AND t.trace_id = s.trace_id AND t.span_id = s.span_id");
        sql.outdent().add(") TO '" + file.toString().replace("'", "''") + "' (FORMAT parquet, COMPRESSION zstd)");
        try (PreparedStatement statement = sql.prepare(connection)) {
            return statement.executeUpdate();
        }
    }
}
