package dev.assay.structured.constrain.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Meta-schemas of one's own, which may leave the vocabulary out that rules of validation come from (2020-12, core, section 8.1). */
final class Vocabularies {

    private static final String VALIDATION = "https://json-schema.org/draft/2020-12/vocab/validation";

    /** 2020-12, validation, section 6. */
    private static final Set<String> KEYWORDS = Set.of(
            "type",
            "enum",
            "const",
            "multipleOf",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "minLength",
            "pattern",
            "maxItems",
            "minItems",
            "uniqueItems",
            "maxContains",
            "minContains",
            "maxProperties",
            "minProperties",
            "required",
            "dependentRequired");

    private static final Set<String> OF_NAMES =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    private Vocabularies() {}

    /** Whether a document has rules of validation: unless it names a meta-schema that is given and leaves them out. */
    static boolean validates(JsonNode document, Map<String, JsonNode> given) {
        JsonNode meta = given.get(document.path("$schema").asString(""));
        return meta == null
                || !meta.path("$vocabulary").isObject()
                || meta.path("$vocabulary").has(VALIDATION);
    }

    /** The same schema without its rules of validation. */
    static JsonNode withoutValidation(JsonNode schema) {
        return without(schema, true);
    }

    private static JsonNode without(JsonNode node, boolean schema) {
        if (node.isArray()) {
            ArrayNode items = Document.array(List.of());
            node.forEach(item -> items.add(without(item, schema)));
            return items;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode left = Document.object();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = entry.getKey();
            if (!schema || !KEYWORDS.contains(key)) {
                left.set(key, without(entry.getValue(), !schema || !OF_NAMES.contains(key)));
            }
        }
        return left;
    }
}
