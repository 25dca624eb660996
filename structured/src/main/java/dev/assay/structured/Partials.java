package dev.assay.structured;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * An answer as it grows, for one thread to walk through once. An answer that cannot become valid any more is ended early and
 * asked for anew; so is one that is not valid in the end. Close it, also to stop before the end.
 *
 * <pre>{@code
 * try (Partials<Order> partials = question.stream("Extract the order: ...")) {
 *     for (Partial<Order> partial : partials) {
 *         show(partial.value());
 *     }
 *     use(partials.answer());
 * }
 * }</pre>
 *
 * @param <T> what the whole answer will be
 */
public final class Partials<T> implements Iterable<Partial<T>>, AutoCloseable {
    private final Pull<Partial<T>> pull;
    private Optional<Partial<T>> ahead = Optional.empty();
    private Optional<Answer<T>> answer = Optional.empty();

    Partials(Pull<Partial<T>> pull) {
        this.pull = pull;
    }

    /**
     * The answer as it grows, the whole one last. Its methods throw {@link AskException} when there is no valid answer.
     *
     * @return goes on where the last one stopped
     */
    @Override
    public Iterator<Partial<T>> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (ahead.isEmpty()) {
                    ahead = pull.next();
                    ahead.flatMap(Partial::answer).ifPresent(whole -> answer = Optional.of(whole));
                }
                return ahead.isPresent();
            }

            @Override
            public Partial<T> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("The answer is whole; there is nothing after it.");
                }
                Partial<T> next = ahead.orElseThrow();
                ahead = Optional.empty();
                return next;
            }
        };
    }

    /**
     * Waits for the whole answer.
     *
     * @return a valid answer
     * @throws AskException if there is none
     * @throws IllegalStateException if it was closed before
     */
    public Answer<T> answer() {
        Iterator<Partial<T>> rest = iterator();
        while (rest.hasNext()) {
            rest.next();
        }
        return answer.orElseThrow(
                () -> new IllegalStateException("The stream was closed before its end; there is no answer."));
    }

    @Override
    public void close() {
        pull.close();
    }
}
