package dev.assay.structured.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.assay.structured.Answer;
import dev.assay.structured.AskException;
import dev.assay.structured.Attempt;
import dev.assay.structured.Check;
import dev.assay.structured.ItemStream;
import dev.assay.structured.Observation;
import dev.assay.structured.Partials;
import dev.assay.structured.Structured;
import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.Models;
import dev.assay.structured.schema.TypeRef;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What other libraries for the JVM lack, each by its name. */
class RivalsTest {
    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Structured model() {
        return Structured.with(Speakers.OPENAI.model(server));
    }

    private void says(String text) {
        server.then(Speakers.OPENAI.words(text));
    }

    @Test
    void springAiAFenceCostsNoReAsk() {
        says("Here you are:\n```json\n" + Order.GOOD + "\n```\nAnything else?");
        Answer<Order> answer = model().mode(Mode.PROMPT).ask(Order.class, "Extract the order");
        assertThat(answer.attempts()).hasSize(1);
        assertThat(answer.value().items()).hasSize(2);
    }

    @Test
    void springAiEarlierErrorsAndBadAnswersStayInTheConversation() {
        says(Order.BAD);
        says(Order.GOOD.replace("EUR", "Euros"));
        says(Order.GOOD);
        model().ask(Order.class, "Extract the order");
        String third = server.body(2).toString();
        assertThat(third).contains("\\\"euro\\\"").contains("Euros").contains("/total");
        assertThat(server.body(2).path("messages").size()).isEqualTo(5);
    }

    @Test
    void springAiWhenAttemptsRunOutNothingInvalidIsReturned() {
        says(Order.BAD);
        AskException failure = catchThrowableOfType(
                AskException.class, () -> model().attempts(1).ask(Order.class, "Extract the order"));
        assertThat(failure.reason()).isEqualTo(AskException.Reason.ATTEMPTS);
        assertThat(failure.best()).isPresent();
    }

    @Test
    void langchain4jTheReAskCarriesPathValueRuleAndTheBadAnswer() {
        says(Order.BAD);
        says(Order.GOOD);
        model().ask(Order.class, "Extract the order");
        JsonNode messages = server.body(1).path("messages");
        assertThat(messages.path(1).path("role").stringValue()).isEqualTo("assistant");
        assertThat(messages.path(1).path("content").stringValue()).isEqualTo(Order.BAD);
        assertThat(messages.path(2).path("content").stringValue())
                .contains("\"path\":\"/currency\"")
                .contains("\"value\":\"euro\"")
                .contains("\"rule\":\"pattern\"")
                .contains("\"path\":\"/total\"");
    }

    @Test
    void langchain4jListsWorkInPromptingMode() {
        says("```json\n[" + Order.GOOD + "]\n```");
        assertThat(model().mode(Mode.PROMPT)
                        .ask(new TypeRef<List<Order>>() {}, "All orders")
                        .value())
                .hasSize(1);
    }

    public sealed interface Shape {}

    public record Circle(double radius) implements Shape {}

    public record Square(double side) implements Shape {}

    @Test
    void langchain4jUnionsWorkInEveryMode() {
        for (Mode mode : Mode.values()) {
            String json = mode == Mode.PROMPT ? "{\"radius\":2.5}" : "{\"value\":{\"radius\":2.5}}";
            server.then(mode == Mode.TOOL ? Speakers.OPENAI.call("Shape", json) : Speakers.OPENAI.words(json));
            assertThat(model().mode(mode).ask(Shape.class, "A circle of 2.5").value())
                    .as(mode.toString())
                    .isEqualTo(new Circle(2.5));
        }
    }

    public record Plan(LocalDate start, Map<String, Integer> days) {}

    @Test
    void langchain4jAndOpenAiJavaDatesAndMapsWork() {
        says("{\"start\":\"2026-02-01\",\"days\":{\"walls\":4}}");
        Plan plan = model().mode(Mode.JSON).ask(Plan.class, "Plan it").value();
        assertThat(plan).isEqualTo(new Plan(LocalDate.of(2026, 2, 1), Map.of("walls", 4)));
    }

    @Test
    void openAiJavaAnInvalidAnswerIsAskedAnewAndTheMessageStaysShort() {
        String large = "{\"currency\":\"" + "x".repeat(50_000) + "\",\"total\":1,\"items\":[]}";
        says(large);
        AskException failure = catchThrowableOfType(
                AskException.class, () -> model().attempts(1).ask(Order.class, "Extract the order"));
        assertThat(failure.toString().length()).isLessThan(2000);
        assertThat(failure.attempts().get(0).reply().text()).isEqualTo(large);
    }

    @Test
    void openAiJavaATopLevelListIsStreamedItemByItem() {
        server.then(Speakers.OPENAI.streamed(
                "{\"items\":[{\"name\":\"tea\",\"count\":1},{\"name\":\"cup\",\"count\":2}]}"));
        List<String> seen = new ArrayList<>();
        try (ItemStream<Order.Item> items = model().items(Order.Item.class).stream("List the items")) {
            items.forEach(item -> seen.add(item.name()));
        }
        assertThat(seen).containsExactly("tea", "cup");
    }

    @Test
    void instructor4jTheValidatorsOwnErrorGoesBack() {
        says("{\"name\":\"tea\",\"count\":1}");
        says("{\"name\":\"tea\",\"count\":2}");
        model().question(Order.Item.class)
                .check((item, findings) -> {
                    if (item.count() < 2) {
                        findings.add("/count", "The catalogue sells tea from 2 on; found " + item.count());
                    }
                })
                .ask("Extract the item");
        assertThat(server.body(1).toString()).contains("The catalogue sells tea from 2 on; found 1");
    }

