package dev.assay.structured.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What annotations say of values, as keywords: Assay's own, and those of Jakarta Validation (also of its time as {@code javax.validation}), which are
 * known by name so that nothing depends on them.
 */
final class Constraints {

    private Constraints() {}

    /** Adds the keywords of annotations to a schema of one value. */
    static void add(ObjectNode schema, List<Annotation> annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof Describe describe) {
                schema.put("description", describe.value());
            } else if (annotation instanceof Min min) {
                schema.set(min.exclusive() ? "exclusiveMinimum" : "minimum", number(min.value()));
            } else if (annotation instanceof Max max) {
                schema.set(max.exclusive() ? "exclusiveMaximum" : "maximum", number(max.value()));
            } else if (annotation instanceof Size size) {
                size(schema, size.min(), size.max());
            } else if (annotation instanceof Pattern pattern) {
                pattern(schema, pattern.value());
            } else if (isJakarta(annotation)) {
                jakarta(schema, annotation);
            }
        }
    }

    private static boolean isJakarta(Annotation annotation) {
        String place = annotation.annotationType().getPackageName();
        return place.equals("jakarta.validation.constraints") || place.equals("javax.validation.constraints");
    }

    private static void jakarta(ObjectNode schema, Annotation annotation) {
        switch (annotation.annotationType().getSimpleName()) {
            case "Min" -> schema.set("minimum", number(annotation));
            case "Max" -> schema.set("maximum", number(annotation));
            case "DecimalMin" ->
                schema.set(isInclusive(annotation) ? "minimum" : "exclusiveMinimum", number(annotation));
            case "DecimalMax" ->
                schema.set(isInclusive(annotation) ? "maximum" : "exclusiveMaximum", number(annotation));
            case "Positive" -> schema.put("exclusiveMinimum", 0);
            case "PositiveOrZero" -> schema.put("minimum", 0);
            case "Negative" -> schema.put("exclusiveMaximum", 0);
            case "NegativeOrZero" -> schema.put("maximum", 0);
            case "Size" -> size(schema, (Integer) read(annotation, "min"), (Integer) read(annotation, "max"));
            case "NotEmpty" -> size(schema, 1, Integer.MAX_VALUE);
            case "NotBlank" -> pattern(schema, "\\S");
            case "Pattern" -> {
                // Flags have no keyword, and without them the rule would be another.
                if (((Object[]) read(annotation, "flags")).length == 0) {
                    // It has to match the whole text there.
                    pattern(schema, "^(?:" + read(annotation, "regexp") + ")$");
                }
            }
            case "Digits" ->
                digits(schema, (Integer) read(annotation, "integer"), (Integer) read(annotation, "fraction"));
            // What several of one kind are put into.
            case "List" -> add(schema, List.of((Annotation[]) read(annotation, "value")));
            case "Email" -> schema.put("format", "email");
            case "AssertTrue" -> schema.put("const", true);
            case "AssertFalse" -> schema.put("const", false);
            default -> {
                // Past and Future have no keyword; who validates beans checks them afterwards.
            }
        }
    }

    /** So many digits before the point, and so many after it; texts with a number in them are left alone. */
    private static void digits(ObjectNode schema, int whole, int fraction) {
        String type = schema.path("type").asString("");
        if (!type.equals("number") && !type.equals("integer")) {
            return;
        }
        if (type.equals("number")) {
            schema.set("multipleOf", number(BigDecimal.ONE.movePointLeft(fraction)));
        }
        BigDecimal bound = BigDecimal.ONE.movePointRight(whole);
        if (!schema.has("maximum") && !schema.has("exclusiveMaximum")) {
            schema.set("exclusiveMaximum", number(bound));
        }
        if (!schema.has("minimum") && !schema.has("exclusiveMinimum")) {
            schema.set("exclusiveMinimum", number(bound.negate()));
        }
    }

    private static boolean isInclusive(Annotation annotation) {
        return (Boolean) read(annotation, "inclusive");
    }

    private static Object read(Annotation annotation, String name) {
        try {
            return annotation.annotationType().getMethod(name).invoke(annotation);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new SchemaException(annotation + " has no readable '" + name + "'", e);
        }
    }

    private static JsonNode number(Annotation annotation) {
        return number(new BigDecimal(read(annotation, "value").toString()));
    }

    private static JsonNode number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new SchemaException("a bound of " + value + " (expected: a finite number)");
        }
        return number(new BigDecimal(Double.toString(value)));
    }

    private static JsonNode number(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > 0 || stripped.precision() - stripped.scale() > 18) {
            return DecimalNode.valueOf(value);
        }
        long whole = stripped.longValueExact();
        return (int) whole == whole ? IntNode.valueOf((int) whole) : LongNode.valueOf(whole);
    }

    /** A text has two patterns only as two schemas. */
    private static void pattern(ObjectNode schema, String pattern) {
        if (!schema.has("pattern")) {
            schema.put("pattern", pattern);
        } else if (!schema.path("pattern").asString().equals(pattern)) {
            schema.withArray("allOf").addObject().put("pattern", pattern);
        }
    }

    private static void size(ObjectNode schema, int least, int most) {
        String what = kind(schema);
        String suffix = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
        if (least > 0 && schema.path("min" + suffix).asInt(0) < least) {
            schema.put("min" + suffix, least);
        }
        if (most < Integer.MAX_VALUE) {
            schema.put("max" + suffix, most);
        }
    }

    private static String kind(ObjectNode schema) {
        JsonNode type = schema.path("type");
        String first = type.isArray() ? type.path(0).asString("") : type.asString("");
        return switch (first) {
            case "array" -> "items";
            case "object" -> "properties";
            default -> "length";
        };
    }
}
