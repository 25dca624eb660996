package dev.assay.structured.provider;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The shape of answer that a request asks the server for. */
public sealed interface Output {

    /** Any text. */
    record FreeText() implements Output {}

    /** Some JSON object. */
    record AnyJson() implements Output {}

    /**
     * JSON that obeys a schema.
     *
     * @param name a name for the schema: letters, digits, {@code _} and {@code -}, at most 64
     * @param description what it is, or {@code ""}
     * @param schema the schema, already in the server's dialect
     * @param strict whether to ask for strict adherence where that is a choice
     */
    record Schema(String name, String description, JsonNode schema, boolean strict) implements Output {}

    /**
     * One call of one of these tools, or several.
     *
     * @param tools at least one
     * @param several whether the model may call more than once in a turn
     */
    record Tools(List<Tool> tools, boolean several) implements Output {
        /** Copies the list. */
        public Tools {
            tools = List.copyOf(tools);
            if (tools.isEmpty()) {
                throw new IllegalArgumentException("No tool is given; at least one is needed.");
            }
        }
    }
}
