package dev.assay.structured.schema;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The alternatives of a sealed type, or of one with Jackson's {@code @JsonSubTypes}.
 *
 * @param kind how they are told apart
 * @param property that holds the alternative's name; empty where {@link Kind#FORM}
 * @param types the alternatives by their name
 */
record Alternatives(Kind kind, String property, Map<String, Class<?>> types) {

    /** How alternatives are told apart. */
    enum Kind {
        /** By a property, which Jackson knows of. */
        JACKSON_PROPERTY,
        /** By the name of the only property of an object around, which Jackson knows of. */
        JACKSON_WRAPPER,
        /** By a property that {@link Discriminator} names. */
        PROPERTY,
        /** By their form. */
        FORM
    }

    /** The alternatives of a type; empty where it has none. */
    static Optional<Alternatives> of(Class<?> type) {
        JsonTypeInfo info = type.getAnnotation(JsonTypeInfo.class);
        JsonSubTypes subTypes = type.getAnnotation(JsonSubTypes.class);
        if (!isOpen(type) && subTypes == null) {
            return Optional.empty();
        }
        // ZoneId is sealed too, but it is a text to everybody
        if (subTypes == null && (!type.isSealed() || Scalars.schema(type).isPresent())) {
            return Optional.empty();
        }
        Map<String, Class<?>> types = new LinkedHashMap<>();
        if (subTypes != null) {
            for (JsonSubTypes.Type sub : subTypes.value()) {
                String name = sub.name().isEmpty() ? jacksonName(sub.value()) : sub.name();
                put(types, info == null ? sub.value().getSimpleName() : name, sub.value(), type);
            }
        } else {
            for (Class<?> leaf : leaves(type)) {
                put(types, info == null ? ownName(leaf) : jacksonName(leaf), leaf, type);
            }
        }
        if (info != null) {
            return Optional.of(ofJackson(type, info, types));
        }
        Discriminator discriminator = type.getAnnotation(Discriminator.class);
        return Optional.of(
                discriminator == null
                        ? new Alternatives(Kind.FORM, "", types)
                        : new Alternatives(Kind.PROPERTY, discriminator.value(), types));
    }

    private static boolean isOpen(Class<?> type) {
        return type.isInterface() || Modifier.isAbstract(type.getModifiers());
    }

    private static Alternatives ofJackson(Class<?> type, JsonTypeInfo info, Map<String, Class<?>> types) {
        return switch (info.include()) {
            case PROPERTY, EXISTING_PROPERTY ->
                switch (info.use()) {
                    case NAME, SIMPLE_NAME ->
                        new Alternatives(
                                Kind.JACKSON_PROPERTY,
                                info.property().isEmpty() ? info.use().getDefaultPropertyName() : info.property(),
                                types);
                    case DEDUCTION -> new Alternatives(Kind.FORM, "", types);
                    default ->
                        throw new SchemaException(type.getName() + " has @JsonTypeInfo(use = " + info.use()
                                + "), which names Java classes to the model (expected: NAME or DEDUCTION)");
                };
            case WRAPPER_OBJECT -> new Alternatives(Kind.JACKSON_WRAPPER, "", types);
            default ->
                throw new SchemaException(type.getName() + " has @JsonTypeInfo(include = " + info.include()
                        + ") (expected: PROPERTY, EXISTING_PROPERTY or WRAPPER_OBJECT)");
        };
    }

    private static void put(Map<String, Class<?>> types, String name, Class<?> type, Class<?> union) {
        Class<?> before = types.putIfAbsent(name, type);
        if (before != null && before != type) {
            throw new SchemaException("two alternatives of " + union.getName() + " have the name '" + name + "': "
                    + before.getName() + " and " + type.getName() + " (tell them apart by @Name)");
        }
    }

    private static List<Class<?>> leaves(Class<?> type) {
        List<Class<?>> leaves = new ArrayList<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isSealed() && isOpen(permitted)) {
                leaves.addAll(leaves(permitted));
            } else {
                leaves.add(permitted);
            }
        }
        return leaves;
    }

    private static String ownName(Class<?> type) {
        Name name = type.getAnnotation(Name.class);
        return name == null ? type.getSimpleName() : name.value();
    }

    /** As Jackson names a type that says nothing else: its class without the package. */
    private static String jacksonName(Class<?> type) {
        JsonTypeName name = type.getAnnotation(JsonTypeName.class);
        if (name != null && !name.value().isEmpty()) {
            return name.value();
        }
        return type.getName().substring(type.getName().lastIndexOf('.') + 1);
    }
}
