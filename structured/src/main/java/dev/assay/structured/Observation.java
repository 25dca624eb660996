package dev.assay.structured;

import dev.assay.structured.provider.ModelException;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.Request;
import java.time.Duration;
import java.util.Optional;

/** Is told of the steps of one question, in their order. Each method may be left out. */
public interface Observation {

    /**
     * A request goes out.
     *
     * @param attempt counted from 1
     * @param request what is sent
     */
    default void sending(int attempt, Request request) {}

    /**
     * A request got no answer.
     *
     * @param attempt counted from 1
     * @param failures how often it has failed by now
     * @param failure what happened
     * @param pause how long to wait before it is repeated; empty if it is not
     */
    default void lost(int attempt, int failures, ModelException failure, Optional<Duration> pause) {}

    /**
     * The model answered.
     *
     * @param attempt counted from 1
     * @param reply what it said
     */
    default void received(int attempt, Reply reply) {}

    /**
     * An answer was judged.
     *
     * @param attempt the answer and what is wrong with it
     */
    default void judged(Attempt attempt) {}

    /**
     * A server that says that it holds the model to a schema did not.
     *
     * @param attempt the answer that breaks the schema that was sent
     */
    default void unenforced(Attempt attempt) {}

    /**
     * There is a valid answer.
     *
     * @param answer the answer
     */
    default void answered(Answer<?> answer) {}

    /**
     * There will be no answer.
     *
     * @param failure why not
     */
    default void failed(AskException failure) {}
}
