package dev.assay.server.demo;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends exchanges as anybody's application would: OTLP/HTTP in protobuf, and the customers' thumbs over REST. */
final class DemoSender implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int TRIES = 10;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final String key;

    /** @param key of the server, which wants one where somebody has an account */
    DemoSender(String url, String key) {
        this.url = url;
        this.key = key;
    }

    /** Returns when the server has acknowledged them. */
    void sendSpans(List<Exchange> exchanges) throws InterruptedException, IOException {
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        exchanges.forEach(exchange -> request.addResourceSpans(exchange.spans()));
        post("/v1/traces", "application/x-protobuf", request.build().toByteArray());
    }

    /** Sends the thumbs that there are. */
    void sendThumbs(List<Exchange> exchanges) throws InterruptedException, IOException {
        ArrayNode scores = JSON.createArrayNode();
        for (Exchange exchange : exchanges) {
            exchange.thumb().ifPresent(thumb -> {
                ObjectNode score = scores.addObject()
                        .put("id", "thumb-" + exchange.traceId())
                        .put("name", "thumbs")
                        .put("value", thumb.up())
                        .put("traceId", exchange.traceId())
                        .put("source", "user")
                        .put("time", thumb.time().toString());
                if (!thumb.comment().isEmpty()) {
                    score.put("comment", thumb.comment());
                }
            });
        }
        if (!scores.isEmpty()) {
            post(
                    "/api/v1/projects/default/scores",
                    "application/json",
                    scores.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void post(String path, String type, byte[] body) throws InterruptedException, IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", type)
                .header("x-assay-key", key)
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 2) {
                return;
            }
            boolean mayTryAgain = answer.statusCode() == 429 || answer.statusCode() == 503;
            if (!mayTryAgain || attempt == TRIES) {
                throw new IOException(
                        "POST " + path + " was answered with " + answer.statusCode() + ": " + answer.body());
            }
            TimeUnit.SECONDS.sleep(
                    answer.headers().firstValueAsLong("Retry-After").orElse(1));
        }
    }

    /** What a path of the server answers; for a look at it, so any status will do. */
    int get(String path) throws InterruptedException, IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Accept-Encoding", "gzip")
                .header("x-assay-key", key)
                .timeout(Duration.ofSeconds(30))
                .build();
        return client.send(request, BodyHandlers.ofByteArray()).statusCode();
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
