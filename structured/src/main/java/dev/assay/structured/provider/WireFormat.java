package dev.assay.structured.provider;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a provider's requests and answers are written. {@link HttpModel} carries them; a format only writes and reads, and keeps
 * nothing.
 */
public interface WireFormat {

    /**
     * The provider, as {@link Model#provider} says it.
     *
     * @return such as {@code openai}
     */
    String provider();

    /**
     * What its servers can be asked for.
     *
     * @return a row of the table
     */
    Capabilities capabilities();

    /**
     * Where requests go.
     *
     * @param model the model
     * @param stream whether the answer is to come as it is written
     * @return the path, and query if any, after the server's base address; it starts with a slash
     */
    String path(String model, boolean stream);

    /**
     * The headers that tell who asks, and in which version.
     *
     * @param key the key, or {@code ""} for servers that want none
     * @return names and values
     */
    Map<String, String> headers(String key);

    /**
     * Writes a request.
     *
     * @param model the model
     * @param request what is asked
     * @param stream whether the answer is to come as it is written
     * @return the body
     * @throws IllegalArgumentException if the format cannot say it, with what it can
     */
    ObjectNode body(String model, Request request, boolean stream);

    /**
     * Reads a whole answer.
     *
     * @param body the server's answer, whose status was 200
     * @return what the model said
     * @throws ModelException if it is not of this format
     */
    Reply reply(JsonNode body);

    /**
     * Reads an answer as it is written.
     *
     * @return a reader for one answer
     */
    StreamReader reader();

    /**
     * Whether each line of a stream is an event by itself, instead of server-sent events.
     *
     * @return true for lines
     */
    default boolean lines() {
        return false;
    }
}
