package dev.assay.structured.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.structured.Answer;
import dev.assay.structured.AskException;
import dev.assay.structured.Observation;
import dev.assay.structured.Retries;
import dev.assay.structured.Structured;
import dev.assay.structured.provider.ModelException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests without an answer. */
class TransportTest {
    private final ScriptedServer server = new ScriptedServer();
    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    private Structured model() {
        return Structured.with(Speakers.OPENAI.model(server)).observe(run -> new Observation() {
            @Override
            public void lost(int attempt, int failures, ModelException failure, Optional<Duration> pause) {
                pause.ifPresent(pauses::add);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"429,rate_limit_exceeded", "503,server_error", "529,overloaded_error", "500,server_error", "408,timeout"
    })
    void aPassingFailureIsRepeatedAndIsNoAttempt(int status, String code) {
        server.then(status, Map.of("retry-after", "0"), "{\"error\":{\"message\":\"later\",\"type\":\"" + code + "\"}}")
                .then(Speakers.OPENAI.words(Order.GOOD));
        Answer<Order> answer = model().retries(Quick.TWICE).ask(Order.class, "Extract the order");
        assertThat(answer.attempts()).hasSize(1);
        assertThat(answer.attempts().get(0).retries()).isEqualTo(1);
        assertThat(server.body(1)).isEqualTo(server.body(0));
        assertThat(pauses).containsExactly(Duration.ZERO);
    }

    @Test
    void theServersOwnPauseIsKept() {
        server.then(429, Map.of("retry-after", "1", "retry-after-ms", "12"), "{}")
                .then(429, Map.of("retry-after", "0"), "{}")
                .then(Speakers.OPENAI.words(Order.GOOD));
        model().ask(Order.class, "Extract the order");
        assertThat(pauses).containsExactly(Duration.ofMillis(12), Duration.ZERO);
    }

    @Test
    void aPauseMayBeADate() {
        String past =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
        server.then(503, Map.of("retry-after", past), "{}").then(Speakers.OPENAI.words(Order.GOOD));
        model().ask(Order.class, "Extract the order");
        assertThat(pauses).containsExactly(Duration.ZERO);
    }

    @Test
    void aPauseThatIsTooLongIsNotWaitedFor() {
        server.then(429, Map.of("retry-after", "3600"), "{\"error\":{\"message\":\"come back in an hour\"}}");
        AskException failure =
                catchThrowableOfType(AskException.class, () -> model().ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.TRANSPORT);
        assertThat(failure).hasMessageContaining("come back in an hour");
        assertThat(failure.getCause())
                .isInstanceOfSatisfying(
                        ModelException.class,
                        cause -> assertThat(cause.retryAfter()).contains(Duration.ofHours(1)));
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400,invalid_request_error", "401,invalid_api_key", "404,model_not_found", "429,insufficient_quota"})
    void whatWaitingDoesNotMendIsNotRepeated(int status, String code) {
        server.then(status, Map.of(), "{\"error\":{\"message\":\"no\",\"code\":\"" + code + "\"}}");
        AskException failure =
                catchThrowableOfType(AskException.class, () -> model().ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.TRANSPORT);
        assertThat(failure).hasMessageContaining(code).hasMessageContaining(Integer.toString(status));
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aPageInsteadOfAnAnswerIsRepeatedAndThenTold() {
        String page = "<html><body>Bad gateway</body></html>";
        server.then(page).then(page).then(page);
        AskException failure = catchThrowableOfType(
                AskException.class, () -> model().retries(Quick.TWICE).ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.TRANSPORT);
        assertThat(failure).hasMessageContaining("Bad gateway").hasMessageContaining("3 tries");
        assertThat(server.asked()).hasSize(3);
        assertThat(failure.attempts()).isEmpty();
    }

    @Test
    void aDeadlineEndsAnAnswerThatDoesNotEnd() {
        server.thenHang(Speakers.OPENAI.streamed(Order.GOOD).subList(0, 2));
        AskException failure = catchThrowableOfType(AskException.class, () -> {
            try (var partials =
                    model().retries(Retries.USUAL).within(Duration.ofMillis(400)).question(Order.class).stream(
                            "Extract the order")) {
                partials.answer();
            }
        });
        assertThat(failure.reason()).isEqualTo(AskException.Reason.DEADLINE);
    }

    @Test
    void aDeadlineEndsABodyThatTrickles() {
        server.thenHang(List.of("{"));
        AskException failure = catchThrowableOfType(
                AskException.class, () -> model().within(Duration.ofMillis(400)).ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.DEADLINE);
    }

    @Test
    void theKeyIsSentAndNeverShown() {
        server.then(401, Map.of(), "{\"error\":{\"message\":\"no such key\"}}");
        AskException failure =
                catchThrowableOfType(AskException.class, () -> model().ask(Order.class, "Extract the order"));
        assertThat(server.asked().get(0).header("authorization")).isEqualTo("Bearer key");
        assertThat(failure.toString() + Speakers.OPENAI.model(server))
                .doesNotContain("key at")
                .doesNotContain("Bearer");
    }
}
