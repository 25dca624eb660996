package dev.assay.structured.schema;

import tools.jackson.databind.JsonNode;

/**
 * One rule of a schema that a value breaks.
 *
 * @param path where the value stands, as a JSON pointer (RFC 6901); {@code ""} is the whole
 * @param value what stands there
 * @param rule the keyword that is broken, such as {@code required} or {@code maximum}
 * @param message what was expected and what was found, as a sentence that a model or a person can act on
 */
public record Violation(String path, JsonNode value, String rule, String message) {

    /** The path, {@code (root)} where it is empty, then the message. */
    @Override
    public String toString() {
        return (path.isEmpty() ? "(root)" : path) + ": " + message;
    }
}
