package dev.assay.structured.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.structured.Answer;
import dev.assay.structured.AskException;
import dev.assay.structured.Attempt;
import dev.assay.structured.Partials;
import dev.assay.structured.Prompt;
import dev.assay.structured.Retries;
import dev.assay.structured.Structured;
import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What went wrong in the history of Instructor, case by case. */
class InstructorHistoryTest {
    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Structured model() {
        return Structured.with(Speakers.OPENAI.model(server)).retries(Quick.TWICE);
    }

    @Test
    void case1AnInvalidStreamedObjectIsAskedAnew() {
        server.then(Speakers.OPENAI.streamed(Order.BAD)).then(Speakers.OPENAI.streamed(Order.GOOD));
        try (Partials<Order> partials = model().question(Order.class).stream("Extract the order")) {
            assertThat(partials.answer().attempts()).hasSize(2);
        }
    }

    @Test
    void case2TheBestAndEveryAttemptStayReachable() {
        server.then(Speakers.OPENAI.words(Order.BAD))
                .then(Speakers.OPENAI.words(Order.GOOD.replace("EUR", "euro")))
                .then(Speakers.OPENAI.words("I would rather not."));
        AskException failure =
                catchThrowableOfType(AskException.class, () -> model().ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.ATTEMPTS);
        assertThat(failure.attempts()).hasSize(3);
        assertThat(failure.attempts().get(2).reply().text()).isEqualTo("I would rather not.");
        assertThat(failure.best().map(Attempt::number)).contains(2);
        assertThat(failure.best()
                        .flatMap(Attempt::value)
                        .orElseThrow()
                        .path("items")
                        .size())
                .isEqualTo(2);
        assertThat(failure.usage().total()).isEqualTo(3L * (Speaker.INPUT + Speaker.OUTPUT));
    }

    @Test
    void case3AnswersAndRequestsAreCountedApart() {
        server.then(503, Map.of("retry-after", "0"), "{}")
                .then(Speakers.OPENAI.words(Order.BAD))
                .then(503, Map.of("retry-after", "0"), "{}")
                .then(503, Map.of("retry-after", "0"), "{}")
                .then(Speakers.OPENAI.words(Order.GOOD));
        Answer<Order> answer = model().attempts(2).ask(Order.class, "Extract the order");
        assertThat(answer.attempts()).extracting(Attempt::retries).containsExactly(1, 2);

        server.then(503, Map.of("retry-after", "0"), "{}").then(Speakers.OPENAI.words(Order.GOOD));
        AskException failure = catchThrowableOfType(
                AskException.class, () -> model().retries(Retries.NONE).ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.TRANSPORT);
        assertThat(failure.attempts()).isEmpty();
    }

