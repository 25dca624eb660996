package dev.assay.server.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.assay.model.Score;
import dev.assay.model.ScoreSource;
import dev.assay.model.ScoreValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Feedback that OpenInference carries on spans. */
class AnnotationsTest {

    private static final String TRACE = "0102030405060708090a0b0c0d0e0f10";
    private static final String SPAN = "0102030405060708";

    @Test
    void ofTheSpanItself() {
        List<Score> scores = Given.span("s")
                .with("openinference.span.kind", "LLM")
                .with("annotations.0.annotation.name", "helpful")
                .with("annotations.0.annotation.score", 0.9)
                .with("annotations.0.annotation.label", "yes")
                .with("annotations.0.annotation.explanation", "it answers")
                .with("annotations.0.annotation.annotator_kind", "HUMAN")
                .with("annotations.0.annotation.identifier", "ann")
                .with("annotations.1.annotation.name", "tone")
                .with("annotations.1.annotation.label", "rude")
                .with("annotations.1.annotation.annotator_kind", "CODE")
                .with("annotations.2.annotation.name", "says nothing")
                .with("evaluations.0.evaluation.name", "grounded")
                .with("evaluations.0.evaluation.score", "1")
                .scores();
        assertThat(scores).extracting(Score::name).containsExactly("helpful", "tone", "grounded");
        assertThat(scores)
                .extracting(Score::value)
                .containsExactly(
                        new ScoreValue.Numeric(0.9), new ScoreValue.Category("rude"), new ScoreValue.Numeric(1));
        assertThat(scores)
                .extracting(Score::source)
                .containsExactly(ScoreSource.HUMAN, ScoreSource.ASSERTION, ScoreSource.JUDGE);
        assertThat(scores)
                .allMatch(
                        score -> score.traceId().equals(TRACE) && score.spanId().equals(SPAN));
        assertThat(scores.getFirst().comment()).isEqualTo("yes: it answers");
        assertThat(scores.getFirst().evaluator()).isEqualTo("ann");
    }

    @Test
    void ofTheTraceAndOfTheSession() {
        List<Score> scores = Given.span("s")
                .with("session.id", "s1")
                .with("trace.annotations.0.annotation.name", "solved")
                .with("trace.annotations.0.annotation.score", 1)
                .with("session.annotations.0.annotation.name", "patient")
                .with("session.annotations.0.annotation.label", "yes")
                .scores();
        assertThat(scores).hasSize(2);
        assertThat(scores.get(0).traceId()).isEqualTo(TRACE);
        assertThat(scores.get(0).spanId()).isEmpty();
        assertThat(scores.get(1).traceId()).isEmpty();
        assertThat(scores.get(1).sessionId()).isEqualTo("s1");
    }

    /** The parent of an evaluator's span is never what it is about; its one link is. */
    @Test
    void ofWhatAnEvaluatorLinksTo() {
        Given given = Given.span("s")
                .with("openinference.span.kind", "EVALUATOR")
                .with("annotations.0.annotation.name", "grounded")
                .with("annotations.0.annotation.score", 0.5);
        ByteString other = ByteString.copyFrom(new byte[] {9, 9, 9, 9, 9, 9, 9, 9});
        given.proto.addLinks(Span.Link.newBuilder().setTraceId(Given.TRACE).setSpanId(other));
        List<Score> scores = given.scores();
        assertThat(scores).extracting(Score::spanId).containsExactly("0909090909090909");
        given.proto.addLinks(Span.Link.newBuilder().setTraceId(Given.TRACE).setSpanId(Given.SPAN));
        assertThat(given.scores()).isEmpty();
    }

    @Test
    void whatIsSaidTwiceIsOneScore() {
        Given given = Given.span("s")
                .with("annotations.0.annotation.name", "helpful")
                .with("annotations.0.annotation.score", 1);
        assertThat(given.scores()).isEqualTo(given.scores());
        Given without = Given.span("s").with("gen_ai.operation.name", "chat");
        assertThat(without.scores()).isEmpty();
    }
}
