package dev.assay.structured.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.structured.Answer;
import dev.assay.structured.AskException;
import dev.assay.structured.Attempt;
import dev.assay.structured.Observation;
import dev.assay.structured.Partials;
import dev.assay.structured.Structured;
import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.ModelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong on the way, with every provider. */
class FaultsTest {
    private final ScriptedServer server = new ScriptedServer();
    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    private Structured model(Speaker speaker) {
        return Structured.with(speaker.model(server)).retries(Quick.TWICE).observe(run -> new Observation() {
            @Override
            public void lost(int attempt, int failures, ModelException failure, Optional<Duration> pause) {
                pause.ifPresent(pauses::add);
            }
        });
    }

    private Partials<Order> stream(Speaker speaker) {
        return model(speaker).mode(Mode.PROMPT).question(Order.class).stream("Extract the order");
    }

    @ParameterizedTest
    @MethodSource("dev.assay.structured.wire.Speakers#all")
    void aLimitOfItsRateIsWaitedForAsItAsks(Speaker speaker) {
        server.then(429, Map.of("retry-after-ms", "3"), speaker.fault("rate_limit_error", "Too many requests"))
                .then(speaker.words(Order.GOOD));
        Answer<Order> answer = model(speaker).ask(Order.class, "Extract the order");
        assertThat(pauses).containsExactly(Duration.ofMillis(3));
        assertThat(answer.attempts()).hasSize(1);
        assertThat(server.body(1)).isEqualTo(server.body(0));
    }

    @ParameterizedTest
    @MethodSource("dev.assay.structured.wire.Speakers#all")
    void itsOwnWordsForAFaultAreKept(Speaker speaker) {
        server.then(400, Map.of(), speaker.fault("invalid_request_error", "The schema is too deep for this model"));
        AskException failure =
                catchThrowableOfType(AskException.class, () -> model(speaker).ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.TRANSPORT);
        assertThat(failure).hasMessageContaining("The schema is too deep for this model");
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("dev.assay.structured.wire.Speakers#all")
    void nonsenseIsNoAnswerAndIsQuoted(Speaker speaker) {
        server.then("{\"never\":\"seen\"}").then("[]").then("<html>Bad gateway</html>");
        AskException failure =
                catchThrowableOfType(AskException.class, () -> model(speaker).ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.TRANSPORT);
        assertThat(failure).hasMessageContaining("Bad gateway").hasMessageContaining("3 tries");
        assertThat(failure.attempts()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.assay.structured.wire.Speakers#all")
    void nonsenseInAStreamIsRepeated(Speaker speaker) {
        String nonsense = speaker instanceof OllamaSpeaker ? "{{{\n" : Speaker.event("{{{");
        server.then(List.of(nonsense)).then(speaker.streamed(Order.GOOD));
        assertAnswered(speaker);
    }

    @ParameterizedTest
    @MethodSource("dev.assay.structured.wire.Speakers#all")
    void aStreamThatBreaksOffIsRepeatedAndNotJudged(Speaker speaker) {
        List<String> whole = speaker.streamed(Order.GOOD);
        server.then(whole.subList(0, whole.size() / 2)).then(whole);
        assertAnswered(speaker);
    }

    private void assertAnswered(Speaker speaker) {
        try (Partials<Order> partials = stream(speaker)) {
            assertThat(partials.answer().value().currency()).isEqualTo("EUR");
            assertThat(partials.answer().attempts())
                    .extracting(Attempt::retries)
                    .containsExactly(1);
        }
        assertThat(server.body(1)).isEqualTo(server.body(0));
    }

    @ParameterizedTest
    @MethodSource("dev.assay.structured.wire.Speakers#all")
    void aStreamThatIsCutIsNoAnswer(Speaker speaker) {
        server.then(speaker.streamedCut("{\"currency\":\"EUR\",\"total\":12.50,\"items\":[]"));
        AskException failure = catchThrowableOfType(AskException.class, () -> {
            try (Partials<Order> partials = stream(speaker)) {
                partials.answer();
            }
        });
        assertThat(failure.reason()).isEqualTo(AskException.Reason.CUT);
        assertThat(server.asked()).hasSize(1);
    }
}
