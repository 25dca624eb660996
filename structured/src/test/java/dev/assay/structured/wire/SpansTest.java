package dev.assay.structured.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.structured.AskException;
import dev.assay.structured.Partials;
import dev.assay.structured.Structured;
import dev.assay.structured.telemetry.Spans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spans, as OpenTelemetry's own SDK exports them. */
class SpansTest {
    private final ScriptedServer server = new ScriptedServer();
    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exported))
                    .build())
            .build();

    @AfterEach
    void close() {
        telemetry.close();
        server.close();
    }

    @Test
    void aQuestionIsASpanWithOneBelowItForEachRequest() {
        server.then(Speakers.OPENAI.words(Order.BAD)).then(Speakers.OPENAI.words(Order.GOOD));
        Structured.with(Speakers.OPENAI.model(server))
                .observe(new Spans(telemetry))
                .ask(Order.class, "secret words");
        List<SpanData> spans = exported.getFinishedSpanItems();
        assertThat(spans).extracting(SpanData::getName).containsExactly("chat m-1", "chat m-1", "structured Order");
        SpanData question = spans.get(2);
        assertThat(spans.get(0).getParentSpanId()).isEqualTo(question.getSpanId());
        assertThat(question.getAttributes().get(AttributeKey.stringKey("assay.structured.mode")))
                .isEqualTo("native");
        assertThat(question.getAttributes().get(AttributeKey.longKey("assay.structured.attempts")))
                .isEqualTo(2);
        assertThat(question.getAttributes().get(AttributeKey.longKey("assay.structured.repairs")))
                .isZero();
        assertThat(question.getAttributes().get(AttributeKey.booleanKey("assay.structured.constraint_enforced")))
                .isTrue();
        assertThat(question.getEvents()).hasSize(1);
        assertThat(spans.get(0).getAttributes().get(AttributeKey.longKey("gen_ai.usage.input_tokens")))
                .isEqualTo(Speaker.INPUT);
        assertThat(spans.toString()).doesNotContain("secret words");
    }

    @Test
    void aFailureTellsOfTheLastAnswerTooAndThatTheServerDidNotKeepItsPromise() {
        server.then(Speakers.OPENAI.words("Sure: {currency: 'euro', total: 1, items: []}"));
        AskException failure = catchThrowableOfType(
                AskException.class,
                () -> Structured.with(Speakers.OPENAI.model(server))
                        .attempts(1)
                        .observe(new Spans(telemetry))
                        .ask(Order.class, "Extract the order"));
        assertThat(failure.best()).isPresent();
        SpanData question = exported.getFinishedSpanItems().get(1);
        assertThat(question.getAttributes().get(AttributeKey.longKey("assay.structured.repairs")))
                .isEqualTo(5);
        assertThat(question.getAttributes().get(AttributeKey.booleanKey("assay.structured.constraint_enforced")))
                .isFalse();
        assertThat(question.getAttributes().get(AttributeKey.longKey("assay.structured.attempts")))
                .isEqualTo(1);
    }

    @Test
    void aStreamThatIsEndedEarlyHasItsSpans() {
        server.then(Speakers.OPENAI.streamed("{\"currency\":\"euro\",\"total\":1,\"items\":[]}"))
                .then(Speakers.OPENAI.streamed(Order.GOOD));
        try (Partials<Order> partials =
                Structured.with(Speakers.OPENAI.model(server))
                        .observe(new Spans(telemetry))
                        .question(Order.class)
                        .stream("Extract the order")) {
            assertThat(partials.answer().attempts()).hasSize(2);
        }
        List<SpanData> spans = exported.getFinishedSpanItems();
        assertThat(spans).extracting(SpanData::getName).containsExactly("chat m-1", "chat m-1", "structured Order");
        assertThat(spans.get(2).getAttributes().get(AttributeKey.booleanKey("assay.structured.streamed")))
                .isTrue();
        assertThat(spans.get(2)
                        .getEvents()
                        .get(0)
                        .getAttributes()
                        .get(AttributeKey.stringKey("assay.structured.outcome")))
                .isEqualTo("aborted");
    }

    @Test
    void aFailureEndsItsSpans() {
        server.then(401, Map.of(), "{}");
        AskException failure = catchThrowableOfType(
                AskException.class,
                () -> Structured.with(Speakers.OPENAI.model(server))
                        .observe(new Spans(telemetry))
                        .ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.TRANSPORT);
        assertThat(exported.getFinishedSpanItems())
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("error.type")))
                .containsExactly("401", "transport");
    }
}
