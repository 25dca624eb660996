package dev.assay.structured.provider;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Puts one answer together from its events. Used by one thread. */
public interface StreamReader {

    /**
     * Takes the next event.
     *
     * @param event its name, or {@code ""}
     * @param data what it holds
     * @return the characters that it adds
     * @throws ModelException if the server reports an error in it
     */
    List<Delta> accept(String event, JsonNode data);

    /**
     * Whether the server has said that the answer is whole. A stream that stops before was cut on the way.
     *
     * @return true once it has
     */
    boolean ended();

    /**
     * The whole answer.
     *
     * @return what was put together
     */
    Reply reply();
}
