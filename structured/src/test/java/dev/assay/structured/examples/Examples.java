package dev.assay.structured.examples;

import dev.assay.structured.Answer;
import dev.assay.structured.AskException;
import dev.assay.structured.Call;
import dev.assay.structured.Check;
import dev.assay.structured.Choice;
import dev.assay.structured.Citations;
import dev.assay.structured.Maybe;
import dev.assay.structured.Partial;
import dev.assay.structured.Partials;
import dev.assay.structured.Prompt;
import dev.assay.structured.Structured;
import dev.assay.structured.constrain.Constraint;
import dev.assay.structured.constrain.Language;
import dev.assay.structured.constrain.SchemaOptions;
import dev.assay.structured.constrain.Server;
import dev.assay.structured.constrain.ServerGrammar;
import dev.assay.structured.constrain.Vocabulary;
import dev.assay.structured.json.LenientJson;
import dev.assay.structured.json.TypedReading;
import dev.assay.structured.provider.Media;
import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.Model;
import dev.assay.structured.provider.Models;
import dev.assay.structured.provider.Settings;
import dev.assay.structured.schema.Describe;
import dev.assay.structured.schema.Min;
import dev.assay.structured.schema.Pattern;
import dev.assay.structured.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import tools.jackson.databind.json.JsonMapper;

/** The examples of the README, which quotes what stands between the marks. */
final class Examples {
    private Examples() {}

    // begin order
    record Item(String name, @Min(1) int count) {}

    record Order(
            @Describe("ISO 4217") @Pattern("[A-Z]{3}") String currency,
            @Min(0) BigDecimal total,
            List<Item> items) {}
    // end

    static Model model() {
        // begin model
        Model model = Models.openAi("gpt-5-mini", System.getenv().getOrDefault("OPENAI_API_KEY", ""));
        // end
        return model;
    }

    static Order ask(Model model) {
        // begin ask
        Answer<Order> answer =
                Structured.with(model).ask(Order.class, "Extract the order: 2 teas and a cup, 12.50 euros");
        Order order = answer.value();
        // end
        return order;
    }

    static Answer<Order> bounds(Model model) {
        // begin bounds
        Structured careful = Structured.with(model)
                .mode(Mode.TOOL) // the best one of the model's, unless you say so
                .attempts(4)
                .tokenBudget(20_000)
                .within(Duration.ofSeconds(30));
        try {
            return careful.ask(Order.class, "Extract the order: ...");
        } catch (AskException failure) {
            failure.attempts().forEach(each -> System.err.println(each.number() + ": " + each.violations()));
            System.err.println(failure.reason() + " after " + failure.usage().total() + " tokens");
            throw failure;
        }
        // end
    }

    static Order check(Model model) {
        // begin check
        return Structured.with(model)
                .question(Order.class)
                .check(Check.that(order -> !order.items().isEmpty(), "An order has at least one item."))
                .check((order, findings) -> {
                    if (order.total().scale() > 2) {
                        findings.add("/total", "Prices have two digits; found " + order.total());
                    }
                })
                .ask("Extract the order: ...")
                .value();
        // end
    }

    static List<String> stream(Model model) {
        List<String> screen = new ArrayList<>();
        // begin stream
        try (Partials<Order> partials = Structured.with(model).question(Order.class).stream("Extract the order: ...")) {
            for (Partial<Order> partial : partials) {
                partial.at("/currency", String.class).ifPresent(screen::add); // what is there by now
            }
            screen.add("total: " + partials.answer().value().total()); // valid, or an AskException
        }
        // end
        return screen;
    }

    static List<String> items(Model model) {
        List<String> seen = new ArrayList<>();
        // begin items
        try (var items = Structured.with(model).items(Item.class).stream("List what is ordered: ...")) {
            items.forEach(item -> seen.add(item.name())); // each one valid, none twice
        }
        // end
        return seen;
    }

    // begin union
    sealed interface Payment {}

    record Card(String lastFour) implements Payment {}

    record Transfer(String iban) implements Payment {}
    // end

