package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.structured.wire.ScriptedServer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AssayTest {

    private static final Target.OneSpan SPAN =
            new Target.OneSpan("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
    private static final String KEPT = "{\"ids\":[]}";

    private final ScriptedServer server = new ScriptedServer();
    private final AtomicInteger ids = new AtomicInteger();
    private final Assay assay = connect(Duration.ofSeconds(20));

    private Assay connect(Duration patience) {
        return Assay.connect(
                new Connection(server.at(""), "shop", "secret"),
                patience,
                Clock.fixed(Instant.parse("2026-11-23T14:00:00Z"), ZoneOffset.UTC),
                () -> "id-" + ids.incrementAndGet());
    }

    @AfterEach
    void close() {
        assay.close();
        server.close();
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Test
    void feedbackIsAScoreOfAUser() throws Exception {
        server.then(KEPT);

        List<String> kept = get(assay.feedback(SPAN, new Feedback.Edited("Better so."), "too long"));

        assertThat(kept).containsExactly("id-1", "id-2");
        assertThat(server.asked().get(0).path()).isEqualTo("/api/v1/projects/shop/scores");
        assertThat(server.asked().get(0).header("Authorization")).isEqualTo("Bearer secret");
        assertThat(server.body(0).toString())
                .isEqualTo(
                        "[{\"id\":\"id-1\",\"name\":\"feedback\",\"kind\":\"category\",\"value\":\"edited\",\"comment\":\"too long\","
                                + ids()
                                + "},{\"id\":\"id-2\",\"name\":\"correction\",\"kind\":\"text\",\"value\":\"Better so.\","
                                + ids()
                                + "}]");
    }

    private String ids() {
        var first = server.body(0).get(0);
        assertThat(first.get("traceId").stringValue()).isEqualTo(SPAN.traceId());
        assertThat(first.get("spanId").stringValue()).isEqualTo(SPAN.spanId());
        // the order of these two is not ours
        String both = first.toString().indexOf("traceId") < first.toString().indexOf("spanId")
                ? "\"traceId\":\"" + SPAN.traceId() + "\",\"spanId\":\"" + SPAN.spanId() + "\""
                : "\"spanId\":\"" + SPAN.spanId() + "\",\"traceId\":\"" + SPAN.traceId() + "\"";
        return both + ",\"time\":\"2026-11-23T14:00:00Z\"";
    }

    @Test
    void whatTheServerCannotTakeNowIsSentAgainUnderTheSameId() throws Exception {
        server.then(503, Map.of(), "{}")
                .then(429, Map.of("Retry-After", "0"), "{}")
                .then(KEPT);

        String id = get(assay.score(new Target.Session("s-1"), Score.number("stars", 4)));

        assertThat(server.asked()).hasSize(3);
        assertThat(server.body(2)).isEqualTo(server.body(0));
        assertThat(id).isEqualTo(server.body(2).get(0).get("id").stringValue());
    }

    @Test
    void whatIsRefusedFailsAtOnceWithTheServersWords() {
        server.then(400, Map.of(), "{\"detail\":\"score 0 has the name ''\"}");

        assertThatThrownBy(() -> get(assay.score(new Target.Response("chatcmpl-1"), Score.bool("resolved", true))))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(AssayException.class)
                .hasMessageContaining("400")
                .hasMessageContaining("score 0 has the name ''");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aServerThatIsAwayIsSaidOncePatienceEnds() {
        try (Assay hasty = Assay.connect(
                new Connection(URI.create("http://127.0.0.1:1"), "shop", ""),
                Duration.ZERO,
                Clock.systemUTC(),
                () -> "id")) {
            assertThatThrownBy(() -> get(hasty.feedback(SPAN, new Feedback.ThumbsUp())))
                    .hasMessageContaining("could not be reached")
                    .hasMessageContaining("127.0.0.1:1");
        }
    }

    @Test
    void closingSendsWhatWaitsAndRefusesWhatComesLater() throws Exception {
        server.then(KEPT);
        CompletableFuture<String> before = assay.score(SPAN, Score.text("note", "late"));

        assay.close();

        assertThat(before).isCompleted();
        assertThatThrownBy(() -> get(assay.score(SPAN, Score.text("note", "later"))))
                .hasMessageContaining("closed");
    }

    @Test
    void aTargetIsTheCurrentSpan() {
        Span span = Span.wrap(
                SpanContext.create(SPAN.traceId(), SPAN.spanId(), TraceFlags.getSampled(), TraceState.getDefault()));

        assertThat(Target.of(span)).isEqualTo(SPAN);
        assertThatThrownBy(Target::current).hasMessageContaining("there is no span");
    }

    @Test
    void badInputSaysWhatIsWrong() {
        assertThatThrownBy(() -> new Target.Trace("xyz"))
                .hasMessage("the trace id is 'xyz' (expected: 32 hexadecimal digits)");
        assertThatThrownBy(() -> Score.number("stars", Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Connection.from(Map.of("ASSAY_URL", "localhost:4318")))
                .hasMessageContaining("localhost:4318")
                .hasMessageContaining("http://localhost:4318");
    }

    @Test
    void theEnvironmentNamesTheConnection() {
        Connection connection = Connection.from(
                Map.of("ASSAY_URL", "https://assay.example", "ASSAY_PROJECT", "shop", "ASSAY_KEY", "secret"));

        assertThat(connection).isEqualTo(new Connection(URI.create("https://assay.example"), "shop", "secret"));
        assertThat(connection.toString()).doesNotContain("secret");
        assertThat(Connection.from(Map.of())).isEqualTo(Connection.local());
    }
}
