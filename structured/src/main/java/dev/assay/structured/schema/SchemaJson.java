package dev.assay.structured.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is known of schemas as JSON: where subschemas stand, and how they are read. */
final class SchemaJson {

    /** Numbers keep their digits. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Schemas and values that are nested deeper are refused, so that nothing runs out of stack. */
    static final int MAX_DEPTH = 1000;

    /** Keywords whose value is a schema. */
    static final Set<String> ONE = Set.of(
            "additionalProperties",
            "contains",
            "contentSchema",
            "else",
            "if",
            "items",
            "not",
            "propertyNames",
            "then",
            "unevaluatedItems",
            "unevaluatedProperties");

    /** Keywords whose value is a list of schemas. */
    static final Set<String> LIST = Set.of("allOf", "anyOf", "oneOf", "prefixItems");

    /** Keywords whose value is an object of schemas. */
    static final Set<String> MAP =
            Set.of("$defs", "definitions", "dependentSchemas", "patternProperties", "properties");

    private SchemaJson() {}

    private record Level(JsonNode node, int depth) {}

    /** Whether a value is nested deeper than {@link #MAX_DEPTH}. Needs no stack of its own. */
    static boolean isTooDeep(JsonNode value) {
        if (!value.isContainer()) {
            return false;
        }
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(value, 1));
        while (!open.isEmpty()) {
            Level level = open.pop();
            if (level.depth > MAX_DEPTH) {
                return true;
            }
            for (JsonNode child : level.node) {
                if (child.isContainer()) {
                    open.push(new Level(child, level.depth + 1));
                }
            }
        }
        return false;
    }
}
