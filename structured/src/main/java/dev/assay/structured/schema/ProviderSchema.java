package dev.assay.structured.schema;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema in a provider's dialect.
 *
 * @param dialect the dialect
 * @param json the schema, ready to be sent; not to be changed
 * @param dropped what could not be expressed and is therefore to be checked afterwards
 * @param wrapped whether the answer is an object whose only property, {@link #WRAPPER}, holds the value, because the dialect wants an object at
 *     the root
 */
public record ProviderSchema(Dialect dialect, JsonNode json, List<DroppedRule> dropped, boolean wrapped) {

    /** The property that holds the value where {@link #wrapped}. */
    public static final String WRAPPER = "value";

    /** Copies the list. */
    public ProviderSchema {
        dropped = List.copyOf(dropped);
    }

    /**
     * The value that an answer in this dialect stands for: what was wrapped is unwrapped.
     *
     * @param answer a value that was written for {@link #json}
     * @return the value that the schema was made for
     */
    public JsonNode unwrap(JsonNode answer) {
        return wrapped && answer instanceof ObjectNode object && object.size() == 1 && object.has(WRAPPER)
                ? object.path(WRAPPER)
                : answer;
    }
}
