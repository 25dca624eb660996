package dev.assay.structured;

import dev.assay.structured.schema.ProviderSchema;
import dev.assay.structured.schema.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object around a schema whose root is none: the arguments of a tool and the answers of JSON modes have to be objects.
 * The value stands under {@link ProviderSchema#WRAPPER}.
 */
final class Envelope {
    private static final String DEFINITION = "Answer";

    private Envelope() {}

    static boolean isNeeded(Schema schema) {
        JsonNode type = schema.json().path("type");
        return !type.isString()
                || !type.stringValue().equals("object")
                || schema.json().has("anyOf")
                || schema.json().has("oneOf")
                || schema.json().has("enum");
    }

    /** An object whose only property is the value. */
    static Schema around(Schema schema, String property) {
        return around(schema, property, false);
    }

    /** An object whose only property is a list of values. */
    static Schema aroundList(Schema item, String property) {
        return around(item, property, true);
    }

    private static Schema around(Schema schema, String property, boolean list) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("type", "object");
        JsonNode inner = schema.json();
        ObjectNode properties = envelope.putObject("properties");
        envelope.putArray("required").add(property);
        envelope.put("additionalProperties", false);
        if (!(inner instanceof ObjectNode object) || !hasReference(inner)) {
            place(properties, property, list, inner.deepCopy());
            return Schema.ofJson(envelope);
        }
        // references are counted from the root, so what was the root becomes a definition of the new one
        ObjectNode answer = object.deepCopy();
        JsonNode definitions = answer.path("$defs");
        answer.remove("$defs");
        rewrite(answer);
        place(properties, property, list, JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + DEFINITION));
        ObjectNode all = envelope.putObject("$defs");
        definitions.properties().forEach(each -> {
            rewrite(each.getValue());
            all.set(each.getKey(), each.getValue());
        });
        all.set(DEFINITION, answer);
        return Schema.ofJson(envelope);
    }

    private static void place(ObjectNode properties, String property, boolean list, JsonNode value) {
        if (list) {
            properties.putObject(property).put("type", "array").set("items", value);
        } else {
            properties.set(property, value);
        }
    }

    static JsonNode open(JsonNode tree, String property) {
        return tree instanceof ObjectNode object && object.size() == 1 && object.has(property)
                ? object.path(property)
                : tree;
    }

    private static boolean hasReference(JsonNode node) {
        if (node.path("$ref").isString()) {
            return true;
        }
        for (JsonNode child : node) {
            if (hasReference(child)) {
                return true;
            }
        }
        return false;
    }

    private static void rewrite(JsonNode node) {
        if (node instanceof ObjectNode object) {
            JsonNode reference = object.path("$ref");
            if (reference.isString()
                    && reference.stringValue().startsWith("#")
                    && !reference.stringValue().startsWith("#/$defs/")) {
                object.put(
                        "$ref",
                        "#/$defs/" + DEFINITION + reference.stringValue().substring(1));
            }
            object.forEach(Envelope::rewrite);
        } else if (node instanceof ArrayNode array) {
            array.forEach(Envelope::rewrite);
        }
    }
}
