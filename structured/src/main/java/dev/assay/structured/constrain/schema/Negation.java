package dev.assay.structured.constrain.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns "not this schema" into a schema that says what else: by De Morgan's laws, keyword by keyword. A keyword speaks of one type only, so
 * whoever violates it is of that type.
 */
final class Negation {

    /** Own keywords, for what JSON Schema cannot say without {@code not}; the blank keeps them apart from all others. */
    static final String NOT_PATTERN = "not pattern";

    static final String NOT_TEXTS = "not texts";
    static final String NOT_NUMBERS = "not numbers";
    static final String NOT_WHOLE = "not whole";

    static final String NOT_MULTIPLE = "not multiple";

    /** Of these nothing here says the opposite. */
    private static final Set<String> UNTURNED = Set.of(
            "$dynamicRef",
            "$recursiveRef",
            "additionalProperties",
            "dependencies",
            "disallow",
            "divisibleBy",
            "extends",
            "format",
            "patternProperties",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties",
            "uniqueItems");

    private static final Set<String> TYPES = Set.of("null", "boolean", "number", "string", "array", "object");

    private final List<JsonNode> ways = new ArrayList<>();

    private Negation() {}

    /** A schema that keywords here cannot turn round. */
    static final class NotPossible extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotPossible(String keyword) {
            super(keyword);
        }
    }

    /** @throws NotPossible with the keyword */
    static JsonNode of(JsonNode schema) {
        if (schema.isBoolean()) {
            return bool(!schema.booleanValue());
        }
        Negation negation = new Negation();
        for (Map.Entry<String, JsonNode> entry : schema.properties()) {
            if (!Keywords.isSilent(entry.getKey())) {
                negation.without(schema, entry.getKey(), entry.getValue());
            }
        }
        ObjectNode all = Document.object();
        all.set("anyOf", Document.array(negation.ways));
        return negation.ways.isEmpty() ? bool(false) : all;
    }

    private static JsonNode bool(boolean value) {
        return JsonNodeFactory.instance.booleanNode(value);
    }

    private static JsonNode not(JsonNode schema) {
        return Document.object().set("not", schema);
    }

    private ObjectNode way(String type) {
        ObjectNode way = Document.object();
        way.put("type", type);
        ways.add(way);
        return way;
    }

    private void without(JsonNode schema, String keyword, JsonNode value) {
        switch (keyword) {
            case "type" -> type(value);
            case "const" -> values(List.of(value));
            case "enum" -> {
                List<JsonNode> all = new ArrayList<>();
                value.forEach(all::add);
                values(all);
            }
            case "required" ->
                value.forEach(name -> way("object").putObject("properties").put(name.stringValue(), false));
            case "properties" -> {
                for (Map.Entry<String, JsonNode> property : value.properties()) {
                    ObjectNode way = way("object");
                    way.putArray("required").add(property.getKey());
                    way.putObject("properties").set(property.getKey(), not(property.getValue()));
                }
            }
            case "items" -> {
                if (value.isArray()) {
                    prefix(value);
                } else if (!value.isBoolean() || !value.booleanValue()) {
                    rest(schema.path("prefixItems").size(), value);
                }
            }
            case "additionalItems" -> {
                if (schema.path("items").isArray()) {
                    rest(schema.path("items").size(), value);
                }
            }
            case "prefixItems" -> prefix(value);
            case "contains" -> contains(schema, value);
            case "minContains", "maxContains", "then", "else" -> {
                // read with the keyword that they belong to
            }
            case "minLength" -> way("string").put("maxLength", value.intValue() - 1);
            case "maxLength" -> way("string").put("minLength", value.intValue() + 1);
            case "minItems" -> way("array").put("maxItems", value.intValue() - 1);
            case "maxItems" -> way("array").put("minItems", value.intValue() + 1);
            case "minProperties" -> way("object").put("maxProperties", value.intValue() - 1);
            case "maxProperties" -> way("object").put("minProperties", value.intValue() + 1);
            case "pattern" -> way("string").set(NOT_PATTERN, value);
            case "multipleOf" -> way("number").set(NOT_MULTIPLE, value);
            case "dependentRequired" -> {
                for (Map.Entry<String, JsonNode> dependency : value.properties()) {
                    for (JsonNode name : dependency.getValue()) {
                        ObjectNode way = way("object");
                        way.putArray("required").add(dependency.getKey());
                        way.putObject("properties").put(name.stringValue(), false);
                    }
                }
            }
            case "dependentSchemas" -> {
                for (Map.Entry<String, JsonNode> dependency : value.properties()) {
                    ObjectNode way = way("object");
                    way.putArray("required").add(dependency.getKey());
                    way.set("not", dependency.getValue());
                }
            }
            case "minimum" -> opposite(schema, value, "exclusiveMaximum");
            case "maximum" -> opposite(schema, value, "exclusiveMinimum");
            case "exclusiveMinimum" -> opposite(schema, value, "maximum");
            case "exclusiveMaximum" -> opposite(schema, value, "minimum");
            case "allOf" -> value.forEach(one -> ways.add(not(one)));
            case "anyOf" -> {
                ArrayNode none = Document.array(List.of());
                value.forEach(one -> none.add(not(one)));
                ways.add(Document.object().set("allOf", none));
            }
            case "oneOf" -> {
                ArrayNode none = Document.array(List.of());
                value.forEach(one -> none.add(not(one)));
                ways.add(Document.object().set("allOf", none));
                for (int i = 0; i < value.size(); i++) {
                    for (int k = i + 1; k < value.size(); k++) {
                        ways.add(Document.object().set("allOf", Document.array(List.of(value.path(i), value.path(k)))));
                    }
                }
            }
            case "$ref" -> ways.add(not(Document.object().set("$ref", value)));
            case "not" -> ways.add(value);
            case "if" -> conditional(schema);
            default -> {
                if (UNTURNED.contains(keyword)) {
                    throw new NotPossible(keyword);
                }
                // all others say nothing
            }
        }
        if (!ways.isEmpty() && ways.get(ways.size() - 1) instanceof ObjectNode last) {
            for (String count : new String[] {"maxLength", "maxItems", "maxProperties"}) {
                if (last.path(count).asInt(0) < 0) {
                    ways.remove(ways.size() - 1); // fewer than none: no way to violate it
                }
            }
        }
    }

    /** One of the first items is not what it must be; that it is there is part of that. */
    private void prefix(JsonNode schemas) {
        for (int i = 0; i < schemas.size(); i++) {
            ObjectNode way = way("array").put("minItems", i + 1);
            ArrayNode items = way.putArray("prefixItems");
            for (int k = 0; k < i; k++) {
                items.add(true);
            }
            items.add(not(schemas.path(i)));
        }
    }

    /** One of the items after the first ones is not what it must be. */
    private void rest(int first, JsonNode schema) {
        if (first == 0) {
            way("array").set("contains", not(schema));
        } else if (schema.isBoolean() && !schema.booleanValue()) {
            way("array").put("minItems", first + 1);
        } else {
            throw new NotPossible("items after prefixItems");
        }
    }

    private void contains(JsonNode schema, JsonNode value) {
        int least = schema.path("minContains").asInt(1);
        if (least > 0) {
            way("array").put("minContains", 0).put("maxContains", least - 1).set("contains", value);
        }
        if (schema.has("maxContains")) {
            way("array")
                    .put("minContains", schema.path("maxContains").asInt(0) + 1)
                    .set("contains", value);
        }
    }

    private void opposite(JsonNode schema, JsonNode value, String keyword) {
        if (value.isBoolean()
                || schema.path("exclusiveMinimum").isBoolean()
                || schema.path("exclusiveMaximum").isBoolean()) {
            throw new NotPossible(keyword + " of draft 4");
        }
        way("number").set(keyword, value);
    }

    private void conditional(JsonNode schema) {
        JsonNode condition = schema.path("if");
        if (schema.has("then")) {
            ways.add(Document.object().set("allOf", Document.array(List.of(condition, not(schema.path("then"))))));
        }
        if (schema.has("else")) {
            ways.add(Document.object().set("allOf", Document.array(List.of(not(condition), not(schema.path("else"))))));
        }
    }

    private void type(JsonNode value) {
        Set<String> others = new TreeSet<>(TYPES);
        boolean whole = false;
        for (JsonNode type : value.isArray() ? value : List.of(value)) {
            String name = type.isString() ? type.stringValue() : "";
            whole |= name.equals("integer");
            if (!others.remove(name) && !name.equals("integer")) {
                throw new NotPossible("type " + type);
            }
        }
        if (whole && others.remove("number")) {
            way("number").put(NOT_WHOLE, true);
        }
        anyOf(others);
    }

    private void anyOf(Set<String> types) {
        if (!types.isEmpty()) {
            ObjectNode way = Document.object();
            ArrayNode names = way.putArray("type");
            types.forEach(names::add);
            ways.add(way);
        }
    }

    private void values(List<JsonNode> values) {
        Set<String> others = new TreeSet<>(TYPES);
        List<JsonNode> texts = new ArrayList<>();
        List<JsonNode> numbers = new ArrayList<>();
        Set<Boolean> truths = new TreeSet<>();
        for (JsonNode value : values) {
            if (value.isContainer()) {
                throw new NotPossible("const or enum of an object or array");
            }
            if (value.isString()) {
                texts.add(value);
            } else if (value.isNumber()) {
                numbers.add(value);
            } else if (value.isBoolean()) {
                truths.add(value.booleanValue());
            } else {
                others.remove("null");
            }
        }
        if (!texts.isEmpty() && others.remove("string")) {
            way("string").set(NOT_TEXTS, Document.array(texts));
        }
        if (!numbers.isEmpty() && others.remove("number")) {
            way("number").set(NOT_NUMBERS, Document.array(numbers));
        }
        if (!truths.isEmpty() && others.remove("boolean") && truths.size() == 1) {
            ways.add(Document.object().put("const", !truths.iterator().next()));
        }
        anyOf(others);
    }
}
