package dev.assay.bench;

import dev.assay.store.columns.DuckColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * A data folder with very many spans in its columns, which the engine makes by itself within minutes; kept in the temporary folder for the
 * next run. The journal is empty, as after its files were lost: what is measured is how a start depends on the columns.
 */
final class StartData {

    /** A trace has six spans, a session four traces; one span in a hundred has a score, and one in a hundred a message beside it. */
    private static final String SPANS = """
            INSERT INTO big.spans BY NAME
            SELECT
                'default' AS project,
                md5((i // 6)::VARCHAR)::UUID AS trace_id,
                (hash(i) >> 1)::BIGINT AS span_id,
                CASE WHEN i % 6 > 0 THEN (hash(i - i % 6) >> 1)::BIGINT END AS parent_span_id,
                i % 6 = 0 AS head,
                make_timestamp_ns(1767225600000000000 + i * {step}) AS start_time,
                make_timestamp_ns(1767225600000000000 + i * {step} + 900000000 + (hash(i) % 1000000)::BIGINT) AS end_time,
                ['agent', 'chat gpt-5', 'search', 'chat gpt-5-mini', 'lookup', 'chat claude'][i % 6 + 1] AS name,
                ['agent', 'llm', 'tool', 'llm', 'tool', 'llm'][i % 6 + 1] AS kind,
                CASE WHEN hash(i) % 40 = 0 THEN 'error' ELSE 'unset' END AS status,
                CASE WHEN i % 2 = 1 THEN 'chat' END AS operation,
                CASE WHEN i % 2 = 1 THEN 'openai' END AS provider,
                CASE WHEN i % 2 = 1 THEN 'gpt-5-mini' END AS request_model,
                CASE WHEN i % 2 = 1 THEN 'gpt-5-mini-2026-01-01' END AS response_model,
                CASE WHEN i % 2 = 1 THEN 300 + (hash(i) % 3000)::BIGINT END AS input_tokens,
                CASE WHEN i % 2 = 1 THEN 20 + (hash(i) % 900)::BIGINT END AS output_tokens,
                CASE WHEN i % 2 = 1 THEN (hash(i) % 900) / 1e5 END AS cost_usd,
                'session-' || i // 24 AS session_id,
                'user-' || hash(i // 24) % 100000 AS user_id,
                'support' AS service,
                'production' AS environment,
                'otel' AS client_name,
                '1.0' AS client_version,
                'gen_ai' AS dialect,
                CASE WHEN i % 6 = 0 THEN 'Where is order ' || hash(i) || '?' END AS input_preview,
                CASE WHEN i % 6 = 0 THEN 'Order ' || hash(i) || ' is on its way.' END AS output_preview,
                1 AS arrival,
                CASE WHEN i % 6 = 0 THEN -1 ELSE 0 END AS tells
            FROM range({from}, {to}) AS numbers(i)
            """;

    /** One row for each trace, as after all of them have settled. */
    private static final String TRACES = """
            INSERT INTO big.traces BY NAME
            SELECT
                'default' AS project,
                md5((i // 6)::VARCHAR)::UUID AS trace_id,
                make_timestamp_ns(1767225600000000000 + i * {step}) AS started,
                started AS first_start,
                make_timestamp_ns(1767225600000000000 + (i + 5) * {step}) AS last_start,
                make_timestamp_ns(1767225600000000000 + (i + 5) * {step} + 900000000) AS ended,
                5 * {step} + 900000000 AS nanos,
                true AS rooted,
                hash(i) % 40 = 0 AS failed,
                900 + (hash(i) % 9000)::BIGINT AS input_tokens,
                60 + (hash(i) % 2700)::BIGINT AS output_tokens,
                (hash(i) % 2700) / 1e5 AS cost_usd,
                'session-' || i // 24 AS session_id,
                concat_ws(chr(31), 'agent', 'chat gpt-5', 'search', 'chat gpt-5-mini', 'lookup', 'chat claude') AS names,
                concat_ws(chr(31), 'agent', 'llm', 'tool') AS kinds,
                CASE WHEN hash(i) % 40 = 0 THEN 'error' ELSE 'unset' END AS statuses,
                'openai' AS providers,
                'gpt-5-mini' AS request_models,
                'gpt-5-mini-2026-01-01' AS response_models,
                session_id AS sessions,
                'user-' || hash(i // 24) % 100000 AS users,
                'support' AS services,
                'production' AS environments
            FROM range({from} + (6 - {from} % 6) % 6, {to}, 6) AS numbers(i)
            """;

