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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Questions in SQL to a server elsewhere, with a key of one project. */
class SqlKeyTest {

    private static final String SPAN = """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c",
             "spanId":"b7ad6b7169203331","name":"chat","startTimeUnixNano":"1795435200000000000",
             "endTimeUnixNano":"1795435201500000000"}]}]}]}
            """;
    private static final String SCORE = "{\"sessionId\":\"s\",\"name\":\"n\",\"value\":1}";

    private final App app;
    private final Path key;

    SqlKeyTest(@TempDir Path folder) {
        Clock clock = Clock.systemUTC();
        key = folder.resolve("key");
        app = App.start(new Config(folder.resolve("data"), "127.0.0.1", 0, 0), clock, new TimeOrderedIds(clock));
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void aKey_seesTheRowsOfItsProject() throws Exception {
        assertThat(post("/api/v1/projects", "{\"name\":\"shop\"}", "").statusCode())
                .isEqualTo(201);
        assertThat(post("/v1/traces", SPAN, "shop").statusCode()).isEqualTo(200);
        assertThat(post("/v1/traces", SPAN, "bank").statusCode()).isEqualTo(200);
        assertThat(post("/api/v1/projects/bank/scores", SCORE, "").statusCode()).isEqualTo(201);
        assertThat(post("/api/v1/projects/shop/scores", SCORE, "").statusCode()).isEqualTo(201);
        await().until(app::isCaughtUp);
        HttpResponse<String> made = post("/api/v1/projects/shop/keys", "{\"name\":\"a\",\"scope\":\"full\"}", "");
        Files.writeString(
                key, JsonMapper.shared().readTree(made.body()).path("key").asString() + "\n");
        for (String view : List.of("spans", "texts", "scores", "traces")) {
            assertThat(askAt(key, "--format", "csv", "-c", "SELECT DISTINCT project FROM " + view))
                    .isEqualTo("project\r\nshop\r\n");
        }

        assertThat(post(
                                "/api/v1/users",
                                "{\"name\":\"ada\",\"role\":\"admin\",\"password\":\"correct horse battery\"}",
                                "")
                        .statusCode())
                .isEqualTo(201);
        assertThat(askAt(key, "--format", "csv", "-c", "SELECT count(*) AS n FROM traces"))
                .isEqualTo("n\r\n1\r\n");
        Files.writeString(key, "assay_f_wrong");
        assertThat(askAt(key, "-c", "SELECT 1"))
                .contains("the server answers 401", "a full key of the project in ASSAY_KEY or --key-file");
        Files.writeString(key, "");
        assertThat(askAt(key, "-c", "SELECT 1")).contains("is empty (expected: a key in its first line)");
    }

    private HttpResponse<String> post(String path, String body, String project) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(app.url() + path))
                    .header("Content-Type", "application/json")
                    .header("x-assay-key", app.ownerKey())
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            return http.send(
                    (project.isEmpty() ? request : request.header("x-assay-project", project)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private String askAt(Path key, String... arguments) {
        List<String> all = new ArrayList<>(List.of("sql", "--url", app.url(), "--key-file", key.toString()));
        all.addAll(List.of(arguments));
        StringWriter out = new StringWriter();
        Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(all.toArray(String[]::new));
        return out.toString();
    }
}
