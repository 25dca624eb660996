package dev.assay.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas as applications write them, each with an instance made beside it: arguments of functions, resources of interfaces with shared
 * definitions, settings with names by pattern, unions told apart by a constant, trees. How often keywords come follows what MaskBench
 * counted in real ones. Everything follows from the seed.
 */
final class SchemaLoad {

    /** A schema and a value that satisfies it. */
    record Pair(ObjectNode schema, JsonNode value) {}

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> NAMES = List.of(
            "id",
            "name",
            "title",
            "description",
            "type",
            "status",
            "createdAt",
            "updated_at",
            "owner",
            "email",
            "url",
            "tags",
            "items",
            "price",
            "currency",
            "quantity",
            "address",
            "city",
            "country",
            "zipCode",
            "phone",
            "latitude",
            "longitude",
            "timezone",
            "language",
            "query",
            "limit",
            "offset",
            "sortBy",
            "filters",
            "page_size",
            "include",
            "version",
            "enabled",
            "priority",
            "dueDate",
            "assignee",
            "comments",
            "attachments",
            "width",
            "height",
            "color",
            "format",
            "encoding",
            "timeout",
            "retries",
            "headers",
            "method",
            "path",
            "body",
            "user_id",
            "session-id",
            "metadata",
            "labels",
            "replicas",
            "image",
            "ports",
            "volumes",
            "env",
            "command",
            "args",
            "resources");

    private static final List<String> WORDS = List.of(
            "the",
            "order",
            "was",
            "shipped",
            "to",
            "a",
            "customer",
            "in",
            "Berlin",
            "with",
            "express",
            "delivery",
            "and",
            "includes",
            "three",
            "items",
            "please",
            "check",
            "invoice",
            "number",
            "before",
            "Friday",
            "naïve",
            "café",
            "temperature",
            "sensor",
            "reported",
            "an",
            "error",
            "at",
            "noon",
            "because",
            "the",
            "network",
            "—",
            "was",
            "unreachable",
            "\"quoted\"",
            "path/to/file",
            "München",
            "東京",
            "price:",
            "€",
            "12.50");

    private final Random random;
    private int definitions;

    SchemaLoad(long seed) {
        this.random = new Random(seed);
    }

