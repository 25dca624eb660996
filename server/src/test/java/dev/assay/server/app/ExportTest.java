package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is exported comes back: as OTLP the very same spans, as JSONL the same texts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final App app;

    ExportTest(@TempDir Path folder) {
        this.folder = folder;
        app = start(folder.resolve("data"));
    }

    private static App start(Path data) {
        Clock clock = Clock.systemUTC();
        return App.start(new Config(data, "127.0.0.1", 0, 0), clock, new TimeOrderedIds(clock));
    }

    /** What real clients of every dialect sent. */
    @BeforeAll
    void send() throws Exception {
        Path payloads = Path.of(
                Objects.requireNonNull(ExportTest.class.getResource("/otlp")).toURI());
        try (Stream<Path> files = Files.walk(payloads)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                if (text.contains("\"resourceSpans\"")) {
                    post(app, text);
                }
            }
        }
        await().until(app::isCaughtUp);
    }

    @AfterAll
    void close() {
        app.close();
    }

    @Test
    void otlpComesBackAsTheVerySameSpans() throws Exception {
        for (String of : List.of("spans", "traces")) {
            Path file = folder.resolve(of + ".otlp.jsonl");
            export("--format", "otlp", "--of", of, "--out", file.toString());
            try (App other = start(folder.resolve("again-" + of))) {
                for (String line : Files.readAllLines(file)) {
                    post(other, line);
                }
                await().until(other::isCaughtUp);
                List<JsonNode> before = spans(app);
                assertThat(before).hasSizeGreaterThan(50);
                assertThat(spans(other)).containsExactlyElementsOf(before);
            }
        }
    }

    @Test
    void jsonlIsReadByTheImport() throws Exception {
        Path file = folder.resolve("calls.jsonl");
        export("--filter", "kind:llm has:input has:output", "--out", file.toString());
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSizeGreaterThan(10);
        StringWriter said = new StringWriter();
        int code = new CommandLine(new ImportCommand())
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute("--data", folder.resolve("imported").toString(), file.toString());
        assertThat(code).as(said.toString()).isZero();
        try (App other = start(folder.resolve("imported"))) {
            List<JsonNode> imported = spans(other);
            assertThat(imported).hasSize(lines.size());
            assertThat(texts(imported, "responseModel", "requestModel"))
                    .isEqualTo(texts(
                            lines.stream().map(JsonMapper.shared()::readTree).toList(),
                            "responseModel",
                            "requestModel"));
        }
    }

    @Test
    void aLineIsARow_howeverItsJsonCame() throws Exception {
        try (App other = start(folder.resolve("pretty"))) {
            post(other, """
                    {"resourceSpans": [{"scopeSpans": [{"spans": [{
                      "traceId": "5b8efff798038103d269b633813fc60c", "spanId": "eee19b7ec3c1b174", "name": "chat",
                      "startTimeUnixNano": "1760000000000000000", "endTimeUnixNano": "1760000001000000000",
                      "attributes": [
                        {"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}},
                        {"key": "gen_ai.tool.definitions",
                         "value": {"stringValue": "[\\n  {\\r\\n    \\"name\\": \\"a\\\\nb\\"\\n  }\\n]"}}
                      ]}]}]}]}
                    """);
            await().until(other::isCaughtUp);
            for (String of : List.of("spans", "traces")) {
                Path file = folder.resolve("pretty-" + of + ".jsonl");
                assertThat(new CommandLine(new ExportCommand())
                                .execute("--url", other.url(), "--of", of, "--out", file.toString()))
                        .isZero();
                List<String> lines = Files.readAllLines(file);
                assertThat(lines).hasSize(1);
                JsonNode row = JsonMapper.shared().readTree(lines.getFirst());
                JsonNode span = of.equals("spans") ? row : row.path("spans").get(0);
                assertThat(span.path("tools").get(0).path("name").asString()).isEqualTo("a\nb");
            }
        }
    }

    @Test
    void parquetHasARowASpan_andFiltersCount() throws Exception {
        Path file = folder.resolve("calls.parquet");
        export("--format", "parquet", "--filter", "kind:llm", "--out", file.toString());
        long expected = spans(app).stream()
                .filter(span -> span.path("kind").asString().equals("llm"))
                .count();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*), count(DISTINCT trace_id || span_id), "
                        + "count(*) FILTER (kind <> 'llm'), count(input) FROM '" + file + "'")) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(expected).isPositive();
            assertThat(row.getLong(2)).isEqualTo(expected);
            assertThat(row.getLong(3)).isZero();
            assertThat(row.getLong(4)).isPositive();
        }
        try (Stream<Path> left = Files.walk(folder.resolve("data"))) {
            assertThat(left.map(Path::toString)).noneMatch(name -> name.endsWith(".parquet"));
        }
    }

    @Test
    void aRefusedExportSaysWhy_andLeavesNoFile() {
        Path file = folder.resolve("no.parquet");
        assertThat(run("--filter", "modle:x", "--out", file.toString())).contains("'modle' is no field");
        assertThat(run("--format", "xml", "--out", file.toString()))
                .contains("format is 'xml' (expected: one of jsonl, otlp, parquet)");
        assertThat(run("--format", "parquet", "--of", "traces", "--out", file.toString()))
                .contains("expected: of=spans");
        assertThat(run("--project", "nobody", "--out", file.toString())).contains("there is no project 'nobody'");
        assertThat(folder.resolve("no.parquet")).doesNotExist();
        assertThat(folder.resolve("no.parquet.part")).doesNotExist();
    }

    private static List<String> texts(List<JsonNode> spans, String... fields) {
        List<String> models = new ArrayList<>();
        for (JsonNode span : spans) {
            String model = span.path(fields[0]).asString("");
            models.add(model.isEmpty() ? span.path(fields[1]).asString("") : model);
        }
        models.sort(Comparator.naturalOrder());
        return models;
    }

    /** Every span of the default project, as REST writes them for the export. */
    private List<JsonNode> spans(App server) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(server.url()
                                + "/api/v1/projects/default/export?from=1970-01-01T00:00:00Z&to=2262-01-01T00:00:00Z"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body().lines().map(JsonMapper.shared()::readTree).toList();
    }

    private void export(String... arguments) {
        assertThat(run(arguments)).startsWith("Wrote ");
    }

    private String run(String... arguments) {
        StringWriter said = new StringWriter();
        List<String> all = new ArrayList<>(List.of("export", "--url", app.url()));
        all.addAll(List.of(arguments));
        Main.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(all.toArray(String[]::new));
        return said.toString().replaceFirst("^assay: ", "");
    }

    private void post(App server, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/v1/traces"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }
}
