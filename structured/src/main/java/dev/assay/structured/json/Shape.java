package dev.assay.structured.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a schema wants, as far as it guides a reading; {@code $ref} and {@code allOf} are followed. What it leaves out is validated afterwards. */
final class Shape {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_PARTS = 1000;

    /** The types that are allowed; empty where all are. */
    final Set<String> types = new LinkedHashSet<>();
    /** The values that are allowed; empty where nothing is said. */
    final List<JsonNode> choices = new ArrayList<>();
    /** Schemas of properties by their name. */
    final Map<String, JsonNode> properties = new LinkedHashMap<>();
    /** Names of properties by their form without case and separators; names with the same form are none's. */
    final Map<String, String> forms = new HashMap<>();

    final Map<Pattern, JsonNode> patterns = new LinkedHashMap<>();
    final Set<String> required = new LinkedHashSet<>();
    /** The schema of other properties. */
    Optional<JsonNode> additional = Optional.empty();

    Optional<JsonNode> items = Optional.empty();
    List<JsonNode> prefix = List.of();
    /** Where there is a union, each of its alternatives together with all else that is said. */
    List<JsonNode> alternatives = List.of();

    private boolean typed;

    private Shape() {}

    /** @param root the schema that references start from */
    static Shape of(JsonNode schema, JsonNode root) {
        Shape shape = new Shape();
        List<JsonNode> parts = flatten(schema, root);
        List<JsonNode> rest = new ArrayList<>();
        JsonNode union = null;
        for (JsonNode part : parts) {
            String keyword =
                    part.path("anyOf").isArray() ? "anyOf" : part.path("oneOf").isArray() ? "oneOf" : "";
            if (union == null && !keyword.isEmpty()) {
                union = part.path(keyword);
                ObjectNode other = ((ObjectNode) part).deepCopy();
                other.remove(keyword);
                rest.add(other);
            } else {
                rest.add(part);
            }
        }
        if (union != null) {
            shape.alternatives = alternatives(union, rest);
        }
        parts.forEach(shape::add);
        shape.properties.keySet().forEach(name -> shape.forms.merge(form(name), name, (a, b) -> ""));
        return shape;
    }

    private static List<JsonNode> alternatives(JsonNode union, List<JsonNode> rest) {
        List<JsonNode> substance = rest.stream().filter(Shape::saysSomething).toList();
        List<JsonNode> alternatives = new ArrayList<>();
        for (JsonNode branch : union) {
            if (substance.isEmpty()) {
                alternatives.add(branch);
            } else {
                ObjectNode both = JSON.objectNode();
                both.putArray("allOf").addAll(substance).add(branch);
                alternatives.add(both);
            }
        }
        return alternatives;
    }

    private static boolean saysSomething(JsonNode part) {
        return part.propertyNames().stream()
                .anyMatch(name -> !name.startsWith("$") && !name.equals("description") && !name.equals("title"));
    }

    /** The schema objects that all hold, references followed. */
    private static List<JsonNode> flatten(JsonNode schema, JsonNode root) {
        List<JsonNode> parts = new ArrayList<>();
        Set<String> followed = new LinkedHashSet<>();
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(schema);
        while (!open.isEmpty() && parts.size() < MOST_PARTS) {
            JsonNode part = open.pop();
            if (!part.isObject()) {
                continue;
            }
            parts.add(part);
            String reference = part.path("$ref").asString("");
            if (reference.startsWith("#") && followed.add(reference)) {
                open.push(resolve(reference, root));
            }
            if (part.path("allOf").isArray()) {
                part.path("allOf").forEach(open::addLast);
            }
        }
        return parts;
    }

    private static JsonNode resolve(String reference, JsonNode root) {
        if (reference.equals("#")) {
            return root;
        }
        try {
            return root.at(reference.substring(1).replace("%25", "%").replace("%22", "\""));
        } catch (IllegalArgumentException | JacksonException e) {
            // An anchor: it gives no guidance, and is validated afterwards.
            return JSON.missingNode();
        }
    }

    private void add(JsonNode part) {
        addTypes(part);
        if (part.has("const")) {
            choose(List.of(part.path("const")));
        } else if (part.path("enum").isArray()) {
            choose(List.copyOf(((ArrayNode) part.path("enum")).values()));
        }
        for (Map.Entry<String, JsonNode> property : part.path("properties").properties()) {
            properties.merge(property.getKey(), property.getValue(), Shape::both);
        }
        for (Map.Entry<String, JsonNode> pattern :
                part.path("patternProperties").properties()) {
            try {
                patterns.put(Pattern.compile(pattern.getKey()), pattern.getValue());
            } catch (PatternSyntaxException e) {
                // Only Java's dialect guides; the validator knows the other.
                additional = Optional.of(JSON.objectNode());
            }
        }
        part.path("required").forEach(name -> required.add(name.asString("")));
        if (part.has("additionalProperties")) {
            additional = Optional.of(part.path("additionalProperties"));
        } else if (part.has("unevaluatedProperties")) {
            additional = Optional.of(part.path("unevaluatedProperties"));
        }
        if (part.has("items")) {
            items = Optional.of(part.path("items"));
        }
        if (part.path("prefixItems").isArray()) {
            prefix = List.copyOf(((ArrayNode) part.path("prefixItems")).values());
        }
    }

    private void addTypes(JsonNode part) {
        JsonNode type = part.path("type");
        Set<String> here = new LinkedHashSet<>();
        if (type.isString()) {
            here.add(type.stringValue());
        } else {
            type.forEach(t -> here.add(t.asString("")));
        }
        if (here.isEmpty()) {
            if (part.has("properties") && types.isEmpty() && !typed) {
                types.add("object");
            }
            return;
        }
        if (typed) {
            types.retainAll(here);
        } else {
            types.clear();
            types.addAll(here);
            typed = true;
        }
    }

    private void choose(List<JsonNode> allowed) {
        if (choices.isEmpty()) {
            choices.addAll(allowed);
        } else {
            choices.retainAll(allowed);
        }
    }

    private static JsonNode both(JsonNode left, JsonNode right) {
        ObjectNode both = JSON.objectNode();
        both.putArray("allOf").add(left).add(right);
        return both;
    }

    boolean isClosed() {
        return additional.filter(a -> a.isBoolean() && !a.booleanValue()).isPresent();
    }

    boolean allows(String type) {
        return types.isEmpty() || types.contains(type);
    }

    /** A name without case and separators. */
    static String form(String name) {
        StringBuilder form = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                form.append(Character.toLowerCase(c));
            }
        }
        return form.toString();
    }
}
