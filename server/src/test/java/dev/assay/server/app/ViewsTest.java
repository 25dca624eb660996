package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saved views over REST, and after a start anew. */
class ViewsTest {

    private static final String VIEWS = "/api/v1/projects/default/views";

    private final HttpClient http = HttpClient.newHttpClient();

    private static App start(Path folder) {
        return App.start(
                new Config(folder, "127.0.0.1", 0, 0),
                Clock.systemUTC(),
                Stream.iterate(1, i -> i + 1).map(i -> "id-" + i).iterator()::next);
    }

    private HttpResponse<String> send(App app, String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(app.url() + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aViewIsKeptUnderItsNameUntilItIsRemoved(@TempDir Path folder) throws Exception {
        String failed = VIEWS + "/what%20failed%2F%C3%A9";
        try (App app = start(folder)) {
            HttpResponse<String> put = send(app, "PUT", failed, "{\"address\":\"traces?f=has:error\"}");
            assertThat(put.statusCode()).isEqualTo(200);
            assertThat(put.body()).contains("\"name\":\"what failed/é\"").contains("\"by\":null");
            send(app, "PUT", failed, "{\"address\":\"traces?f=status:error\"}");
            send(app, "PUT", VIEWS + "/all", "{\"address\":\"sessions\"}");
        }
        try (App app = start(folder)) {
            assertThat(send(app, "GET", VIEWS, "").body())
                    .containsSubsequence("\"all\"", "\"what failed/é\"", "\"traces?f=status:error\"")
                    .doesNotContain("has:error");
            assertThat(send(app, "DELETE", failed, "").statusCode()).isEqualTo(204);
            assertThat(send(app, "DELETE", failed, "").statusCode()).isEqualTo(404);
            assertThat(send(app, "GET", VIEWS, "").body()).contains("\"all\"").doesNotContain("what failed");
        }
    }

    @Test
    void anAddressLeadsToAPageOfTheProject(@TempDir Path folder) throws Exception {
        try (App app = start(folder)) {
            for (String address : new String[] {
                "", "https://example.com", "//example.com", "../shop/traces", "traces?f=a b", "javascript:alert(1)"
            }) {
                HttpResponse<String> put = send(app, "PUT", VIEWS + "/x", "{\"address\":\"%s\"}".formatted(address));
                assertThat(put.statusCode()).as(address).isEqualTo(400);
                assertThat(put.body()).contains("expected: such as traces?f=has:error");
            }
            assertThat(send(app, "PUT", VIEWS + "/" + "n".repeat(81), "{\"address\":\"traces\"}")
                            .body())
                    .contains("81 characters (expected: 1 to 80)");
            assertThat(send(app, "PUT", VIEWS + "/x", "{\"adress\":\"traces\"}").body())
                    .contains("'adress' (expected: [address])");
        }
    }
}