    @Test
    void vllmAServerThatIgnoresItsFieldIsFoundOut() {
        // HTTP 200, and the text is what an unconstrained model writes
        List<Attempt> unenforced = new ArrayList<>();
        server.then(Speakers.OPENAI.words("Sure! {\"currency\": \"EUR\", \"total\": 1, \"items\": []}"));
        Answer<Order> answer = Structured.with(Models.vllm("m-1", server.at("/v1")))
                .observe(run -> new Observation() {
                    @Override
                    public void unenforced(Attempt attempt) {
                        unenforced.add(attempt);
                    }
                })
                .ask(Order.class, "Extract the order");
        assertThat(answer.enforced()).isFalse();
        assertThat(answer.mode()).isEqualTo(Mode.NATIVE);
        assertThat(unenforced).hasSize(1);
    }

    @Test
    void vllmTheFieldsThatItNoLongerKnowsAreNotSent() {
        says(Order.GOOD);
        Structured.with(Models.vllm("m-1", server.at("/v1"))).ask(Order.class, "Extract the order");
        assertThat(server.body(0).toString()).contains("response_format").doesNotContain("guided_");
    }

    @Test
    void koogAFixNeedsNoSecondModel() {
        says("{currency: 'EUR', total: 12.50, items: [{name: tea, count: '2'},]");
        says("{\"currency\": \"EUR\", \"total\": \"12.50\", \"items\": {\"name\": \"tea\", \"count\": 2}}");
        Answer<Order> cutBracket = model().mode(Mode.PROMPT).ask(Order.class, "Extract the order");
        assertThat(cutBracket.attempts())
                .as("what is cut is asked for, whatever could be read of it")
                .hasSize(2);
        assertThat(server.asked()).hasSize(2);
        assertThat(cutBracket.repairs()).isNotEmpty();
        assertThat(cutBracket.value().items()).containsExactly(new Order.Item("tea", 2));
    }

    @Test
    void springAiAThoughtBeforeTheAnswerCostsNoReAsk() {
        says("<think>Is it {\"currency\": \"USD\"}? No.</think>\n" + Order.GOOD);
        Answer<Order> answer = model().mode(Mode.PROMPT).ask(Order.class, "Extract the order");
        assertThat(answer.attempts()).hasSize(1);
        assertThat(answer.value().currency()).isEqualTo("EUR");
    }

    @Test
    void springAiStreamsAreValidatedByRulesAcrossFieldsAndAskedAnew() {
        server.then(Speakers.OPENAI.streamed(Order.GOOD.replace("12.50", "0")))
                .then(Speakers.OPENAI.streamed(Order.GOOD));
        try (Partials<Order> partials = model()
                .question(Order.class)
                .check(Check.that(
                        order -> order.items().isEmpty() || order.total().signum() > 0, "Items cost something."))
                .stream("Extract the order")) {
            assertThat(partials.answer().attempts()).hasSize(2);
            assertThat(partials.answer().usage().output()).isEqualTo(2L * Speaker.OUTPUT);
        }
        assertThat(server.body(1).toString()).contains("Items cost something.");
    }

    public record Tree(String name, Set<Tree> branches) {}

    @Test
    void langchain4jRecursionAndSetsWorkInEveryModeAndInStreams() {
        String json = "{\"name\":\"a\",\"branches\":[{\"name\":\"b\",\"branches\":[]}]}";
        Tree expected = new Tree("a", Set.of(new Tree("b", Set.of())));
        for (Mode mode : Mode.values()) {
            server.then(mode == Mode.TOOL ? Speakers.OPENAI.call("Tree", json) : Speakers.OPENAI.words(json));
            assertThat(model().mode(mode).ask(Tree.class, "A tree").value())
                    .as(mode.toString())
                    .isEqualTo(expected);
            server.then(
                    mode == Mode.TOOL ? Speakers.OPENAI.streamedCall("Tree", json) : Speakers.OPENAI.streamed(json));
            try (Partials<Tree> partials = model().mode(mode).question(Tree.class).stream("A tree")) {
                assertThat(partials.answer().value()).as(mode + " streamed").isEqualTo(expected);
            }
        }
    }

    public record Person(String name, Optional<String> nickname) {}

    @Test
    void openAiJavaWhatIsOptionalMayBeLeftOut() {
        says("{\"name\":\"Ada\"}");
        Answer<Person> answer = model().ask(Person.class, "Who?");
        assertThat(answer.value()).isEqualTo(new Person("Ada", Optional.empty()));
        assertThat(answer.attempts()).hasSize(1);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Cash.class, name = "cash"),
        @JsonSubTypes.Type(value = Card.class, name = "card")
    })
    public interface Payment {}

    public record Cash(int given) implements Payment {}

    public record Card(String lastFour) implements Payment {}

    public record Receipt(Payment payment) {}

    @Test
    void openAiJavaJacksonsSubtypesAreAsked() {
        says("{\"payment\":{\"kind\":\"card\",\"lastFour\":\"1234\"}}");
        assertThat(model().ask(Receipt.class, "How?").value()).isEqualTo(new Receipt(new Card("1234")));
        assertThat(server.body(0).toString()).contains("anyOf").contains("\"cash\"");
    }
}