    static String maybe(Model model) {
        // begin maybe
        Maybe<Payment> payment = Structured.with(model)
                .maybe(Payment.class)
                .ask("How was it paid? ...")
                .value();
        String text = payment.value()
                .map(Object::toString)
                .orElse("unknown: " + payment.reason().orElse(""));
        // end
        return text;
    }

    static int choice(Model model) {
        // begin choice
        Choice<Integer> teams =
                Choice.<Integer>none().or("billing", "invoices and refunds", 7).or("support", "everything else", 9);
        int team = Structured.with(model)
                .question(teams)
                .ask("Where is my invoice?")
                .value();
        // end
        return team;
    }

    // begin facts
    record Fact(String claim, String quote) {}

    record Facts(List<Fact> facts) {}
    // end

    static Facts cite(Model model, String source) {
        // begin cite
        Facts facts = Structured.with(model)
                .question(Facts.class)
                .check(Citations.in(source).fuzzy(0.9).at("/facts/*/quote"))
                .ask("Which facts does this text hold? Quote it.\n" + source)
                .value();
        // end
        return facts;
    }

    // begin tools
    record Weather(String city) {}

    record Sum(int left, int right) {}
    // end

    static List<Call> tools(Model model) {
        // begin calls
        List<Call> calls = Structured.with(model)
                .tools()
                .tool("weather", "Tells the weather.", Weather.class)
                .tool("sum", "Adds two numbers.", Sum.class)
                .ask("How is Lima, and what is 1 + 2?")
                .value();
        // end
        return calls;
    }

    static Order picture(Model model, byte[] png) {
        // begin picture
        Order order = Structured.with(model)
                .question(Order.class)
                .ask(Prompt.of("What was bought?").with(Media.of(png, "image/png")))
                .value();
        // end
        return order;
    }

    static TypedReading<Item> read() {
        // begin read
        TypedReading<Item> reading = LenientJson.parse("Sure, here it is: {name: 'tea', count: '2',}", Item.class);
        reading.reading().repairs().forEach(System.out::println); // each one with its position and price
        // end
        return reading;
    }

    static Vocabulary vocabulary() {
        // begin vocabulary
        List<byte[]> tokens = new ArrayList<>(); // a real one is read with Vocabulary.read(path)
        for (String token : List.of("{", "}", "\"name\"", "\"count\"", ":", ",", "\"tea\"", "2", "-", "<end>")) {
            tokens.add(token.getBytes(StandardCharsets.UTF_8));
        }
        Vocabulary vocabulary = Vocabulary.of(tokens, List.of(9));
        // end
        return vocabulary;
    }

    static Constraint constrain(Vocabulary vocabulary) {
        // begin constrain
        Constraint constraint = Constraint.compile(Schema.of(Item.class).json(), vocabulary);
        boolean onlyABrace = constraint.start().allows(0) && !constraint.start().allows(7);
        // end
        System.out.println(onlyABrace);
        return constraint;
    }

    static String write(Constraint constraint, Vocabulary vocabulary, ToIntFunction<long[]> sample) {
        // begin walk
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Constraint.State state = constraint.start();
        for (int i = 0; i < 20 && !state.isFinished(); i++) {
            int token = sample.applyAsInt(state.mask()); // one whose bit is set
            text.writeBytes(vocabulary.bytes(token));
            state = state.accept(token);
        }
        text.writeBytes(state.ending()); // a model that goes on for ever is brought to an end
        // end
        return text.toString(StandardCharsets.UTF_8);
    }

    static String grammar() {
        // begin grammar
        Language language = Language.schema(
                JsonMapper.shared().readTree("{\"items\":{\"$ref\":\"https://example.org/item\"},\"type\":\"array\"}"),
                SchemaOptions.COMPACT,
                Map.of("https://example.org/item", Schema.of(Item.class).json()));
        String gbnf = ServerGrammar.gbnf(language); // for llama.cpp and all that read its notation
        // end
        return gbnf;
    }

    static int held(Model model) {
        // begin server
        int count = Structured.with(model) // of Models.vllm
                .mode(Mode.PROMPT)
                .settings(Settings.NONE.withConstraint(Server.VLLM, Language.regex("[1-9][0-9]{0,3}")))
                .ask(Integer.class, "How many teas?")
                .value();
        // end
        return count;
    }
}
