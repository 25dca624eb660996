package dev.assay.structured.provider;

/**
 * One model behind one server: the small interface that every provider and every adapter fills in. It sends a request once and
 * never repeats it by itself; repeating is decided in one place, by who asks. Safe for use by many threads.
 */
public interface Model {

    /**
     * The provider, in the words of OpenTelemetry's {@code gen_ai.provider.name} where there is one.
     *
     * @return such as {@code openai}
     */
    String provider();

    /**
     * The model.
     *
     * @return the name that goes into requests
     */
    String name();

    /**
     * What the server can be asked for.
     *
     * @return a row of the table
     */
    Capabilities capabilities();

    /**
     * Sends a request and waits for the whole answer.
     *
     * @param request what is asked
     * @return what the model answered, refusals and cut answers included
     * @throws ModelException if there was no answer
     */
    Reply send(Request request);

    /**
     * Sends a request and gives the answer as it is written.
     *
     * @param request what is asked
     * @return the answer in pieces; it must be closed
     * @throws ModelException if there was no answer
     */
    ReplyStream stream(Request request);
}
