package dev.assay.structured.constrain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Schemas that nobody would write, of few names and values, so that everything meets everything; and values that may satisfy them. */
final class RandomSchemas {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> NAMES = List.of("a", "b", "ab", "é", "a\"b");
    private static final List<String> TEXTS =
            List.of("", "a", "ab", "b1", "é😀", "x\"\\\n", "abc", "A-1", "2024-02-29", "\u0001/");
    private static final List<String> PATTERNS =
            List.of("^a", "b$", "^[a-z]*$", "1|é", "^.{2,3}$", "\\d", "^(a|b)+$", "^[^a]", "\\S");
    private static final List<String> TYPES =
            List.of("null", "boolean", "integer", "number", "string", "array", "object");

    private final Random random;

    RandomSchemas(long seed) {
        this.random = new Random(seed);
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    ObjectNode schema() {
        ObjectNode root = schema(3);
        root.set("$defs", JSON.objectNode().set("d", schema(2)));
        return root;
    }

    private JsonNode sub(int depth) {
        return chance(0.08) ? JSON.booleanNode(chance(0.7)) : schema(depth - 1);
    }

    private ObjectNode schema(int depth) {
        ObjectNode schema = JSON.objectNode();
        if (depth <= 0 || chance(0.75)) {
            String type = one(depth > 0 && chance(0.6) ? List.of("object", "array") : TYPES);
            if (chance(0.8)) {
                schema.put("type", type);
            } else {
                schema.putArray("type").add(type).add(one(TYPES));
            }
            keywords(schema, type, depth);
        }
        if (depth > 0) {
            combine(schema, depth);
            if (chance(0.06)) {
                schema.set("unevaluatedProperties", chance(0.6) ? JSON.booleanNode(false) : sub(depth));
            }
            if (chance(0.04)) {
                schema.set("unevaluatedItems", chance(0.6) ? JSON.booleanNode(false) : sub(depth));
            }
        }
        return schema;
    }

    private void combine(ObjectNode schema, int depth) {
        if (chance(0.12)) {
            schema.put("$ref", chance(0.7) ? "#/$defs/d" : "#");
        }
        if (chance(0.1)) {
            schema.set("allOf", list(depth));
        }
        if (chance(0.15)) {
            schema.set("anyOf", list(depth));
        }
        if (chance(0.12)) {
            schema.set("oneOf", list(depth));
        }
        if (chance(0.07)) {
            schema.set("not", sub(depth - 1));
        }
        if (chance(0.06)) {
            schema.set("if", sub(depth - 1));
            schema.set("then", sub(depth - 1));
            if (chance(0.5)) {
                schema.set("else", sub(depth - 1));
            }
        }
        if (chance(0.06)) {
            ArrayNode values = schema.putArray("enum");
            for (int i = random.nextInt(4); i >= 0; i--) {
                values.add(value(1));
            }
        }
        if (chance(0.04)) {
            schema.set("const", value(1));
        }
    }

    private ArrayNode list(int depth) {
        ArrayNode all = JSON.arrayNode();
        for (int i = random.nextInt(3); i >= 0; i--) {
            all.add(sub(depth));
        }
        return all;
    }

    private void keywords(ObjectNode schema, String type, int depth) {
        switch (type) {
            case "integer", "number" -> numbers(schema);
            case "string" -> strings(schema);
            case "array" -> arrays(schema, depth);
            case "object" -> objects(schema, depth);
            default -> {
                // nothing to say
            }
        }
    }

    private void numbers(ObjectNode schema) {
        if (chance(0.4)) {
            schema.put(chance(0.7) ? "minimum" : "exclusiveMinimum", number());
        }
        if (chance(0.4)) {
            schema.put(chance(0.7) ? "maximum" : "exclusiveMaximum", number());
        }
        if (chance(0.2)) {
            schema.put("multipleOf", one(List.of(new BigDecimal("0.5"), new BigDecimal("3"), new BigDecimal("0.25"))));
        }
    }

    private void strings(ObjectNode schema) {
        if (chance(0.3)) {
            schema.put("minLength", random.nextInt(3));
        }
        if (chance(0.3)) {
            schema.put("maxLength", random.nextInt(5));
        }
        if (chance(0.4)) {
            schema.put("pattern", one(PATTERNS));
        }
    }

    private void arrays(ObjectNode schema, int depth) {
        if (depth > 0 && chance(0.6)) {
            schema.set("items", sub(depth));
        }
        if (depth > 0 && chance(0.2)) {
            schema.set("prefixItems", list(depth));
        }
        if (chance(0.3)) {
            schema.put("minItems", random.nextInt(3));
        }
        if (chance(0.3)) {
            schema.put("maxItems", random.nextInt(4));
        }
        if (depth > 0 && chance(0.1)) {
            schema.set("contains", sub(depth));
            if (chance(0.4)) {
                schema.put("minContains", random.nextInt(3));
            }
            if (chance(0.3)) {
                schema.put("maxContains", random.nextInt(3));
            }
        }
    }

    private void objects(ObjectNode schema, int depth) {
        if (depth > 0 && chance(0.8)) {
            ObjectNode properties = schema.putObject("properties");
            for (int i = random.nextInt(4); i > 0; i--) {
                properties.set(one(NAMES), sub(depth));
            }
        }
        if (chance(0.4)) {
            ArrayNode required = schema.putArray("required");
            String first = one(NAMES);
            required.add(first);
            String second = one(NAMES);
            if (!second.equals(first) && chance(0.3)) {
                required.add(second);
            }
        }
        if (depth > 0 && chance(0.2)) {
            schema.putObject("patternProperties").set(one(PATTERNS), sub(depth));
        }
        if (depth > 0 && chance(0.4)) {
            schema.set("additionalProperties", chance(0.5) ? JSON.booleanNode(false) : sub(depth));
        }
        if (chance(0.1)) {
            schema.put("minProperties", random.nextInt(3));
        }
        if (chance(0.15)) {
            schema.put("maxProperties", random.nextInt(4));
        }
        if (chance(0.06)) {
            schema.set("propertyNames", JSON.objectNode().put("pattern", one(PATTERNS)));
        }
        if (chance(0.06)) {
            schema.putObject("dependentRequired").putArray(one(NAMES)).add(one(NAMES));
        }
    }

    private BigDecimal number() {
        return BigDecimal.valueOf(random.nextInt(41) - 20L, random.nextInt(2));
    }

    /** Any value, small. */
    JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 5)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(chance(0.5));
            case 2, 3 -> JSON.numberNode(number());
            case 4 -> JSON.stringNode(one(TEXTS));
            case 5, 6 -> {
                ArrayNode array = JSON.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = JSON.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(one(NAMES), value(depth - 1));
                }
                yield object;
            }
        };
    }

    /** Several values. */
    List<JsonNode> values(int count) {
        List<JsonNode> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(value(3));
        }
        return all;
    }
}