    @Test
    void case4ACheckThatCannotRunIsAnError() {
        server.then(Speakers.OPENAI.words(Order.GOOD));
        AskException failure = catchThrowableOfType(
                AskException.class,
                () -> model().question(Order.class)
                        .check((order, findings) -> {
                            throw new IOException("the catalogue is down");
                        })
                        .ask("Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.CHECK);
        assertThat(failure).hasMessageContaining("the catalogue is down");
        assertThat(failure.attempts()).hasSize(1);
        assertThat(server.asked()).hasSize(1);
    }

    public record Draft(String title, Optional<String> note, List<String> tags) {}

    @Test
    void case5WhatIsCutOffIsNotFilledWithDefaults() {
        // complete as it stands, were note and tags taken as absent
        server.then(Speakers.OPENAI.cut("{\"title\":\"Tea\""));
        AskException failure =
                catchThrowableOfType(AskException.class, () -> model().ask(Draft.class, "Write a draft"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.CUT);
        // nor where the server does not say that it cut
        server.then(Speakers.OPENAI.words("{\"title\":\"Tea\",\"note\":null,\"tags\":[\"a\""))
                .then(Speakers.OPENAI.words("{\"title\":\"Tea\",\"note\":null,\"tags\":[\"a\",\"b\"]}"));
        Answer<Draft> answer = model().ask(Draft.class, "Write a draft");
        assertThat(answer.attempts()).hasSize(2);
        assertThat(answer.value().tags()).containsExactly("a", "b");
    }

    @Test
    void case6QuestionsThatDifferAreSentDifferently() {
        // there is no cache in the library; what one would be keyed by, the request, differs in each of these
        for (int i = 0; i < 3; i++) {
            server.then(Speakers.OPENAI.words(Order.GOOD));
        }
        model().instructions("Be brief.").ask(Order.class, "Extract");
        model().ask(Order.class, "Be brief.\n\nExtract");
        model().question(Order.class).ask(Prompt.of("Extract").after(List.of(new Turn.User("Be brief."))));
        assertThat(List.of(server.body(0), server.body(1), server.body(2))).doesNotHaveDuplicates();
    }

    @Test
    void case7WhatTheCallerOwnsIsNotChanged() {
        List<Turn> own = new ArrayList<>(List.of(new Turn.User("Hello"), new Turn.Assistant("Hello!")));
        List<Turn> before = List.copyOf(own);
        Prompt prompt = Prompt.of("Extract the order").after(Collections.unmodifiableList(own));
        server.then(Speakers.OPENAI.words(Order.BAD)).then(Speakers.OPENAI.words(Order.GOOD));
        model().question(Order.class).ask(prompt);
        assertThat(own).isEqualTo(before);
        assertThat(prompt.before()).isEqualTo(before);
    }

    @Test
    void case7TheFirstCallIsSafeForManyThreads() throws Exception {
        int threads = 8;
        for (int i = 0; i < threads; i++) {
            server.then(Speakers.OPENAI.words(Order.GOOD));
        }
        Structured shared = model();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Order>> orders = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<Order> ask = () -> {
                    start.await();
                    return shared.ask(Order.class, "Extract the order").value();
                };
                orders.add(pool.submit(ask));
            }
            start.countDown();
            for (Future<Order> order : orders) {
                assertThat(order.get(30, TimeUnit.SECONDS).currency()).isEqualTo("EUR");
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void case8NestedCountersAddUp() {
        server.then(Speakers.OPENAI.words(Order.BAD)).then(Speakers.OPENAI.words(Order.GOOD));
        assertThat(model().ask(Order.class, "Extract the order").usage().details())
                .containsEntry("prompt_tokens_details.cached_tokens", 8L)
                .containsEntry("completion_tokens_details.reasoning_tokens", 4L)
                .containsEntry("total_tokens", 36L);
        AnthropicSpeaker other = new AnthropicSpeaker();
        server.then(other.words(Order.BAD)).then(other.words(Order.GOOD));
        Answer<Order> answer = Structured.with(other.model(server)).ask(Order.class, "Extract the order");
        assertThat(answer.usage().details()).containsEntry("server_tool_use.web_search_requests", 4L);
        assertThat(answer.usage().input()).isEqualTo(22);
    }

    @Test
    void case9ThereAreFourModesAndATable() {
        assertThat(Mode.values()).hasSize(4);
        for (Speaker speaker : Speakers.all()) {
            assertThat(speaker.model(server).capabilities().modes())
                    .contains(Mode.PROMPT)
                    .doesNotHaveDuplicates();
            assertThat(speaker.model(server).capabilities().modes())
                    .containsAll(speaker.model(server).capabilities().enforced());
        }
    }

    @Test
    void aTokenBudgetEndsTheQuestionButAValidAnswerWins() {
        server.then(Speakers.OPENAI.words(Order.BAD)).then(Speakers.OPENAI.words(Order.GOOD));
        AskException failure = catchThrowableOfType(
                AskException.class, () -> model().tokenBudget(18).ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.BUDGET);
        assertThat(server.asked()).hasSize(1);
        assertThat(model().tokenBudget(1).ask(Order.class, "Extract the order").value())
                .isNotNull();
    }

    @Test
    void whereUsageIsNotToldABudgetAllowsNoSecondAttempt() {
        server.then(Speakers.OPENAI.words(Order.BAD).replaceAll("\"usage\":.*\\}\\}", "\"usage\":null}"));
        AskException failure = catchThrowableOfType(
                AskException.class, () -> model().tokenBudget(1000).ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.BUDGET);
    }
}
