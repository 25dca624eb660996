package dev.assay.structured.provider;

import java.time.Duration;
import java.util.List;

/**
 * One request to a model.
 *
 * @param turns the conversation so far
 * @param output the shape of answer that is asked for
 * @param settings of sampling and size
 * @param timeout how long the whole answer may take, streaming included
 */
public record Request(List<Turn> turns, Output output, Settings settings, Duration timeout) {
    /** Copies the turns. */
    public Request {
        turns = List.copyOf(turns);
    }
}
