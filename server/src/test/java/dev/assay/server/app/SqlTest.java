package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Questions in SQL: what is answered, and what nothing gets out of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlTest {

    private static final String SPAN = """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c",
             "spanId":"b7ad6b7169203331","name":"a \\u001b[31mred\\u202e name","startTimeUnixNano":"1795435200000000000",
             "endTimeUnixNano":"1795435201500000000","attributes":[
              {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
              {"key":"gen_ai.request.model","value":{"stringValue":"gpt, \\"5\\""}},
              {"key":"gen_ai.input.messages","value":{"stringValue":"[{\\"role\\":\\"user\\",\\"parts\\":[]}]"}}]}]}]}]}
            """;

    private final Path data;
    private final App app;

    SqlTest(@TempDir Path folder) {
        Clock clock = Clock.systemUTC();
        data = folder.resolve("data");
        app = App.start(new Config(data, "127.0.0.1", 0, 0), clock, new TimeOrderedIds(clock));
    }

    @BeforeAll
    void send() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(app.url() + "/v1/traces"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(SPAN))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
        await().until(app::isCaughtUp);
    }

    @AfterAll
    void close() {
        app.close();
    }

    @Test
    void everyViewIsAnswered_besideTheRunningServer() {
        for (String view : List.of("spans", "texts", "scores", "traces")) {
            assertThat(ask("--format", "json", "SELECT * FROM " + view)).contains("\"complete\":true");
            assertThat(ask("DESCRIBE " + view)).contains("column_name", "project");
            assertThat(ask("SUMMARIZE " + view)).contains("approx_unique");
        }
        assertThat(ask("--format", "jsonl", "SELECT trace_id, span_count, models FROM traces"))
                .isEqualTo("{\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\",\"span_count\":1,"
                        + "\"models\":[\"gpt, \\\"5\\\"\"]}\n");
        assertThat(ask("--format", "csv", "SELECT model, cost_usd, duration_ms FROM spans -- a comment"))
                .isEqualTo("model,cost_usd,duration_ms\r\n\"gpt, \"\"5\"\"\",,1500.0\r\n");
        assertThat(ask("WITH slow AS (FROM spans WHERE duration_ms > 1000) SELECT count(*) FROM slow, range(3);"))
                .contains("count_star()", "3");
    }

    @Test
    void hostileTextsDoNothingInATable() {
        assertThat(ask("SELECT name FROM spans"))
                .contains("a \uFFFD[31mred\uFFFD name")
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void moreRowsThanWanted_areSaid() {
        assertThat(ask("--max-rows", "2", "SELECT * FROM range(5)")).contains("There are more rows");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO spans SELECT * FROM spans",
                "DELETE FROM scores",
                "UPDATE spans SET name = ''",
                "CREATE TABLE t AS SELECT 1",
                "DROP VIEW spans",
                "COPY spans TO '/tmp/assay-sql-test.csv'",
                "COPY (SELECT 1) TO 'x.parquet'",
                "EXPORT DATABASE '/tmp/assay-sql-test'",
                "ATTACH '/tmp/assay-sql-test.db'",
                "DETACH assay",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "SET memory_limit = '10GB'",
                "PRAGMA database_list",
                "CALL force_checkpoint()",
                "CHECKPOINT",
                "COMMIT",
                "BEGIN",
                "SELECT 1; DELETE FROM scores",
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM 'server.json'",
                "SELECT * FROM glob('/*')",
                "SELECT (SELECT content FROM read_text('/etc/passwd') LIMIT 1)",
                "WITH \"/etc/passwd\" AS (SELECT 1) SELECT * FROM (WITH x AS (SELECT 1) SELECT * FROM \"/etc/passwd\")",
                "SELECT * FROM query('DELETE FROM scores')",
                "SELECT * FROM query_table('spans')",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM duckdb_secrets()",
                "SELECT * FROM sqlite_scan('records.db', 'users')",
                "SELECT * FROM assay.main.spans",
                "SELECT * FROM projection",
                "WITH x AS (WITH contents AS (SELECT 1) SELECT * FROM contents) SELECT * FROM contents",
                "WITH x AS (WITH reach AS (SELECT 1) SELECT * FROM reach) SELECT * FROM reach",
                "SELECT * FROM information_schema.tables",
                "SHOW TABLES",
                "EXPLAIN ANALYZE SELECT 1",
                "SELECT 1) TO (SELECT 2",
                "SELECT * FROM spans) LIMIT 1; DELETE FROM scores; --",
                "",
            })
    void whatIsNoQuestionToTheViews_isRefused(String sql) throws Exception {
        String before = ask("--format", "json", "SELECT (SELECT count(*) FROM spans), (SELECT count(*) FROM scores)");
        assertThat(ask(sql)).as(sql).startsWith("assay: the server answers 400: ");
        assertThat(ask("--format", "json", "SELECT (SELECT count(*) FROM spans), (SELECT count(*) FROM scores)"))
                .isEqualTo(before);
        try (var files = Files.list(Path.of("/tmp"))) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.startsWith("/tmp/assay-sql-test"));
        }
    }

    /** The views and their columns are a promise. */
    @Test
    void theDocumentNamesEveryColumn() throws Exception {
        String document = Files.readString(Path.of("../docs/sql.md"));
        for (String view : List.of("spans", "texts", "scores", "traces")) {
            String part = document.substring(document.indexOf("\n## `" + view + "`"));
            String answer = ask("--format", "json", "SELECT column_name FROM (DESCRIBE " + view + ")");
            JsonMapper.shared()
                    .readTree(answer)
                    .path("rows")
                    .forEach(row ->
                            assertThat(part).as(view).contains("`" + row.path(0).asString() + "`"));
        }
    }

    /** The question comes last. */
    private String ask(String... arguments) {
        StringWriter said = new StringWriter();
        List<String> all = new ArrayList<>(List.of("sql", "--data", data.toString()));
        all.addAll(List.of(arguments).subList(0, arguments.length - 1));
        all.addAll(List.of("-c", arguments[arguments.length - 1]));
        Main.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(all.toArray(String[]::new));
        return said.toString();
    }
}
