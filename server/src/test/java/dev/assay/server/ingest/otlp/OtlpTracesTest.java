package dev.assay.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Score;
import dev.assay.model.ScoreSource;
import dev.assay.model.ScoreValue;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OtlpTracesTest {

    private static final String IDS =
            "\"traceId\":\"0102030405060708090a0b0c0d0e0f10\",\"spanId\":\"0102030405060708\"";

    @Test
    void aSpanWithoutAnIdIsLeftOutAndTheOthersStay() {
        ExportTraceServiceRequest request = request(
                "{\"name\":\"short\",\"traceId\":\"01\",\"spanId\":\"0102030405060708\"},",
                "{\"name\":\"zero\",\"traceId\":\"0102030405060708090a0b0c0d0e0f10\",\"spanId\":\"0000000000000000\"},",
                "{\"name\":\"none\"},",
                "{\"name\":\"good\"," + IDS + "}");
        OtlpTraces.Decoded decoded = OtlpTraces.decode(request);
        assertThat(decoded.spans()).extracting(dev.assay.model.Span::name).containsExactly("good");
        assertThat(decoded.rejected())
                .isEqualTo(new Rejected(
                        3, "the traceId of span \"short\" is \"01\" (expected: 32 hexadecimal digits, not all zero)"));
        assertThat(OtlpTraces.check(request)).isEqualTo(decoded.rejected());
    }

    @Test
    void theReasonNamesTheSpanId() {
        assertThat(OtlpTraces.check(
                                SpansRequest.of(
                                        request(
                                                "{\"name\":\"zero\",\"traceId\":\"0102030405060708090a0b0c0d0e0f10\",\"spanId\":\"0000000000000000\"}")))
                        .reason())
                .isEqualTo(
                        "the spanId of span \"zero\" is \"0000000000000000\" (expected: 16 hexadecimal digits, not all zero)");
        assertThat(OtlpTraces.check(request("{" + IDS + "}"))).isEqualTo(Rejected.NONE);
    }

    @Test
    void anEvaluationOnASpanIsAScore() {
        String event = "{\"name\":\"gen_ai.evaluation.result\",\"timeUnixNano\":\"1000000000\",\"attributes\":["
                + "{\"key\":\"gen_ai.evaluation.name\",\"value\":{\"stringValue\":\"relevance\"}},"
                + "{\"key\":\"gen_ai.evaluation.score.value\",\"value\":{\"doubleValue\":0.75}}]}";
        OtlpTraces.Decoded decoded = OtlpTraces.decode(request("{" + IDS + ",\"events\":[" + event + "]}"));
        assertThat(decoded.scores()).hasSize(1);
        Score score = decoded.scores().getFirst();
        assertThat(score.name()).isEqualTo("relevance");
        assertThat(score.value()).isEqualTo(new ScoreValue.Numeric(0.75));
        assertThat(score.source()).isEqualTo(ScoreSource.JUDGE);
        assertThat(score.traceId()).isEqualTo("0102030405060708090a0b0c0d0e0f10");
        assertThat(score.spanId()).isEqualTo("0102030405060708");
        assertThat(score.time()).isEqualTo(Instant.ofEpochSecond(1));
    }

    private static ExportTraceServiceRequest request(String... spans) {
        String body = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + String.join("", spans) + "]}]}]}";
        return OtlpJson.traces(body.getBytes(StandardCharsets.UTF_8));
    }
}
