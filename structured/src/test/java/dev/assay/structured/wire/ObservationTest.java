package dev.assay.structured.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.structured.Answer;
import dev.assay.structured.AskException;
import dev.assay.structured.Attempt;
import dev.assay.structured.Observation;
import dev.assay.structured.Run;
import dev.assay.structured.Structured;
import dev.assay.structured.provider.ModelException;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each step of a question is told of, in its order. */
class ObservationTest {
    private final ScriptedServer server = new ScriptedServer();
    private final List<String> steps = new ArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    private Observation noted(Run run) {
        steps.add("begin " + run.shape() + " " + run.mode());
        return new Observation() {
            @Override
            public void sending(int attempt, Request request) {
                steps.add("sending " + attempt + ", turns " + request.turns().size());
            }

            @Override
            public void lost(int attempt, int failures, ModelException failure, Optional<Duration> pause) {
                steps.add("lost " + attempt + ", " + failures + ", " + failure.status());
            }

            @Override
            public void received(int attempt, Reply reply) {
                steps.add("received " + attempt);
            }

            @Override
            public void judged(Attempt attempt) {
                steps.add("judged " + attempt.number() + " " + attempt.outcome());
            }

            @Override
            public void unenforced(Attempt attempt) {
                steps.add("unenforced " + attempt.number());
            }

            @Override
            public void answered(Answer<?> answer) {
                steps.add("answered after " + answer.attempts().size());
            }

            @Override
            public void failed(AskException failure) {
                steps.add("failed " + failure.reason());
            }
        };
    }

    private Structured model() {
        return Structured.with(Speakers.OPENAI.model(server))
                .retries(Quick.TWICE)
                .attempts(2)
                .observe(this::noted);
    }

    @Test
    void ofAnAnswer() {
        server.then(503, Map.of("retry-after", "0"), "{}")
                .then(Speakers.OPENAI.words(Order.BAD))
                .then(Speakers.OPENAI.words(Order.GOOD));
        model().ask(Order.class, "Extract the order");
        assertThat(steps)
                .containsExactly(
                        "begin Order NATIVE",
                        "sending 1, turns 1",
                        "lost 1, 1, 503",
                        "sending 1, turns 1",
                        "received 1",
                        "judged 1 INVALID",
                        "unenforced 1",
                        "sending 2, turns 3",
                        "received 2",
                        "judged 2 ACCEPTED",
                        "answered after 2");
    }

    @Test
    void ofAFailure() {
        server.then(Speakers.OPENAI.words(Order.BAD)).then(Speakers.OPENAI.refusal());
        AskException failure =
                catchThrowableOfType(AskException.class, () -> model().ask(Order.class, "Extract the order"));
        assertThat(failure.attempts()).hasSize(2);
        assertThat(steps)
                .containsExactly(
                        "begin Order NATIVE",
                        "sending 1, turns 1",
                        "received 1",
                        "judged 1 INVALID",
                        "unenforced 1",
                        "sending 2, turns 3",
                        "received 2",
                        "judged 2 REFUSED",
                        "failed REFUSED");
    }
}
