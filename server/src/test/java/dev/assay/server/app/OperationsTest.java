package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsTest {

    @Test
    void theDocumentNamesTheMetricsThatThereAre(@TempDir Path folder) throws Exception {
        Clock clock = Clock.systemUTC();
        try (App app = App.start(
                        new Config(folder.resolve("data"), "127.0.0.1", 0, 0), clock, new TimeOrderedIds(clock));
                HttpClient http = HttpClient.newHttpClient()) {
            get(http, app.url() + "/api/v1/projects/default/traces?limit=0");
            get(http, app.url() + "/api/v1/projects/made-up/traces");
            String metrics = get(http, app.url() + "/metrics");
            assertThat(metrics)
                    .contains("assay_http_requests_seconds_count{method=\"GET\","
                            + "route=\"/api/v1/projects/{project}/traces\",status=\"400\"} 1")
                    .contains("jvm_memory_used_bytes", "jvm_gc_", "process_uptime_seconds")
                    .doesNotContain("made-up");
            String document = Files.readString(Path.of("../docs/operations.md"));
            assertThat(names(document, "`(assay_\\w+)`")).isEqualTo(names(metrics, "# TYPE (assay_\\w+) "));
        }
    }

    private static Set<String> names(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String get(HttpClient http, String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
