package dev.assay.bench;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * What a server has acknowledged, to be looked for in its columns once it has ended.
 *
 * @param requests numbers of those that were acknowledged
 * @param traceIds of the spans of such a request, each of which is a trace of its own
 */
record KeptSpans(Stream<Long> requests, LongFunction<Stream<UUID>> traceIds) {

    /**
     * @param missing acknowledged spans that are not there
     * @param repeated spans that are there more than once, acknowledged or not
     */
    record Found(long acknowledged, long missing, long repeated) {}

    /** @param file of the columns, which nobody works on */
    Found in(Path file) throws SQLException {
        try (DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET memory_limit = '4GB'");
            statement.execute("SET temp_directory = '" + file + ".tmp'");
            statement.execute("ATTACH '" + file + "' AS assay (READ_ONLY)");
            statement.execute("CREATE TABLE memory.acknowledged (trace_id UUID)");
            try (DuckDBAppender appender = connection.createAppender("memory", "main", "acknowledged")) {
                for (Iterator<UUID> each = requests.flatMap(traceIds::apply).iterator(); each.hasNext(); ) {
                    UUID id = each.next();
                    appender.beginRow()
                            .appendUUID(id.getMostSignificantBits(), id.getLeastSignificantBits())
                            .endRow();
                }
            }
            return new Found(
                    number(statement, "SELECT count(*) FROM memory.acknowledged"),
                    number(
                            statement,
                            "SELECT count(*) FROM memory.acknowledged ANTI JOIN assay.spans USING (trace_id)"),
                    number(statement, "SELECT count(*) - count(DISTINCT trace_id) FROM assay.spans"));
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
