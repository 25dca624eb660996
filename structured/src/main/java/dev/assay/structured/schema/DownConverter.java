package dev.assay.structured.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a schema in a provider's dialect, and notes each rule that gets lost. */
final class DownConverter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> NOTES = Set.of("title", "description");
    private static final Set<String> NO_RULES = Set.of(
            "$schema",
            "$id",
            "$comment",
            "$anchor",
            "$vocabulary",
            "default",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "contentEncoding",
            "contentMediaType",
            "contentSchema");

    private final JsonNode root;
    private final DialectRules rules;
    private final List<DroppedRule> dropped = new ArrayList<>();
    private final boolean wraps;

    private DownConverter(JsonNode root, DialectRules rules) {
        this.root = root;
        this.rules = rules;
        this.wraps = rules.objectRoot()
                && (!root.path("type").asString("").equals("object")
                        || !root.path("properties").isObject()
                        || root.has("anyOf")
                        || root.has("oneOf"));
    }

    static ProviderSchema convert(JsonNode schema, Dialect dialect) {
        if (dialect == Dialect.FULL) {
            return new ProviderSchema(dialect, schema, List.of(), false);
        }
        DownConverter converter = new DownConverter(schema, DialectRules.of(dialect));
        ObjectNode json = converter.root();
        return new ProviderSchema(dialect, json, converter.dropped, converter.wraps);
    }

    private ObjectNode root() {
        ObjectNode converted = schema(root, "");
        if (!wraps) {
            return converted;
        }
        JsonNode definitions = converted.path("$defs");
        converted.remove("$defs");
        ObjectNode wrapper = JSON.objectNode().put("type", "object");
        wrapper.putObject("properties").set(ProviderSchema.WRAPPER, converted);
        wrapper.putArray("required").add(ProviderSchema.WRAPPER);
        wrapper.put("additionalProperties", false);
        if (definitions.isObject()) {
            wrapper.set("$defs", definitions);
        }
        return wrapper;
    }

    private ObjectNode schema(JsonNode given, String path) {
        if (!given.isObject()) {
            if (given.isBoolean() && !given.booleanValue()) {
                drop(path, "false", "a schema that allows nothing cannot be expressed");
            }
            return anything(path);
        }
        if (given.path("$ref").isString()) {
            return reference(given, path);
        }
        ObjectNode source = merged(given, path);
        ObjectNode out = JSON.objectNode();
        for (Map.Entry<String, JsonNode> keyword : source.properties()) {
            keyword(keyword.getKey(), keyword.getValue(), source, path, out);
        }
        boolean isMap = isMap(source);
        if (rules.closed() && source.path("type").asString("").equals("object")) {
            return isMap ? entries(source, path) : closed(source, path, out);
        }
        if (rules.closed()
                && !out.has("type")
                && !out.has("anyOf")
                && !out.has("enum")
                && !out.has("const")
                && !out.has("allOf")) {
            out.setAll(anything(path));
        }
        return out;
    }

    private void keyword(String name, JsonNode value, ObjectNode source, String path, ObjectNode out) {
        String place = path + "/" + name;
        switch (name) {
            case "properties", "$defs", "patternProperties" -> {
                if (!rules.keywords().contains(name)) {
                    drop(place, name, "names by pattern cannot be expressed");
                    return;
                }
                ObjectNode all = out.putObject(name);
                value.properties()
                        .forEach(p -> all.set(p.getKey(), schema(p.getValue(), place + "/" + escape(p.getKey()))));
            }
            case "anyOf", "oneOf", "allOf", "prefixItems" -> {
                String as = name.equals("oneOf") ? "anyOf" : name;
                if (!rules.keywords().contains(as)) {
                    drop(place, name, "cannot be expressed");
                    return;
                }
                if (name.equals("oneOf")) {
                    drop(place, name, "anyOf stands in its place, which lets several alternatives hold");
                }
                ArrayNode all = out.putArray(as);
                for (int i = 0; i < value.size(); i++) {
                    all.add(schema(value.path(i), place + "/" + i));
                }
            }
            case "items" -> out.set(name, schema(value, place));
            case "additionalProperties" -> {
                if (!rules.closed()) {
                    out.set(name, value.isBoolean() ? value : schema(value, place));
                }
            }
            case "const" -> {
                if (rules.keywords().contains(name)) {
                    out.set(name, value);
                } else {
                    out.putArray("enum").add(value);
                }
            }
            case "format" -> {
                if (rules.formats().contains(value.asString(""))) {
                    out.set(name, value);
                } else {
                    drop(place, name, "the format " + value.asString("") + " cannot be expressed");
                }
            }
            default -> rule(name, value, source, place, out);
        }
    }

    private void rule(String name, JsonNode value, ObjectNode source, String place, ObjectNode out) {
        if (NO_RULES.contains(name)) {
            return;
        }
        if (NOTES.contains(name)) {
            out.set(name, value);
        } else if (!rules.keywords().contains(name)) {
            drop(place, name, "cannot be expressed");
        } else if (name.equals("minItems") && value.asInt(0) > rules.leastItems()) {
            out.put(name, rules.leastItems());
            drop(place, name, "only up to " + rules.leastItems() + " can be expressed");
        } else if (rules.wholeBoundsOnly()
                && (name.endsWith("inimum") || name.endsWith("aximum"))
                && !source.path("type").asString("").equals("integer")) {
            drop(place, name, "bounds can be expressed for whole numbers only");
        } else {
            out.set(name, value);
        }
    }

    private ObjectNode reference(JsonNode given, String path) {
        String target = given.path("$ref").stringValue();
        if (!rules.recursion() && isRecursive(target, new HashSet<>(), target)) {
            drop(path + "/$ref", "$ref", "a schema that contains itself cannot be expressed");
            return anything(path);
        }
        ObjectNode out = JSON.objectNode();
        out.put("$ref", wraps && target.equals("#") ? "#/properties/" + ProviderSchema.WRAPPER : target);
        for (Map.Entry<String, JsonNode> beside : given.properties()) {
            String name = beside.getKey();
            if (name.equals("$ref")) {
                continue;
            }
            if (name.equals("$defs") || !rules.refAlone()) {
                keyword(name, beside.getValue(), (ObjectNode) given, path, out);
            } else if (!NOTES.contains(name) && !NO_RULES.contains(name)) {
                drop(path + "/" + name, name, "nothing may stand beside $ref");
            }
        }
        return out;
    }

    private boolean isRecursive(String target, Set<String> seen, String from) {
        JsonNode schema =
                target.equals("#") ? root : target.startsWith("#/") ? root.at(target.substring(1)) : JSON.missingNode();
        List<JsonNode> open = new ArrayList<>(List.of(schema));
        while (!open.isEmpty()) {
            JsonNode node = open.remove(open.size() - 1);
            String reference = node.path("$ref").asString("");
            if (reference.equals(from) || reference.equals("#")) {
                return true;
            }
            if (!reference.isEmpty() && seen.add(reference) && isRecursive(reference, seen, from)) {
                return true;
            }
            node.forEach(open::add);
        }
        return false;
    }

    /** Where {@code allOf} is not to be had, its parts become one schema. */
    private ObjectNode merged(JsonNode given, String path) {
        ObjectNode source = ((ObjectNode) given).deepCopy();
        if (rules.keywords().contains("allOf") || !given.path("allOf").isArray()) {
            return source;
        }
        source.remove("allOf");
        for (JsonNode part : given.path("allOf")) {
            JsonNode resolved = part.path("$ref").asString("").startsWith("#/")
                    ? root.at(part.path("$ref").stringValue().substring(1))
                    : part;
            for (Map.Entry<String, JsonNode> keyword : resolved.properties()) {
                JsonNode own = source.path(keyword.getKey());
                if (own.isMissingNode()) {
                    source.set(keyword.getKey(), keyword.getValue());
                } else if (own instanceof ObjectNode both && keyword.getValue().isObject()) {
                    keyword.getValue().properties().forEach(p -> both.putIfAbsent(p.getKey(), p.getValue()));
                } else if (own instanceof ArrayNode list && keyword.getKey().equals("required")) {
                    keyword.getValue().forEach(list::add);
                } else if (!own.equals(keyword.getValue())) {
                    drop(path + "/allOf", keyword.getKey(), "two parts of allOf say different things");
                }
            }
        }
        return source;
    }

    private static boolean isMap(ObjectNode source) {
        return source.path("properties").isEmpty()
                && source.path("type").asString("").equals("object")
                && !(source.path("additionalProperties").isBoolean()
                        && !source.path("additionalProperties").booleanValue());
    }

    /** A map, which a dialect of closed objects has not, as a list of entries; reading turns it back. */
    private ObjectNode entries(ObjectNode source, String path) {
        drop(
                path + "/additionalProperties",
                "additionalProperties",
                "a list of {key, value} stands in the place of a map; that keys differ is checked afterwards");
        ObjectNode list = JSON.objectNode().put("type", "array");
        if (source.has("description")) {
            list.set("description", source.path("description"));
        }
        ObjectNode entry = list.putObject("items").put("type", "object");
        ObjectNode properties = entry.putObject("properties");
        properties.putObject("key").put("type", "string");
        JsonNode value = source.path("additionalProperties");
        properties.set(
                "value",
                value.isObject() && !value.isEmpty()
                        ? schema(value, path + "/additionalProperties")
                        : anything(path + "/additionalProperties"));
        entry.putArray("required").add("key").add("value");
        entry.put("additionalProperties", false);
        if (source.has("$defs")) {
            keyword("$defs", source.path("$defs"), source, path, list);
        }
        return list;
    }

    private ObjectNode closed(ObjectNode source, String path, ObjectNode out) {
        if (!(source.path("additionalProperties").isBoolean()
                && !source.path("additionalProperties").booleanValue())) {
            drop(
                    path + "/additionalProperties",
                    "additionalProperties",
                    "properties without a name of their own cannot be expressed");
        }
        out.put("additionalProperties", false);
        if (!out.has("properties")) {
            out.putObject("properties");
        }
        if (rules.requiresAll()) {
            Set<String> required = new HashSet<>();
            source.path("required").forEach(name -> required.add(name.asString("")));
            ArrayNode all = JSON.arrayNode();
            ObjectNode properties = (ObjectNode) out.path("properties");
            for (String name : List.copyOf(properties.propertyNames())) {
                all.add(name);
                if (!required.contains(name)
                        && !allowsNull(source.path("properties").path(name))) {
                    properties.set(name, orNull((ObjectNode) properties.path(name)));
                    drop(path + "/required", "required", "'" + name + "' is required; null stands for leaving it out");
                }
            }
            out.set("required", all);
        }
        return out;
    }

    private static boolean allowsNull(JsonNode schema) {
        boolean direct = schema.path("type").asString("").equals("null");
        for (JsonNode type : schema.path("type")) {
            direct |= type.asString("").equals("null");
        }
        for (JsonNode branch : schema.path("anyOf")) {
            direct |= allowsNull(branch);
        }
        return direct || schema.isBoolean() || schema.isEmpty();
    }

    private static ObjectNode orNull(ObjectNode schema) {
        ObjectNode either = JSON.objectNode();
        ArrayNode branches = either.putArray("anyOf").add(schema);
        branches.addObject().put("type", "null");
        return either;
    }

    /** The nearest to a value of any kind. */
    private ObjectNode anything(String path) {
        ObjectNode out = JSON.objectNode();
        if (rules.closed()) {
            drop(path, "type", "a value of any kind cannot be expressed; a scalar is asked for");
            ArrayNode types = JSON.arrayNode();
            List.of("string", "number", "boolean", "null").forEach(types::add);
            out.set("type", types);
        }
        return out;
    }

    private void drop(String path, String keyword, String reason) {
        dropped.add(new DroppedRule(path, keyword, reason));
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
