package dev.assay.structured;

import dev.assay.structured.schema.Schema;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * A question for a list whose items are handed on one by one, each as soon as it is written and valid. Immutable, and safe for
 * use by many threads.
 *
 * @param <T> one item
 */
public final class Items<T> {
    private final Config config;
    private final Kind<T> item;
    private final TypeShape<List<T>> shape;

    Items(Config config, Kind<T> item) {
        this.config = config;
        this.item = item;
        Schema list = Envelope.aroundList(item.schema(), ItemPull.LIST);
        this.shape = new TypeShape<>(
                new Kind<>(
                        Kind.name(item.name() + "_list"),
                        list,
                        tree -> tree.path(ItemPull.LIST)
                                .valueStream()
                                .map(item::bind)
                                .toList(),
                        List.of()),
                config.chosenMode(),
                config.model().capabilities());
    }

    /**
     * The same with one more rule of one's own for each item.
     *
     * @param check runs after the schema, and after the checks before it
     * @return a new question
     */
    public Items<T> check(Check<? super T> check) {
        return new Items<>(config, item.with(check));
    }

    /**
     * Asks, and gives each item as it is written.
     *
     * @param text the question
     * @return the items; it must be closed
     */
    public ItemStream<T> stream(String text) {
        return stream(Prompt.of(text));
    }

    /**
     * Asks, and gives each item as it is written.
     *
     * @param prompt the question; it is not changed
     * @return the items; it must be closed
     */
    public ItemStream<T> stream(Prompt prompt) {
        return new ItemStream<>(new ItemPull<>(config, item, shape, prompt));
    }

    /**
     * Asks anew for each subscriber, and publishes each item as it is written. When no valid list comes to its end the error is an {@link
     * AskException}.
     *
     * @param prompt the question; it is not changed
     * @return sends nothing before somebody subscribes and asks for an item
     */
    public Flow.Publisher<T> publish(Prompt prompt) {
        return new PullPublisher<>(() -> new ItemPull<>(config, item, shape, prompt));
    }
}
