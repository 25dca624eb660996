package dev.assay.structured.schema;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the schema of a Java type. What is used in one place stands there; what is used in several, or contains itself, is a definition.
 * Objects are closed: a property that the type has not is not allowed.
 */
final class SchemaGenerator {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The definition of a type: its name, and what it says. */
    private record Definition(String reference, ObjectNode schema) {}

    private final Map<TypeView, Definition> definitions = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();

    private SchemaGenerator() {}

    static JsonNode generate(Type type) {
        return new SchemaGenerator().root(TypeView.of(type));
    }

    private ObjectNode root(TypeView type) {
        ObjectNode root = JSON.objectNode();
        if (isDefined(type.raw())) {
            definitions.put(type.bare(), new Definition("#", root));
            define(type, root);
        } else {
            root.setAll(schema(type));
        }
        ObjectNode defs = JSON.objectNode();
        definitions.values().stream()
                .filter(definition -> !definition.reference.equals("#"))
                .forEach(
                        definition -> defs.set(definition.reference.substring("#/$defs/".length()), definition.schema));
        if (!defs.isEmpty()) {
            root.set("$defs", defs);
            inline(root, defs);
        }
        return root;
    }

    /** Puts definitions that are used once in the place of their use. */
    private static void inline(ObjectNode root, ObjectNode defs) {
        Map<String, Integer> uses = new HashMap<>();
        count(root, uses);
        Set<String> recursive = new HashSet<>();
        for (String name : defs.propertyNames()) {
            Map<String, Integer> within = new HashMap<>();
            reach(defs, defs.path(name), within);
            if (within.containsKey("#/$defs/" + name)) {
                recursive.add("#/$defs/" + name);
            }
        }
        Map<String, ObjectNode> once = new HashMap<>();
        for (String name : List.copyOf(defs.propertyNames())) {
            String reference = "#/$defs/" + name;
            if (uses.getOrDefault(reference, 0) == 1 && !recursive.contains(reference)) {
                once.put(reference, (ObjectNode) defs.remove(name));
            }
        }
        replace(root, once);
        if (defs.isEmpty()) {
            root.remove("$defs");
        }
    }

    private static void count(JsonNode node, Map<String, Integer> uses) {
        if (node.path("$ref").isString()) {
            uses.merge(node.path("$ref").stringValue(), 1, Integer::sum);
        }
        node.forEach(child -> count(child, uses));
    }

    private static void reach(ObjectNode defs, JsonNode node, Map<String, Integer> within) {
        Map<String, Integer> direct = new HashMap<>();
        count(node, direct);
        for (String reference : direct.keySet()) {
            if (within.put(reference, 1) == null && reference.startsWith("#/$defs/")) {
                reach(defs, defs.path(reference.substring("#/$defs/".length())), within);
            }
        }
    }

    private static void replace(JsonNode node, Map<String, ObjectNode> once) {
        if (node instanceof ObjectNode object && object.path("$ref").isString()) {
            ObjectNode definition = once.get(object.path("$ref").stringValue());
            if (definition != null) {
                object.remove("$ref");
                ObjectNode beside = object.deepCopy();
                object.removeAll();
                object.setAll(definition);
                object.setAll(beside);
            }
        }
        node.forEach(child -> replace(child, once));
    }

    /** Whether a type's schema is a definition: where it can contain itself. */
    private static boolean isDefined(Class<?> type) {
        return !type.isPrimitive()
                && !type.isArray()
                && !Optional.class.equals(type)
                && !Iterable.class.isAssignableFrom(type)
                && !Map.class.isAssignableFrom(type)
                && Scalars.schema(type).isEmpty();
    }

    /** The schema of one use of a type. */
    private ObjectNode schema(TypeView type) {
        ObjectNode schema = ofType(type);
        Constraints.add(schema, type.annotations());
        return schema;
    }

