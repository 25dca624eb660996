package dev.assay.structured.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.node.ObjectNode;

/** Binds a sealed type: to the alternative that its discriminator names, or to the only one whose schema the value obeys. */
final class UnionDeserializer extends ValueDeserializer<Object> {

    private final JavaType type;
    private final Alternatives alternatives;

    /** Schemas of the alternatives, made when they are first asked for: they may contain the union itself. */
    private final Map<String, Schema> schemas = new LinkedHashMap<>();

    UnionDeserializer(JavaType type) {
        this.type = type;
        this.alternatives = Alternatives.of(type.getRawClass())
                .orElseThrow(() -> new SchemaException(type + " has no alternatives"));
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
        JsonNode value = context.readTree(parser);
        return alternatives.kind() == Alternatives.Kind.PROPERTY ? byProperty(value, context) : byForm(value, context);
    }

    private Object byProperty(JsonNode value, DeserializationContext context) {
        String name = value.path(alternatives.property()).asString("");
        Class<?> alternative = alternatives.types().get(name);
        if (alternative == null) {
            return context.reportInputMismatch(
                    type,
                    "'%s' is '%s' (expected: one of %s)",
                    alternatives.property(),
                    name,
                    String.join(", ", alternatives.types().keySet()));
        }
        boolean own = Member.of(view(alternative)).stream()
                .anyMatch(member -> member.name().equals(alternatives.property()));
        JsonNode content = own || !(value instanceof ObjectNode object)
                ? value
                : object.deepCopy().without(alternatives.property());
        return context.readTreeAsValue(content, javaType(alternative, context));
    }

    private Object byForm(JsonNode value, DeserializationContext context) {
        List<String> fitting = new ArrayList<>();
        alternatives.types().forEach((name, alternative) -> {
            if (schema(name, alternative).isValid(value)) {
                fitting.add(name);
            }
        });
        if (fitting.size() != 1) {
            return context.reportInputMismatch(
                    type,
                    fitting.isEmpty()
                            ? "the value fits none of the alternatives of %s%s"
                            : "the value fits several alternatives of %s: %s (tell them apart by @Discriminator)",
                    type.getRawClass().getSimpleName(),
                    String.join(", ", fitting));
        }
        Class<?> alternative = alternatives.types().getOrDefault(fitting.get(0), Object.class);
        return context.readTreeAsValue(value, javaType(alternative, context));
    }

    private JavaType javaType(Class<?> alternative, DeserializationContext context) {
        return context.getTypeFactory().constructSpecializedType(type, alternative);
    }

    private TypeView view(Class<?> alternative) {
        return new TypeView(alternative, List.of(), List.of());
    }

    private Schema schema(String name, Class<?> alternative) {
        synchronized (schemas) {
            return schemas.computeIfAbsent(name, n -> Schema.of(alternative));
        }
    }
}