    private static final String TEXTS = """
            INSERT INTO big.texts BY NAME
            SELECT
                'default' AS project,
                md5((i // 6)::VARCHAR)::UUID AS trace_id,
                (hash(i) >> 1)::BIGINT AS span_id,
                make_timestamp_ns(1767225600000000000 + i * {step}) AS start_time,
                '[{"role":"user","parts":[{"type":"text","content":"Where is order ' || hash(i) || '?"}]}]' AS input,
                '[{"role":"assistant","parts":[{"type":"text","content":"Order ' || hash(i) || ' is on its way."}]}]' AS output
            FROM range({from}, {to}) AS numbers(i)
            """;

    private static final String SCORES = """
            INSERT INTO big.scores BY NAME
            SELECT
                'default' AS project,
                'score-' || i AS id,
                'helpful' AS name,
                hash(i) % 2 = 0 AS boolean_value,
                'user' AS source,
                md5((i // 6)::VARCHAR)::UUID AS trace_id,
                make_timestamp_ns(1767225600000000000 + i * {step}) AS time
            FROM range({from}, {to}, 100) AS numbers(i)
            """;

    private static final String CONTENTS = """
            INSERT INTO big.contents BY NAME
            SELECT
                'default' AS project,
                md5((i // 6)::VARCHAR)::UUID AS trace_id,
                (hash(i) >> 1)::BIGINT AS span_id,
                make_timestamp_ns(1767225600000000000 + i * {step}) AS time,
                'input' AS direction,
                0 AS index,
                '[{"role":"user","parts":[]}]' AS message
            FROM range({from}, {to}, 100) AS numbers(i)
            """;

    /** Each hour was widened ten times. */
    private static final String REACH = """
            INSERT INTO big.reach
            SELECT 'default', hour, hour * 3600000000000, hour * 3600000000000 + widened * 600000000000
            FROM range(1767225600 // 3600, 1767225600 // 3600 + 24 * {days}) AS hours(hour), range(1, 11) AS wide(widened)
            """;

    private static final long CHUNK = 2_048_000; // whole row groups
    private static final long DAYS = 180;

    private StartData() {}

    /** @return a data folder */
    static Path ready(long spans) throws IOException, SQLException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "assay-bench-start-" + spans);
        Path done = folder.resolve("made");
        if (!Files.exists(done)) {
            if (Files.exists(folder)) {
                IngestBench.delete(folder);
            }
            Files.createDirectories(folder);
            System.err.printf(Locale.ROOT, "writing %,d spans to %s%n", spans, folder);
            write(folder.resolve("columns.duckdb"), spans);
            Files.createFile(done);
        }
        return folder;
    }

    private static void write(Path file, long spans) throws SQLException {
        new DuckColumns(file, 512).close();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET memory_limit = '3GB'");
            statement.execute("ATTACH '" + file + "' AS big (STORAGE_VERSION 'latest', ROW_GROUP_SIZE 20480, "
                    + "RECOVERY_MODE no_wal_writes)");
            for (long from = 0; from < spans; from += CHUNK) {
                long to = Math.min(spans, from + CHUNK);
                for (String sql : new String[] {SPANS, TRACES, TEXTS, SCORES, CONTENTS}) {
                    statement.execute(filled(sql, spans)
                            .replace("{from}", Long.toString(from))
                            .replace("{to}", Long.toString(to)));
                }
                statement.execute("CHECKPOINT big");
                System.err.printf(Locale.ROOT, "%,d%n", to);
            }
            statement.execute(filled(REACH, spans));
            statement.execute(
                    "INSERT INTO big.nested VALUES ('default', 1, 9223372036854775807, -9223372036854775808)");
            statement.execute("INSERT INTO big.settled VALUES (1)");
            statement.execute("UPDATE big.projection SET position = 1");
            statement.execute("CHECKPOINT big");
        }
    }

    private static String filled(String sql, long spans) {
        return sql.replace("{step}", Long.toString(DAYS * 86_400_000_000_000L / spans))
                .replace("{days}", Long.toString(DAYS));
    }
}
