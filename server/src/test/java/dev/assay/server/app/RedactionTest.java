package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must not be kept is in no file of the data folder. */
class RedactionTest {

    private static final String SECRET = "ann.lee@example.com";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = """
            {"resourceSpans":[{"scopeSpans":[{"scope":{"name":"s"},"spans":[
             {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"chat",
              "startTimeUnixNano":"1795435200000000000","endTimeUnixNano":"1795435201000000000","attributes":[
              {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
              {"key":"gen_ai.input.messages","value":{"stringValue":
               "[{\\"role\\":\\"user\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"I am ann.lee@example.com\\"}]}]"}}]}]}]}]}
            """;

    private final HttpClient http = HttpClient.newHttpClient();

    private static App start(Path folder) {
        return App.start(
                new Config(folder, "127.0.0.1", 0, 0),
                Clock.systemUTC(),
                Stream.iterate(1, i -> i + 1).map(i -> "id-" + i).iterator()::next);
    }

    private HttpResponse<String> send(App app, String method, String path, String project, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(app.url() + path))
                        .header("Content-Type", "application/json")
                        .header("x-assay-project", project)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aProjectThatRedactsWritesNothingOfIt(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        try (App app = start(data)) {
            String settings = "/api/v1/projects/careful/settings/redaction";
            HttpResponse<String> put = send(app, "PUT", settings, "careful", "{\"email\":\"mask\"}");
            assertThat(put.statusCode()).isEqualTo(200);
            assertThat(put.body()).contains("\"email\":\"mask\"").contains("\"card\":\"keep\"");
            assertThat(send(app, "PUT", settings, "careful", "{\"email\":\"hide\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(send(app, "POST", "/v1/traces", "careful", SPAN).statusCode())
                    .isEqualTo(200);
            Awaitility.await().until(app::isCaughtUp);
            assertThat(send(app, "GET", "/api/v1/projects/careful/traces/" + TRACE, "careful", "")
                            .body())
                    .contains("I am [email]");
        }
        assertThat(filesWith(data)).isEmpty();
        try (App app = start(data)) {
            assertThat(send(app, "GET", "/api/v1/projects/careful/settings/redaction", "careful", "")
                            .body())
                    .contains("\"email\":\"mask\"");
            // another project keeps what it gets: the test above can fail
            assertThat(send(app, "POST", "/v1/traces", "open", SPAN).statusCode())
                    .isEqualTo(200);
            Awaitility.await().until(app::isCaughtUp);
            assertThat(send(app, "GET", "/api/v1/projects/open/traces/" + TRACE, "open", "")
                            .body())
                    .contains(SECRET);
        }
    }

    @Test
    void aFileSaysItForAllProjects(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("redaction.json"), "{\"email\": \"mask\"}");
        try (App app = start(data)) {
            assertThat(send(app, "POST", "/v1/traces", "any", SPAN).statusCode())
                    .isEqualTo(200);
            Awaitility.await().until(app::isCaughtUp);
        }
        assertThat(filesWith(data)).isEmpty();
        Files.writeString(data.resolve("redaction.json"), "{\"email\": \"hide\"}");
        assertThatThrownBy(() -> start(data))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("redaction.json")
                .hasMessageContaining("action is 'hide'");
    }

    /** Bodies of some size are compressed, this one is too small to gain by it; so its text would be seen. */
    private static List<Path> filesWith(Path folder) throws IOException {
        byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, secret))
                    .toList();
        }
    }

    private static boolean holds(Path file, byte[] text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains(new String(text, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
