package dev.assay.structured;

import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.Model;
import dev.assay.structured.provider.Settings;
import dev.assay.structured.schema.Binder;
import dev.assay.structured.schema.Schema;
import dev.assay.structured.schema.TypeRef;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Asks any model for a type.
 *
 * <pre>{@code
 * record Order(String currency, BigDecimal total, List<Item> items) {}
 * Answer<Order> answer = Structured.with(model).ask(Order.class, "Extract the order: ...");
 * }</pre>
 *
 * <p>What comes back obeys the schema of the type and every check, or there is an {@link AskException}. Immutable: each method
 * that changes something gives a new object. Safe for use by many threads, the first call included.
 */
public final class Structured {
    private final Config config;

    private Structured(Config config) {
        this.config = config;
    }

    /**
     * Asks this model, in its best mode, with three attempts and within five minutes.
     *
     * @param model the model
     * @return the beginning of every question
     */
    public static Structured with(Model model) {
        return new Structured(Config.of(model));
    }

    /**
     * Asks in another mode than the best one.
     *
     * @param mode a mode that the model knows
     * @return a new object
     * @throws IllegalArgumentException if it does not know it
     */
    public Structured mode(Mode mode) {
        Config changed = config.withMode(mode);
        changed.chosenMode();
        return new Structured(changed);
    }

    /**
     * Looks at so many answers at most. Requests that got no answer do not count; see {@link #retries}.
     *
     * @param most at least 1
     * @return a new object
     */
    public Structured attempts(int most) {
        return new Structured(config.withAttempts(most));
    }

    /**
     * Asks no more once so many tokens are used. A valid answer is taken even if it crosses the limit. Where the server does not
     * tell what it used, there is no second attempt; that holds for streams that were ended early as well.
     *
     * @param tokens of all attempts of one question, input and output together, at least 1
     * @return a new object
     */
    public Structured tokenBudget(long tokens) {
        return new Structured(config.withBudget(tokens));
    }

    /**
     * Gives up after this time, whatever is going on.
     *
     * @param time for all attempts of one question together
     * @return a new object
     */
    public Structured within(Duration time) {
        return new Structured(config.withTime(time));
    }

    /**
     * How requests are repeated that got no answer.
     *
     * @param retries limit and pauses
     * @return a new object
     */
    public Structured retries(Retries retries) {
        return new Structured(config.withRetries(retries));
    }

    /**
     * Settings of each request.
     *
     * @param settings of sampling and size
     * @return a new object
     */
    public Structured settings(Settings settings) {
        return new Structured(config.withSettings(settings));
    }

    /**
     * Instructions that stand before every question.
     *
     * @param text for the model; {@code ""} for none
     * @return a new object
     */
    public Structured instructions(String text) {
        return new Structured(config.withInstructions(text));
    }

    /**
     * Tells of every step.
     *
     * @param observer is told after those before it
     * @return a new object
     */
    public Structured observe(Observer observer) {
        return new Structured(config.withObserver(observer));
    }

    /** For tests, which wait for nothing. */
    Structured pause(Config.Pause pause) {
        return new Structured(config.withPause(pause));
    }

    /**
     * Asks for a class.
     *
     * @param type a record, an enum, a sealed interface, or whatever else {@link Schema#of(Class)} takes
     * @param text the question
     * @return a valid answer
     * @param <T> the type
     * @throws AskException if there is none
     */
    public <T> Answer<T> ask(Class<T> type, String text) {
        return question(type).ask(text);
    }

    /**
     * Asks for a generic type.
     *
     * @param type such as {@code new TypeRef<List<Order>>() {}}
     * @param text the question
     * @return a valid answer
     * @param <T> the type
     * @throws AskException if there is none
     */
    public <T> Answer<T> ask(TypeRef<T> type, String text) {
        return question(type).ask(text);
    }

    /**
     * Asks for JSON that obeys a schema.
     *
     * @param schema any schema
     * @param text the question
     * @return a valid answer
     * @throws AskException if there is none
     */
    public Answer<JsonNode> ask(Schema schema, String text) {
        return question(schema).ask(text);
    }

    /**
     * A question for a class.
     *
     * @param type a record, an enum, a sealed interface, or whatever else {@link Schema#of(Class)} takes
     * @return the question
     * @param <T> the type
     */
    public <T> Question<T> question(Class<T> type) {
        return new Question<>(config, kind(type));
    }

    /**
     * A question for a generic type.
     *
     * @param type such as {@code new TypeRef<List<Order>>() {}}
     * @return the question
     * @param <T> the type
     */
    public <T> Question<T> question(TypeRef<T> type) {
        return new Question<>(
                config,
                new Kind<>(
                        Kind.name(simple(type.type())), Schema.of(type), tree -> Binder.bind(tree, type), List.of()));
    }

    /**
     * A question for JSON that obeys a schema.
     *
     * @param schema any schema
     * @return the question
     */
    public Question<JsonNode> question(Schema schema) {
        JsonNode title = schema.json().path("title");
        return new Question<>(
                config,
                new Kind<>(Kind.name(title.isString() ? title.stringValue() : ""), schema, tree -> tree, List.of()));
    }

    /**
     * A question for a list whose items are handed on one by one.
     *
     * @param item one item
     * @return the question
     * @param <T> one item
     */
    public <T> Items<T> items(Class<T> item) {
        return new Items<>(config, kind(item));
    }

    /**
     * A question whose answer may not be there.
     *
     * @param type what is looked for
     * @return the question for it, or for the reason why there is none
     * @param <T> what is looked for
     */
    public <T> Question<Maybe<T>> maybe(Class<T> type) {
        Type wrapped = new Generic(Maybe.class, List.<Type>of(type));
        Kind<Maybe<T>> kind = new Kind<>(
                Kind.name("Maybe_" + type.getSimpleName()),
                Schema.of(wrapped),
                tree -> maybe(tree, wrapped),
                List.of());
        return new Question<>(config, kind.with((value, findings) -> {
            if (value.value().isPresent() == value.reason().isPresent()) {
                findings.add("Either value or reason has to be there, and the other one null.");
            }
        }));
    }

    @SuppressWarnings("unchecked") // the type says what is bound
    private static <T> Maybe<T> maybe(JsonNode tree, Type type) {
        return (Maybe<T>) Binder.bind(tree, type);
    }

    /**
     * A question for one of several options.
     *
     * @param choice the options
     * @return the question
     * @param <T> what an option stands for
     */
    public <T> Question<T> question(Choice<T> choice) {
        return new Question<>(config, choice.kind());
    }

    /**
     * A question for calls of tools.
     *
     * @return no tool yet; add some with {@link Tools#tool}
     */
    public Tools tools() {
        return new Tools(config, List.of(), List.of());
    }

    private static <T> Kind<T> kind(Class<T> type) {
        return new Kind<>(Kind.name(type.getSimpleName()), Schema.of(type), tree -> Binder.bind(tree, type), List.of());
    }

    /** {@code java.util.List<com.example.Order>} is told as {@code List_Order}. */
    private static String simple(Type type) {
        return type.getTypeName().replaceAll("[\\w$]+[.$](?=[\\w$])", "");
    }
}
