package dev.assay.structured;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The items of a list while it is written, for one thread to walk through once. Each one is valid; none comes twice. Close it,
 * also to stop before the end.
 *
 * @param <T> one item
 */
public final class ItemStream<T> implements Iterable<T>, AutoCloseable {
    private final ItemPull<T> pull;
    private Optional<T> ahead = Optional.empty();

    ItemStream(ItemPull<T> pull) {
        this.pull = pull;
    }

    /**
     * The items. Its methods throw {@link AskException} when the list does not come to a valid end; the items before that stay valid.
     *
     * @return goes on where the last one stopped
     */
    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (ahead.isEmpty()) {
                    ahead = pull.next();
                }
                return ahead.isPresent();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("The list is at its end.");
                }
                T next = ahead.orElseThrow();
                ahead = Optional.empty();
                return next;
            }
        };
    }

    /**
     * Waits for the whole list.
     *
     * @return all items, those that were handed on already included
     * @throws AskException if the list does not come to a valid end
     * @throws IllegalStateException if it was closed before
     */
    public Answer<List<T>> answer() {
        Iterator<T> rest = iterator();
        while (rest.hasNext()) {
            rest.next();
        }
        return pull.answer()
                .orElseThrow(
                        () -> new IllegalStateException("The stream was closed before its end; there is no answer."));
    }

    @Override
    public void close() {
        pull.close();
    }
}
