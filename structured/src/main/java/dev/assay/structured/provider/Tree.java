package dev.assay.structured.provider;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reading and writing of the trees that go over the wire. Numbers keep their digits. */
final class Tree {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Tree() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static JsonNode read(String json) throws JacksonException {
        return MAPPER.readTree(json);
    }

    static byte[] write(JsonNode tree) {
        return MAPPER.writeValueAsBytes(tree);
    }

    /** A text, or {@code ""} where there is none. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.stringValue() : "";
    }

    /** A count, or 0 where there is none. */
    static long count(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isIntegralNumber() ? value.longValue() : 0;
    }

    /** The tree of some text if it is an object, else an object that holds the text. */
    static ObjectNode objectOf(String text, String otherwise) {
        try {
            if (read(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException noJson) {
            return object().put(otherwise, text);
        }
        return object().put(otherwise, text);
    }
}
