package dev.assay.structured;

import dev.assay.structured.schema.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of several options that are known when the program runs, such as rows of a table. For options that are known before, an enum is
 * simpler. Immutable.
 *
 * @param <T> what an option stands for
 */
public final class Choice<T> {
    private final Map<String, T> values;
    private final Map<String, String> descriptions;

    private Choice(Map<String, T> values, Map<String, String> descriptions) {
        this.values = Collections.unmodifiableMap(values);
        this.descriptions = Collections.unmodifiableMap(descriptions);
    }

    /**
     * Words to choose from.
     *
     * @param options each is its own value
     * @return the choice
     */
    public static Choice<String> of(String... options) {
        Choice<String> choice = Choice.<String>none();
        for (String option : options) {
            choice = choice.or(option, "", option);
        }
        return choice;
    }

    /**
     * Nothing to choose from yet.
     *
     * @return add to it with {@link #or}
     * @param <T> what an option stands for
     */
    public static <T> Choice<T> none() {
        return new Choice<>(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /**
     * The same with one more option.
     *
     * @param label what the model writes; another one than those before
     * @param description when it is the right one, or {@code ""}
     * @param value what it stands for
     * @return a new choice
     */
    public Choice<T> or(String label, String description, T value) {
        if (values.containsKey(label)) {
            throw new IllegalArgumentException(
                    "The option \"" + label + "\" is there already; each needs its own label.");
        }
        Map<String, T> more = new LinkedHashMap<>(values);
        more.put(label, value);
        Map<String, String> told = new LinkedHashMap<>(descriptions);
        told.put(label, description);
        return new Choice<>(more, told);
    }

    Kind<T> kind() {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to choose from; give at least one option.");
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "string");
        StringBuilder told = new StringBuilder("Exactly one of the options.");
        descriptions.forEach((label, text) -> {
            if (!text.isEmpty()) {
                told.append('\n').append(label).append(": ").append(text);
            }
        });
        schema.put("description", told.toString());
        ArrayNode labels = schema.putArray("enum");
        values.keySet().forEach(labels::add);
        return new Kind<>("choice", Schema.ofJson(schema), this::value, List.of());
    }

    private T value(JsonNode label) {
        T value = values.get(label.stringValue());
        if (value == null) {
            throw new IllegalStateException("\"" + label + "\" passed a schema that does not hold it.");
        }
        return value;
    }
}
