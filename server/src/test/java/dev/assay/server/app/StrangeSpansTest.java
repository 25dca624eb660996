package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients send on bad days is taken, and can be seen. */
class StrangeSpansTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String TRACES = "/api/v1/projects/default/traces";

    private final HttpClient http = HttpClient.newHttpClient();
    private final App app;

    StrangeSpansTest(@TempDir Path folder) {
        app = App.start(
                new Config(folder.resolve("data"), "127.0.0.1", 0, 0),
                Clock.systemUTC(),
                new TimeOrderedIds(Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        app.close();
    }

    private static Span.Builder span(int number, int parent, long startNanos) {
        return Span.newBuilder()
                .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(TRACE)))
                .setSpanId(id(number))
                .setParentSpanId(parent == 0 ? ByteString.EMPTY : id(parent))
                .setName("step " + number)
                .setStartTimeUnixNano(startNanos)
                .setEndTimeUnixNano(startNanos + 1_000);
    }

    private static ByteString id(int number) {
        return ByteString.copyFrom(HexFormat.of().parseHex("%016x".formatted(number)));
    }

    private void send(List<Span> spans) throws Exception {
        ExportTraceServiceRequest request = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(spans)))
                .build();
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(app.url() + "/v1/traces"))
                        .header("Content-Type", "application/x-protobuf")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private JsonNode get(String path) throws Exception {
        await().until(app::isCaughtUp);
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(app.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    /** Backwards, some twice, the root in the middle, some without their parents. */
    @Test
    void late_double_outOfOrder_andWithoutParents() throws Exception {
        Random random = new Random(5);
        List<Span> spans = new ArrayList<>();
        for (int i = 2; i <= 300; i++) {
            int parent = i % 50 == 0 ? 9_999 : 1 + random.nextInt(i - 1);
            spans.add(span(i, parent, 1_795_435_200_000_000_000L + i).build());
        }
        Collections.shuffle(spans, random);
        send(spans.subList(0, 150));
        send(List.of(span(1, 0, 1_795_435_200_000_000_000L).build()));
        send(spans.subList(100, 299));
        send(spans.subList(0, 10));

        JsonNode trace = get(TRACES + "/" + TRACE);
        assertThat(trace.path("spans")).hasSize(300);
        JsonNode list = get(TRACES + "?from=2020-01-01T00:00:00Z").path("items");
        assertThat(list).hasSize(1);
        assertThat(list.path(0).path("spanCount").intValue()).isEqualTo(300);
        assertThat(list.path(0).path("name").asString()).isEqualTo("step 1");
    }

    @Test
    void fiftyThousandSpans() throws Exception {
        int count = 50_000;
        List<Span> spans = new ArrayList<>();
        for (int i = count; i >= 1; i--) {
            spans.add(span(i, i / 2, 1_795_435_200_000_000_000L + i).build());
        }
        for (int i = 0; i < count; i += 10_000) {
            send(spans.subList(i, i + 10_000));
        }

        assertThat(get(TRACES + "/" + TRACE + "/tree").path("spans").path("spanId"))
                .hasSize(count);
        JsonNode item = get(TRACES + "?from=2020-01-01T00:00:00Z").path("items").path(0);
        assertThat(item.path("spanCount").intValue()).isEqualTo(count);
        assertThat(item.path("name").asString()).isEqualTo("step 1");
    }

    @Test
    void clocksThatAreWrong() throws Exception {
        long year = 365L * 86_400 * 1_000_000_000;
        List<Long> starts = List.of(0L, 1L, year, 1_795_435_200_000_000_000L + 90 * year, -1L);
        for (int i = 0; i < starts.size(); i++) {
            send(List.of(span(i + 1, 0, starts.get(i))
                    .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(TRACE.substring(1) + i)))
                    .build()));
        }
        send(List.of(span(77, 0, 1_795_435_200_000_000_000L)
                .setEndTimeUnixNano(5) // before it began
                .build()));

        String all = TRACES + "?from=1970-01-01T00:00:00Z&to=9999-01-01T00:00:00Z";
        assertThat(get(all).path("items")).hasSize(6);
        for (int i = 0; i < starts.size(); i++) {
            JsonNode span =
                    get(TRACES + "/" + TRACE.substring(1) + i).path("spans").path(0);
            assertThat(Instant.parse(span.path("startTime").asString())).isNotNull();
        }
        assertThat(get(TRACES + "/" + TRACE).path("summary").path("durationMs").doubleValue())
                .isNotNegative();
    }

    @Test
    void textsOfTwentyMegabytes() throws Exception {
        String text = "all work and no play ".repeat(1_000_000);
        send(List.of(span(1, 0, 1_795_435_200_000_000_000L)
                .addAttributes(attribute("gen_ai.operation.name", "chat"))
                .addAttributes(attribute("gen_ai.output.messages", text))
                .addAttributes(attribute("mine", "\ud83d\ude00".repeat(600)))
                .build()));

        String few = TRACES + "/" + TRACE + "/spans?texts=999&span=%016x".formatted(1);
        for (String some : List.of(few, TRACES + "/" + TRACE + "?texts=999")) {
            JsonNode answer = get(some);
            JsonNode cut = answer.path(some.equals(few) ? "items" : "spans").path(0);
            assertThat(cut.at("/output/0/parts/0/content").asString()).isEqualTo(text.substring(0, 999));
            assertThat(cut.at("/attributes/mine").asString())
                    .as("no half of a character")
                    .isEqualTo("\ud83d\ude00".repeat(499));
            assertThat(cut.path("leftOut").longValue()).isEqualTo(text.length() - 999 + 1200 - 998);
            assertThat(cut.path("usage").isObject()).isTrue();
        }
        assertThat(get(TRACES + "/" + TRACE).path("spans").path(0).has("leftOut"))
                .isFalse();
        JsonNode span = get(TRACES + "/" + TRACE).path("spans").path(0);
        assertThat(span.at("/output/0/parts/0/content").asString()).hasSameSizeAs(text);
        JsonNode item = get(TRACES + "?from=2020-01-01T00:00:00Z").path("items").path(0);
        assertThat(item.path("outputPreview").asString()).startsWith("all work").hasSizeLessThan(200);
    }

    /** Halves of surrogate pairs and NUL, which are JSON and no text; numbers that are none. */
    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00x", "a\\u0000b", "\\uffff\\ufffe", "\\ud83d\\ude00"})
    void lettersThatAreNone(String hostile) throws Exception {
        String body = """
                {"resourceSpans": [{"resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "?"}},
                    {"key": "?", "value": {"stringValue": "?"}}]},
                  "scopeSpans": [{"scope": {"name": "?", "version": "?"}, "spans": [{"traceId": "%s", "spanId": "b7ad6b7169203331",
                    "name": "?", "traceState": "?", "startTimeUnixNano": "1795435200000000000", "endTimeUnixNano": "1795435201000000000",
                    "status": {"code": 2, "message": "?"},
                    "events": [{"name": "?", "attributes": [{"key": "?", "value": {"stringValue": "?"}}]}],
                    "attributes": [
                      {"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}},
                      {"key": "gen_ai.request.model", "value": {"stringValue": "?"}},
                      {"key": "gen_ai.response.id", "value": {"stringValue": "?"}},
                      {"key": "session.id", "value": {"stringValue": "?"}},
                      {"key": "user.id", "value": {"stringValue": "?"}},
                      {"key": "gen_ai.usage.cost", "value": {"doubleValue": "NaN"}},
                      {"key": "gen_ai.usage.input_tokens", "value": {"intValue": "9223372036854775807"}},
                      {"key": "gen_ai.usage.output_tokens", "value": {"intValue": "-9223372036854775808"}},
                      {"key": "gen_ai.input.messages", "value": {"stringValue": "[{\\"role\\":\\"?\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"?\\"}]}]"}},
                      {"key": "gen_ai.output.messages", "value": {"stringValue": "?"}},
                      {"key": "number", "value": {"doubleValue": "-Infinity"}},
                      {"key": "?", "value": {"stringValue": "?"}}]}]}]}]}
                """.formatted(TRACE).replace("?", hostile);
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(app.url() + "/v1/traces"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);

        assertThat(get(TRACES + "/" + TRACE).path("spans")).hasSize(1);
        assertThat(get(TRACES + "?from=2020-01-01T00:00:00Z").path("items")).hasSize(1);
        assertThat(get("/api/v1/projects/default/stats?from=2020-01-01T00:00:00Z&by=model"))
                .isNotEmpty();
        assertThat(get("/api/v1/projects/default/sessions?from=2020-01-01T00:00:00Z")
                        .path("items"))
                .hasSize(1);
        assertThat(get("/ready").path("ready").booleanValue()).isTrue();
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }
}