    private ObjectNode ofType(TypeView type) {
        Optional<ObjectNode> scalar = Scalars.schema(type.raw());
        if (scalar.isPresent()) {
            return scalar.get();
        }
        if (type.raw() == Optional.class) {
            return nullable(schema(type.argument(0)));
        }
        if (type.raw().isArray() || Iterable.class.isAssignableFrom(type.raw())) {
            ObjectNode schema = JSON.objectNode().put("type", "array");
            schema.set("items", schema(element(type)));
            if (Set.class.isAssignableFrom(type.raw())) {
                schema.put("uniqueItems", true);
            }
            return schema;
        }
        if (Map.class.isAssignableFrom(type.raw())) {
            return map(type);
        }
        Optional<AnnotatedType> whole = type.raw().isEnum() ? Optional.empty() : WholeValue.type(type.raw());
        if (whole.isPresent()) {
            return schema(type.member(whole.get()));
        }
        Definition known = definitions.get(type.bare());
        if (known == null) {
            known = new Definition("#/$defs/" + freeName(type), JSON.objectNode());
            definitions.put(type.bare(), known);
            define(type, known.schema);
        }
        return JSON.objectNode().put("$ref", known.reference);
    }

    private static TypeView element(TypeView type) {
        if (type.raw().isArray()) {
            // An annotation before an array is on its elements for Java, but its reader means the array.
            return type.argument(0).without(type.argument(0).annotations());
        }
        return type.argument(0);
    }

