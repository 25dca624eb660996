package dev.assay.structured.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.structured.Answer;
import dev.assay.structured.AskException;
import dev.assay.structured.Attempt;
import dev.assay.structured.Structured;
import dev.assay.structured.provider.Mode;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Asking, in every mode of every provider, against a server that speaks its format. */
class AskTest {
    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Structured in(Speakers.Case one) {
        return Structured.with(one.speaker().model(server)).mode(one.mode());
    }

    private static String say(Speakers.Case one, String json) {
        return one.mode() == Mode.TOOL
                ? one.speaker().call("Order", json)
                : one.speaker().words(json);
    }

    @ParameterizedTest
    @MethodSource("dev.assay.structured.wire.Speakers#cases")
    void aValidAnswerIsHandedOn(Speakers.Case one) {
        server.then(say(one, Order.GOOD));
        Answer<Order> answer = in(one).ask(Order.class, "Extract the order: 2 teas and a cup, 12.50 euros");
        assertThat(answer.value().currency()).isEqualTo("EUR");
        assertThat(answer.value().total()).isEqualTo(new BigDecimal("12.50"));
        assertThat(answer.value().items()).containsExactly(new Order.Item("tea", 2), new Order.Item("cup", 1));
        assertThat(answer.attempts()).hasSize(1);
        assertThat(answer.repairs()).isEmpty();
        assertThat(answer.mode()).isEqualTo(one.mode());
        assertThat(answer.usage().input()).isEqualTo(Speaker.INPUT);
        assertThat(answer.usage().output()).isEqualTo(Speaker.OUTPUT);
        assertThat(answer.enforced())
                .isEqualTo(one.speaker().model(server).capabilities().enforced().contains(one.mode()));
        assertThat(server.body(0).toString()).contains("Extract the order");
    }

    @ParameterizedTest
    @MethodSource("dev.assay.structured.wire.Speakers#cases")
    void aBadAnswerGoesBackWithEveryErrorInTheProvidersOwnForm(Speakers.Case one) {
        server.then(say(one, Order.BAD)).then(say(one, Order.GOOD));
        Answer<Order> answer = in(one).ask(Order.class, "Extract the order");
        assertThat(answer.attempts())
                .extracting(Attempt::outcome)
                .containsExactly(Attempt.Outcome.INVALID, Attempt.Outcome.ACCEPTED);
        assertThat(answer.usage().total()).isEqualTo(2L * (Speaker.INPUT + Speaker.OUTPUT));
        JsonNode first = server.body(0);
        JsonNode second = server.body(1);
        String sent = second.toString();
        assertThat(sent)
                .contains("/currency")
                .contains("/total")
                .contains("pattern")
                .contains("minimum");
        assertThat(sent).contains("euro"); // the bad answer itself
        assertThat(sent.length()).isGreaterThan(first.toString().length());
    }

    @ParameterizedTest
    @MethodSource("dev.assay.structured.wire.Speakers#cases")
    void anAnswerThatIsCutIsNoAnswer(Speakers.Case one) {
        server.then(one.speaker().cut("{\"currency\":\"EUR\",\"total\":12.50,\"items\":[]"));
        AskException failure =
                catchThrowableOfType(AskException.class, () -> in(one).ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.CUT);
        assertThat(failure.attempts()).hasSize(1);
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("dev.assay.structured.wire.Speakers#cases")
    void aRefusalIsNotAskedAgain(Speakers.Case one) {
        String refusal = one.speaker().refusal();
        if (refusal.isEmpty()) {
            // a provider without a word for it (Ollama) refuses in plain words, which are an answer that is not valid
            aRefusalInPlainWordsIsNoAnswer(one);
            return;
        }
        server.then(refusal);
        AskException failure =
                catchThrowableOfType(AskException.class, () -> in(one).ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.REFUSED);
        assertThat(server.asked()).hasSize(1);
    }

    private void aRefusalInPlainWordsIsNoAnswer(Speakers.Case one) {
        String words = one.speaker().words("I cannot help with that.");
        server.then(words).then(words);
        AskException failure = catchThrowableOfType(
                AskException.class, () -> in(one).attempts(2).ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.ATTEMPTS);
        assertThat(server.body(1).toString()).contains("I cannot help with that.");
    }
}
