package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a server over HTTP, and sends to it. */
final class Rest implements AutoCloseable {

    static final String PROTOBUF = "application/x-protobuf";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;

    Rest(String url) {
        this.url = url;
    }

    /** What a path answers; it must answer 200. */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(path).GET().build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("GET %s: %s", path, answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    /** @return the status; headers are names and values in turn */
    int post(String path, byte[] body, String... headers) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .headers(headers)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** @return the status of what a path answers */
    int status(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.discarding()).statusCode();
    }

    /** What a path answers, whatever its status. */
    String body(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.ofString()).body();
    }

    /** What a request was answered with, whatever its status. */
    record Answer(int status, String body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    Answer delete(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(path).DELETE().build(), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
    }

    /** @return the status */
    int put(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
    }

    /** Waits until all that was acknowledged can be asked for. */
    void awaitCaughtUp() {
        await("the columns reach the journal's position")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    JsonNode ready = get("/ready");
                    assertThat(ready.path("columnsPosition").longValue())
                            .as("columnsPosition of %s", ready)
                            .isEqualTo(ready.path("journalPosition").longValue());
                });
    }

    /** The summaries of all traces of a project, newest first, page by page. */
    List<JsonNode> allTraces(String project) throws IOException, InterruptedException {
        String path = "/api/v1/projects/" + project + "/traces?from=1970-01-01T00:00:00Z&limit=500";
        List<JsonNode> traces = new ArrayList<>();
        JsonNode page = get(path);
        page.path("items").forEach(traces::add);
        while (page.path("nextCursor").isString()) {
            page = get(path + "&cursor="
                    + URLEncoder.encode(page.path("nextCursor").stringValue(), StandardCharsets.UTF_8));
            page.path("items").forEach(traces::add);
        }
        return traces;
    }

    JsonNode trace(String project, String traceId) throws IOException, InterruptedException {
        return get("/api/v1/projects/" + project + "/traces/" + traceId);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