    Pair next() {
        definitions = 0;
        ObjectNode schema = JSON.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        ObjectNode shared = JSON.objectNode();
        Pair root = switch (random.nextInt(6)) {
            case 0 -> object(shared, 1, 2 + random.nextInt(5));
            case 1, 2 -> object(shared, 3, 4 + random.nextInt(12));
            case 3 -> union(shared, 2);
            case 4 -> tree(shared);
            default -> object(shared, 2, 10 + random.nextInt(25));
        };
        root.schema.forEachEntry(schema::set);
        if (!shared.isEmpty()) {
            schema.set("$defs", shared);
        }
        return new Pair(schema, root.value);
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Pair object(ObjectNode shared, int depth, int size) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode value = JSON.objectNode();
        if (chance(0.4)) {
            schema.put("description", sentence(6));
        }
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        for (int i = 0; i < size; i++) {
            String name = one(NAMES);
            if (properties.has(name)) {
                continue;
            }
            Pair property = value(shared, depth - 1);
            properties.set(name, property.schema);
            boolean needed = chance(0.5);
            if (needed) {
                required.add(name);
            }
            if (needed || chance(0.6)) {
                value.set(name, property.value);
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (chance(0.55)) {
            schema.put("additionalProperties", false);
        } else if (chance(0.2)) {
            value.put("x" + random.nextInt(100), sentence(2));
        }
        return new Pair(schema, value);
    }

    private Pair value(ObjectNode shared, int depth) {
        int kind = random.nextInt(depth > 0 ? 20 : 14);
        return switch (kind) {
            case 0, 1, 2, 3 -> text();
            case 4, 5 -> enumeration();
            case 6 -> pattern();
            case 7 -> format();
            case 8, 9 -> whole();
            case 10 -> decimal();
            case 11 -> new Pair(JSON.objectNode().put("type", "boolean"), JSON.booleanNode(chance(0.5)));
            case 12 -> nullable();
            case 13 -> new Pair(JSON.objectNode(), JSON.stringNode(sentence(2)));
            case 14, 15 -> array(shared, depth);
            case 16, 17 -> object(shared, depth, 2 + random.nextInt(5));
            case 18 -> reference(shared, depth);
            default -> chance(0.5) ? union(shared, depth - 1) : map(shared, depth);
        };
    }

    private Pair text() {
        ObjectNode schema = JSON.objectNode().put("type", "string");
        String value = sentence(1 + random.nextInt(12));
        if (chance(0.3)) {
            schema.put("minLength", 1);
        }
        if (chance(0.3)) {
            schema.put("maxLength", value.codePointCount(0, value.length()) + random.nextInt(60));
        }
        if (chance(0.4)) {
            schema.put("description", sentence(8));
        }
        return new Pair(schema, JSON.stringNode(value));
    }

    private String sentence(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(one(WORDS));
        }
        return text.toString();
    }

    private Pair enumeration() {
        ArrayNode values = JSON.arrayNode();
        int size = 2 + random.nextInt(chance(0.1) ? 80 : 8);
        for (int i = 0; i < size; i++) {
            values.add(one(NAMES) + (chance(0.5) ? "" : "_" + one(NAMES)) + (i > 8 ? i : ""));
        }
        ObjectNode schema = JSON.objectNode().put("type", "string");
        schema.set("enum", values);
        return new Pair(schema, values.get(random.nextInt(values.size())));
    }

    private Pair pattern() {
        List<List<String>> known = List.of(
                List.of("^[A-Z]{3}$", "EUR"),
                List.of("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "my-service-01"),
                List.of("^\\d{4}-\\d{2}$", "2026-11"),
                List.of("^#[0-9a-fA-F]{6}$", "#00ff7A"),
                List.of("^[a-zA-Z_][a-zA-Z0-9_]{0,62}$", "snake_case_name"),
                List.of("^(/[^/ ]+)+$", "/var/log/app"),
                List.of("^v?\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?$", "v1.20.3-rc.1"),
                List.of("\\S", "some text"));
        List<String> chosen = one(known);
        return new Pair(
                JSON.objectNode().put("type", "string").put("pattern", chosen.get(0)), JSON.stringNode(chosen.get(1)));
    }

    private Pair format() {
        List<List<String>> known = List.of(
                List.of("date-time", "2026-11-24T03:04:05Z"),
                List.of("date", "2026-11-24"),
                List.of("email", "someone@example.com"),
                List.of("uri", "https://example.com/a/b?c=d#e"),
                List.of("uuid", "123e4567-e89b-12d3-a456-426614174000"),
                List.of("ipv4", "192.0.2.17"),
                List.of("hostname", "db-1.example.com"));
        List<String> chosen = one(known);
        return new Pair(
                JSON.objectNode().put("type", "string").put("format", chosen.get(0)), JSON.stringNode(chosen.get(1)));
    }

    private Pair whole() {
        ObjectNode schema = JSON.objectNode().put("type", "integer");
        int value = random.nextInt(2000);
        if (chance(0.5)) {
            schema.put("minimum", value - random.nextInt(50));
        }
        if (chance(0.4)) {
            schema.put("maximum", value + random.nextInt(5000));
        }
        return new Pair(schema, JSON.numberNode(value));
    }

    private Pair decimal() {
        ObjectNode schema = JSON.objectNode().put("type", "number");
        BigDecimal value = BigDecimal.valueOf(random.nextInt(100_000), 2);
        if (chance(0.4)) {
            schema.put("minimum", 0);
        }
        if (chance(0.2)) {
            schema.put("multipleOf", new BigDecimal("0.01"));
        }
        return new Pair(schema, JSON.numberNode(value));
    }

    private Pair nullable() {
        ObjectNode schema = JSON.objectNode();
        schema.putArray("type").add("string").add("null");
        return new Pair(schema, chance(0.5) ? JSON.nullNode() : JSON.stringNode(sentence(3)));
    }

    private Pair array(ObjectNode shared, int depth) {
        Pair item = value(shared, depth - 1);
        ObjectNode schema = JSON.objectNode().put("type", "array");
        schema.set("items", item.schema);
        ArrayNode value = JSON.arrayNode();
        int size = 1 + random.nextInt(3);
        for (int i = 0; i < size; i++) {
            value.add(item.value);
        }
        if (chance(0.3)) {
            schema.put("minItems", 1);
        }
        if (chance(0.2)) {
            schema.put("maxItems", size + random.nextInt(10));
        }
        return new Pair(schema, value);
    }

    private Pair reference(ObjectNode shared, int depth) {
        Pair target = object(shared, depth - 1, 2 + random.nextInt(4));
        String name = "Definition" + definitions++;
        shared.set(name, target.schema);
        return new Pair(JSON.objectNode().put("$ref", "#/$defs/" + name), target.value);
    }

    private Pair map(ObjectNode shared, int depth) {
        Pair item = value(shared, depth - 1);
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode value = JSON.objectNode();
        if (chance(0.5)) {
            schema.set("additionalProperties", item.schema);
        } else {
            schema.putObject("patternProperties").set("^[a-z_]+$", item.schema);
            schema.put("additionalProperties", false);
        }
        value.set("first_key", item.value);
        value.set("other", item.value);
        return new Pair(schema, value);
    }

    private Pair union(ObjectNode shared, int depth) {
        ObjectNode schema = JSON.objectNode();
        ArrayNode ways = schema.putArray(chance(0.6) ? "oneOf" : "anyOf");
        int size = 2 + random.nextInt(4);
        int chosen = random.nextInt(size);
        JsonNode value = JSON.nullNode();
        for (int i = 0; i < size; i++) {
            Pair way = object(shared, Math.max(depth, 0), 2 + random.nextInt(4));
            ObjectNode tagged = JSON.objectNode().put("kind", "kind-" + i);
            ((ObjectNode) way.schema.path("properties")).putObject("kind").put("const", "kind-" + i);
            way.schema.withArray("required").add("kind");
            tagged.setAll((ObjectNode) way.value);
            ways.add(way.schema);
            value = i == chosen ? tagged : value;
        }
        return new Pair(schema, value);
    }

    private Pair tree(ObjectNode shared) {
        ObjectNode node = JSON.objectNode().put("type", "object");
        ObjectNode properties = node.putObject("properties");
        properties.putObject("label").put("type", "string");
        properties.putObject("weight").put("type", "number");
        ObjectNode children = properties.putObject("children").put("type", "array");
        children.putObject("items").put("$ref", "#/$defs/node");
        node.putArray("required").add("label");
        node.put("additionalProperties", false);
        shared.set("node", node);
        return new Pair(JSON.objectNode().put("$ref", "#/$defs/node"), branch(4));
    }

    private ObjectNode branch(int depth) {
        ObjectNode value = JSON.objectNode().put("label", sentence(3));
        if (depth > 0) {
            ArrayNode children = value.putArray("children");
            for (int i = random.nextInt(3); i >= 0; i--) {
                children.add(branch(depth - 1));
            }
        }
        return value;
    }

    /** The value with one thing changed: it may still satisfy its schema. */
    JsonNode changed(JsonNode value) {
        List<ObjectNode> objects = new ArrayList<>();
        JsonNode copy = value.deepCopy();
        collect(copy, objects);
        if (objects.isEmpty()) {
            return JSON.numberNode(-1);
        }
        ObjectNode object = one(objects);
        List<String> names = List.copyOf(object.propertyNames());
        if (names.isEmpty()) {
            object.put("unexpected", true);
            return copy;
        }
        String name = one(names);
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.put(name, "!");
            case 2 -> object.put(name, -1.5);
            default -> object.put("unexpected", 1);
        }
        return copy;
    }

    private static void collect(JsonNode value, List<ObjectNode> into) {
        if (value instanceof ObjectNode object) {
            into.add(object);
        }
        for (JsonNode child : value) {
            collect(child, into);
        }
    }
}
