package dev.assay.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.app.App;
import dev.assay.server.app.Config;
import dev.assay.server.app.TimeOrderedIds;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoSenderTest {

    private final Clock clock = Clock.systemUTC();
    private final App app;
    private final DemoSender sender;

    DemoSenderTest(@TempDir Path temp) {
        app = App.start(new Config(temp.resolve("data"), "127.0.0.1", 0, 0), clock, new TimeOrderedIds(clock));
        sender = new DemoSender(app.url(), app.ownerKey());
    }

    @AfterEach
    void stop() {
        sender.close();
        app.close();
    }

    @Test
    void whatIsSentCanBeAskedFor() throws Exception {
        Instant now = clock.instant();
        List<Exchange> newest = new DemoTraffic(3)
                .history(now).reversed().stream()
                        .filter(exchange -> exchange.thumb().isPresent())
                        .limit(5)
                        .toList();
        sender.sendSpans(newest);
        sender.sendThumbs(newest);
        DemoCommand.awaitProjection(app, clock);

        for (Exchange exchange : newest) {
            JsonNode trace = read("/api/v1/projects/default/traces/" + exchange.traceId());
            assertThat(trace.path("spans")).hasSize(exchange.spanCount());
            JsonNode summary = trace.path("summary");
            assertThat(summary.path("service").asString()).isEqualTo(Turn.SERVICE);
            assertThat(summary.path("sessionId").asString()).isEqualTo(exchange.sessionId());
            assertThat(summary.path("inputPreview").asString()).isNotEmpty();
            assertThat(summary.path("costUsd").asDouble()).isPositive();
            assertThat(summary.path("scores").path(0).path("name").asString()).isEqualTo("thumbs");
        }
    }

    @Test
    void anAnswerThatIsNoSuccessSaysWhichOne() {
        try (DemoSender lost = new DemoSender(app.url() + "/nowhere", app.ownerKey())) {
            assertThatThrownBy(() -> lost.sendSpans(List.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("POST /v1/traces")
                    .hasMessageContaining("404");
        }
    }

    private JsonNode read(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return JsonMapper.shared()
                    .readTree(client.send(
                                    HttpRequest.newBuilder(URI.create(app.url() + path))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body());
        }
    }
}
