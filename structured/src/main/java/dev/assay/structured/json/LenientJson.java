package dev.assay.structured.json;

import dev.assay.structured.schema.Binder;
import dev.assay.structured.schema.BindingException;
import dev.assay.structured.schema.Schema;
import dev.assay.structured.schema.TypeRef;
import dev.assay.structured.schema.Violation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads what models write into JSON: liberal in what it accepts, with every repair reported.
 *
 * <p>JSON passes unchanged. All else is read as what costs the least; each {@link Repair} has its penalty. Where two readings cost the same and
 * differ, that is an error and not a guess.
 */
public final class LenientJson {

    private LenientJson() {}

    /**
     * Reads a text.
     *
     * @param text what a model wrote
     * @return what it stands for, and what was mended
     * @throws LenientJsonException where there is no value in it, or two that are as good as each other
     */
    public static Reading parse(String text) {
        char[] chars = text.toCharArray();
        RepairLog log = new RepairLog();
        Optional<JsonNode> json = StrictJson.parse(chars, log);
        return json.map(value -> whole(text, value, log))
                .orElseGet(() -> Choosing.read(chars, Optional.empty(), new Work()));
    }

    /**
     * Reads a text as what a schema wants. Where even the best reading breaks rules, the reading names them
     * ({@link Reading#violations}); that is no exception, so that a re-ask can quote them.
     *
     * @param text what a model wrote
     * @param schema what is wanted
     * @return what it stands for, and what was mended
     * @throws LenientJsonException where there is no value in it, or two that are as good as each other
     */
    public static Reading parse(String text, Schema schema) {
        char[] chars = text.toCharArray();
        RepairLog log = new RepairLog();
        Optional<JsonNode> json = StrictJson.parse(chars, log);
        Optional<Reading> valid = json.filter(schema::isValid).map(value -> whole(text, value, log));
        if (valid.isPresent()) {
            return valid.get();
        }
        Reading chosen = Choosing.read(chars, Optional.of(schema), new Work());
        return json.isPresent() && chosen.repairs().isEmpty()
                ? new Reading(chosen.value(), List.of(), chosen.violations(), false, Optional.of(text))
                : chosen;
    }

    /** A text that is JSON; where a name stands twice, it does not pass as it is. */
    private static Reading whole(String text, JsonNode value, RepairLog log) {
        List<Repair> repairs = log.sorted();
        return new Reading(value, repairs, List.of(), false, repairs.isEmpty() ? Optional.of(text) : Optional.empty());
    }

    /**
     * Reads a text as a Java type. The schema is made anew each time; who reads often keeps a {@link Schema}.
     *
     * @param text what a model wrote
     * @param type the type that is wanted
     * @param <T> that type
     * @return what it stands for, and what was mended
     * @throws LenientJsonException also where the value breaks the type's schema, does not become the type, or is cut off
     */
    public static <T> TypedReading<T> parse(String text, Class<T> type) {
        Reading reading = valid(parse(text, Schema.of(type)));
        return typed(reading, () -> Binder.bind(reading.value(), type));
    }

    /**
     * Reads a text as a generic type.
     *
     * @param text what a model wrote
     * @param type the type that is wanted
     * @param <T> that type
     * @return what it stands for, and what was mended
     * @throws LenientJsonException also where the value breaks the type's schema, does not become the type, or is cut off
     */
    public static <T> TypedReading<T> parse(String text, TypeRef<T> type) {
        Reading reading = valid(parse(text, Schema.of(type)));
        return typed(reading, () -> Binder.bind(reading.value(), type));
    }

    /**
     * Reads a text as a type.
     *
     * @param text what a model wrote
     * @param type the type that is wanted
     * @return what it stands for, and what was mended
     * @throws LenientJsonException also where the value breaks the type's schema, does not become the type, or is cut off
     */
    public static TypedReading<Object> parse(String text, Type type) {
        Reading reading = valid(parse(text, Schema.of(type)));
        return typed(reading, () -> Binder.bind(reading.value(), type));
    }

    /**
     * Reads a text that comes in chunks.
     *
     * @return a reader for one text
     */
    public static JsonStream stream() {
        return new JsonStream();
    }

    private static Reading valid(Reading reading) {
        if (reading.truncated()) {
            throw new LenientJsonException(
                    LenientJsonException.Reason.TRUNCATED,
                    0,
                    "the rest of the value",
                    "the text is cut off",
                    List.of());
        }
        if (!reading.isValid()) {
            Violation first = reading.violations().get(0);
            throw new LenientJsonException(
                    LenientJsonException.Reason.INVALID, 0, first.message(), first.toString(), reading.violations());
        }
        return reading;
    }

    private interface Bound<T> {
        T get();
    }

    private static <T> TypedReading<T> typed(Reading reading, Bound<T> bound) {
        try {
            return new TypedReading<>(bound.get(), reading);
        } catch (BindingException e) {
            Violation violation =
                    new Violation(e.path(), reading.value().at(e.path()), "binding", String.valueOf(e.getMessage()));
            throw new LenientJsonException(
                    LenientJsonException.Reason.INVALID,
                    0,
                    violation.message(),
                    violation.toString(),
                    List.of(violation));
        }
    }
}
