package dev.assay.structured.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Java's own types that have no members of interest, and their schemas. */
final class Scalars {

    private static final Map<Class<?>, String> TYPES = new HashMap<>();
    private static final Map<Class<?>, String> FORMATS = Map.of(
            Instant.class, "date-time",
            OffsetDateTime.class, "date-time",
            ZonedDateTime.class, "date-time",
            LocalDateTime.class, "local-date-time",
            LocalDate.class, "date",
            LocalTime.class, "local-time",
            OffsetTime.class, "time",
            Duration.class, "duration",
            UUID.class, "uuid",
            URI.class, "uri-reference");
    private static final Map<Class<?>, String> PATTERNS = Map.of(
            YearMonth.class, "^\\d{4}-(0[1-9]|1[0-2])$",
            MonthDay.class, "^--(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$",
            Period.class, "^-?P(-?\\d+Y)?(-?\\d+M)?(-?\\d+W)?(-?\\d+D)?$",
            Currency.class, "^[A-Z]{3}$");

    static {
        for (Class<?> text : new Class<?>[] {
            String.class,
            CharSequence.class,
            char.class,
            Character.class,
            URL.class,
            Locale.class,
            ZoneId.class,
            ZoneOffset.class,
            byte[].class
        }) {
            TYPES.put(text, "string");
        }
        FORMATS.keySet().forEach(type -> TYPES.put(type, "string"));
        PATTERNS.keySet().forEach(type -> TYPES.put(type, "string"));
        for (Class<?> whole : new Class<?>[] {
            byte.class,
            Byte.class,
            short.class,
            Short.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            BigInteger.class,
            AtomicInteger.class,
            AtomicLong.class,
            OptionalInt.class,
            OptionalLong.class,
            Year.class
        }) {
            TYPES.put(whole, "integer");
        }
        for (Class<?> number : new Class<?>[] {
            float.class, Float.class, double.class, Double.class, BigDecimal.class, Number.class, OptionalDouble.class
        }) {
            TYPES.put(number, "number");
        }
        for (Class<?> truth : new Class<?>[] {boolean.class, Boolean.class, AtomicBoolean.class}) {
            TYPES.put(truth, "boolean");
        }
        TYPES.put(ObjectNode.class, "object");
        TYPES.put(ArrayNode.class, "array");
        TYPES.put(Void.class, "null");
    }

    private Scalars() {}

    /** The schema of a type that is one of Java's own; empty where it is not. */
    static Optional<ObjectNode> schema(Class<?> type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (type == Object.class || type == JsonNode.class) {
            return Optional.of(schema);
        }
        String name = TYPES.get(type);
        if (name == null) {
            return Optional.empty();
        }
        schema.put("type", name);
        String format = FORMATS.get(type);
        if (format != null) {
            schema.put("format", format);
        }
        String pattern = PATTERNS.get(type);
        if (pattern != null) {
            schema.put("pattern", pattern);
        }
        if (type == char.class || type == Character.class) {
            schema.put("minLength", 1).put("maxLength", 1);
        } else if (type == URL.class) {
            schema.put("format", "uri");
        } else if (type == byte[].class) {
            schema.put("contentEncoding", "base64");
        } else if (type == byte.class || type == Byte.class) {
            schema.put("minimum", Byte.MIN_VALUE).put("maximum", Byte.MAX_VALUE);
        } else if (type == short.class || type == Short.class) {
            schema.put("minimum", Short.MIN_VALUE).put("maximum", Short.MAX_VALUE);
        } else if (type == int.class || type == Integer.class || type == OptionalInt.class) {
            schema.put("minimum", Integer.MIN_VALUE).put("maximum", Integer.MAX_VALUE);
        } else if (type == long.class || type == Long.class || type == OptionalLong.class) {
            schema.put("minimum", Long.MIN_VALUE).put("maximum", Long.MAX_VALUE);
        }
        return Optional.of(schema);
    }
}