    private ObjectNode map(TypeView type) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode key = schema(type.argument(0));
        if (key.has("$ref") && type.argument(0).raw().isEnum()) {
            schema.set("propertyNames", key);
        } else if (key.has("format") || key.has("pattern") || key.has("maxLength")) {
            schema.set("propertyNames", key);
        } else if (key.path("type").asString("").equals("integer")) {
            schema.putObject("propertyNames").put("pattern", "^-?(0|[1-9]\\d*)$");
        }
        schema.set("additionalProperties", schema(type.argument(1)));
        return schema;
    }

    private String freeName(TypeView type) {
        String name = type.name();
        for (int i = 2; !names.add(name); i++) {
            name = type.name() + "_" + i;
        }
        return name;
    }

    /** Lets a schema allow null as well. */
    private static ObjectNode nullable(ObjectNode schema) {
        JsonNode type = schema.path("type");
        if (type.isString() && !schema.has("enum") && !schema.has("const")) {
            ArrayNode both = JSON.arrayNode().add(type.stringValue()).add("null");
            schema.set("type", both);
            return schema;
        }
        if (schema.isEmpty()) {
            return schema;
        }
        ObjectNode either = JSON.objectNode();
        ArrayNode branches = either.putArray("anyOf").add(schema);
        branches.addObject().put("type", "null");
        return either;
    }

    private void define(TypeView type, ObjectNode into) {
        Class<?> raw = type.raw();
        Optional<Alternatives> alternatives = Alternatives.of(raw);
        if (alternatives.isPresent()) {
            union(type, alternatives.get(), into);
        } else if (raw.isEnum()) {
            enumeration(raw, into);
        } else if (raw.isInterface() || Modifier.isAbstract(raw.getModifiers())) {
            throw new SchemaException(
                    raw.getName()
                            + " is neither a class that can be made nor sealed (expected: a record, a sealed interface, or @JsonSubTypes)");
        } else {
            object(type, into);
        }
        describe(raw, into);
    }

    private static void describe(Class<?> raw, ObjectNode into) {
        Describe describe = raw.getAnnotation(Describe.class);
        JsonClassDescription jackson = raw.getAnnotation(JsonClassDescription.class);
        if (describe != null) {
            into.put("description", describe.value());
        } else if (jackson != null) {
            into.put("description", jackson.value());
        }
    }

    private void object(TypeView type, ObjectNode into) {
        into.put("type", "object");
        ObjectNode properties = into.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        JsonIgnoreProperties ignore = type.raw().getAnnotation(JsonIgnoreProperties.class);
        Set<String> ignored = ignore == null ? Set.of() : Set.of(ignore.value());
        for (Member member : Member.of(type)) {
            if (ignored.contains(member.name())) {
                continue;
            }
            List<Annotation> declared = member.annotations();
            ObjectNode schema = ofType(member.type());
            Constraints.add(schema, member.type().without(declared).annotations());
            Constraints.add(schema, declared);
            if (!member.description().isEmpty()) {
                schema.put("description", member.description());
            }
            if (member.isOptional()) {
                schema = allowNull(schema);
            } else {
                required.add(member.name());
            }
            properties.set(member.name(), schema);
        }
        if (!required.isEmpty()) {
            into.set("required", required);
        }
        if (ignore == null || !ignore.ignoreUnknown()) {
            into.put("additionalProperties", false);
        }
    }

    /** Null beside what is there, the description staying outside. */
    private static ObjectNode allowNull(ObjectNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray() || schema.has("anyOf")) {
            return schema;
        }
        JsonNode description = schema.path("description");
        boolean plain = type.isString() && !schema.has("enum") && !schema.has("const");
        if (!plain) {
            schema.remove("description");
        }
        ObjectNode either = nullable(schema);
        if (!plain && description.isString()) {
            either.set("description", description);
        }
        return either;
    }

    private static void enumeration(Class<?> raw, ObjectNode into) {
        into.put("type", "string");
        ArrayNode values = into.putArray("enum");
        StringJoiner descriptions = new StringJoiner("; ");
        for (Field field : raw.getFields()) {
            if (!field.isEnumConstant()) {
                continue;
            }
            String name = WholeValue.ofConstant(raw, field).orElseGet(() -> constantName(field));
            values.add(name);
            Describe describe = field.getAnnotation(Describe.class);
            if (describe != null) {
                descriptions.add(name + ": " + describe.value());
            }
        }
        if (descriptions.length() > 0) {
            into.put("description", descriptions.toString());
        }
    }

    private static String constantName(Field constant) {
        Name name = constant.getAnnotation(Name.class);
        if (name != null) {
            return name.value();
        }
        JsonProperty property = constant.getAnnotation(JsonProperty.class);
        return property != null && !property.value().isEmpty() ? property.value() : constant.getName();
    }

    private void union(TypeView type, Alternatives alternatives, ObjectNode into) {
        ArrayNode branches = into.putArray("anyOf");
        alternatives.types().forEach((name, alternative) -> {
            TypeView view = new TypeView(
                    alternative,
                    alternative.getTypeParameters().length == type.arguments().size() ? type.arguments() : List.of(),
                    List.of());
            switch (alternatives.kind()) {
                case FORM -> branches.add(schema(view));
                case JACKSON_WRAPPER -> {
                    ObjectNode wrapper = branches.addObject().put("type", "object");
                    wrapper.putObject("properties").set(name, schema(view));
                    wrapper.putArray("required").add(name);
                    wrapper.put("additionalProperties", false);
                }
                case PROPERTY, JACKSON_PROPERTY -> branches.add(named(view, name, alternatives.property()));
            }
        });
    }

    /** An alternative with the property that names it, first among its properties. */
    private ObjectNode named(TypeView alternative, String name, String property) {
        ObjectNode own = JSON.objectNode();
        object(alternative, own);
        describe(alternative.raw(), own);
        ObjectNode named = JSON.objectNode().put("type", "object");
        ObjectNode properties = named.putObject("properties");
        properties.putObject(property).put("type", "string").put("const", name);
        own.path("properties").properties().forEach(p -> properties.putIfAbsent(p.getKey(), p.getValue()));
        ArrayNode required = named.putArray("required").add(property);
        own.path("required").forEach(r -> {
            if (!r.asString().equals(property)) {
                required.add(r);
            }
        });
        own.properties().forEach(p -> named.putIfAbsent(p.getKey(), p.getValue()));
        return named;
    }
}
