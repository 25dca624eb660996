package dev.assay.structured;

import java.util.concurrent.Flow;

/**
 * A question for one type of answer, to be asked about anything and as often as wanted. Immutable, and safe for use by many
 * threads.
 *
 * @param <T> the type
 */
public final class Question<T> {
    private final Config config;
    private final Kind<T> kind;
    private final TypeShape<T> shape;

    Question(Config config, Kind<T> kind) {
        this.config = config;
        this.kind = kind;
        this.shape = new TypeShape<>(kind, config.chosenMode(), config.model().capabilities());
    }

    /**
     * The same with one more rule of one's own.
     *
     * @param check runs after the schema, and after the checks before it
     * @return a new question
     */
    public Question<T> check(Check<? super T> check) {
        return new Question<>(config, kind.with(check));
    }

    /**
     * Asks.
     *
     * @param text the question
     * @return a valid answer
     * @throws AskException if there is none
     */
    public Answer<T> ask(String text) {
        return ask(Prompt.of(text));
    }

    /**
     * Asks.
     *
     * @param prompt the question; it is not changed
     * @return a valid answer
     * @throws AskException if there is none
     */
    public Answer<T> ask(Prompt prompt) {
        return Asking.ask(config, shape, prompt);
    }

    /**
     * Asks, and gives the answer as it is written.
     *
     * @param text the question
     * @return the answer as it grows; it must be closed
     */
    public Partials<T> stream(String text) {
        return stream(Prompt.of(text));
    }

    /**
     * Asks, and gives the answer as it is written. Nothing is sent before the first piece is asked for.
     *
     * @param prompt the question; it is not changed
     * @return the answer as it grows; it must be closed
     */
    public Partials<T> stream(Prompt prompt) {
        return new Partials<>(new PartialPull<>(config, shape, prompt));
    }

    /**
     * Asks anew for each subscriber, and publishes the answer as it is written. Signals come from a thread of their own; when there is
     * no valid answer the error is an {@link AskException}.
     *
     * @param prompt the question; it is not changed
     * @return sends nothing before somebody subscribes and asks for a piece
     */
    public Flow.Publisher<Partial<T>> publish(Prompt prompt) {
        return new PullPublisher<>(() -> new Stills<>(new PartialPull<>(config, shape, prompt)));
    }
}
