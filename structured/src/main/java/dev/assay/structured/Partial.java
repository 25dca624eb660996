package dev.assay.structured;

import dev.assay.structured.schema.Binder;
import dev.assay.structured.schema.BindingException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An answer while it is written. Texts are as long as they are by now, lists as well; what has not begun is not there. It shows
 * the answer as it is when it is looked at, so look before the next one is taken.
 *
 * @param <T> what the whole answer will be
 */
public final class Partial<T> {
    private final int attempt;
    private final JsonNode soFar;
    private final Optional<Answer<T>> answer;

    Partial(int attempt, JsonNode soFar, Optional<Answer<T>> answer) {
        this.attempt = attempt;
        this.soFar = soFar;
        this.answer = answer;
    }

    /**
     * Which attempt this is. When it grows, the earlier ones were not valid, and the answer begins anew.
     *
     * @return counted from 1
     */
    public int attempt() {
        return attempt;
    }

    /**
     * All that is there.
     *
     * @return a copy
     */
    public JsonNode value() {
        return soFar.deepCopy();
    }

    /**
     * One place.
     *
     * @param pointer a JSON pointer, such as {@code /items/0/name}
     * @param type what it is to be
     * @return empty while it is not there, or not enough of it
     * @param <V> what it is to be
     */
    public <V> Optional<V> at(String pointer, Class<V> type) {
        return bind(soFar.at(pointer), type);
    }

    /**
     * All that is there, as a type whose parts may be missing: one of {@code Optional} and lists.
     *
     * @param type a type that needs less than the whole answer
     * @return empty while there is not enough
     * @param <P> the type
     */
    public <P> Optional<P> as(Class<P> type) {
        return bind(soFar, type);
    }

    /**
     * The whole and valid answer.
     *
     * @return present in the last one only
     */
    public Optional<Answer<T>> answer() {
        return answer;
    }

    /** The same, independent of what follows. */
    Partial<T> still() {
        return new Partial<>(attempt, soFar.deepCopy(), answer);
    }

    private static <V> Optional<V> bind(JsonNode node, Class<V> type) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Binder.bind(node, type));
        } catch (BindingException notYet) {
            return Optional.empty();
        }
    }

    /** The attempt, and what is there. */
    @Override
    public String toString() {
        return "Partial[" + attempt + ", " + soFar + (answer.isPresent() ? ", whole]" : "]");
    }
}
