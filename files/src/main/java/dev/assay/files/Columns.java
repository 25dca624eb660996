package dev.assay.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The columns of a sample of rows, with the values that are there. */
final class Columns {

    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]");

    private final Map<String, List<JsonNode>> values = new LinkedHashMap<>();

    /** The names of columns by how they are looked for. */
    private final Map<String, List<String>> bySimplified = new HashMap<>();

    Columns(List<JsonNode> rows) {
        for (JsonNode row : rows) {
            if (row.isObject()) {
                row.properties().forEach(column -> add(column.getKey(), column.getValue()));
            } else {
                for (int i = 0; i < row.size(); i++) {
                    add(String.valueOf(i), row.path(i));
                }
            }
        }
    }

    private void add(String name, JsonNode value) {
        List<JsonNode> known = values.computeIfAbsent(name, _ -> {
            bySimplified
                    .computeIfAbsent(simplified(name), _ -> new ArrayList<>())
                    .add(name);
            return new ArrayList<>();
        });
        boolean there = !value.isNull() && !(value.isString() && Values.isNothing(value.stringValue()));
        if (there) {
            known.add(value);
        }
    }

    List<String> names() {
        return List.copyOf(values.keySet());
    }

    List<JsonNode> of(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The values of a column as text. */
    List<String> texts(String name) {
        return of(name).stream().map(Parts::text).toList();
    }

    /** The first column of these names, in their order, all of whose values pass; letters and digits count. */
    Optional<String> find(List<String> candidates, Predicate<JsonNode> passes) {
        for (String candidate : candidates) {
            for (String name : bySimplified.getOrDefault(candidate, List.of())) {
                if (!of(name).isEmpty() && of(name).stream().allMatch(passes)) {
                    return Optional.of(name);
                }
            }
        }
        return Optional.empty();
    }

    /** Columns whose values are there and pass, in the order of the file. */
    List<String> all(Predicate<JsonNode> passes) {
        return values.entrySet().stream()
                .filter(column -> !column.getValue().isEmpty()
                        && column.getValue().stream().allMatch(passes))
                .map(Map.Entry::getKey)
                .toList();
    }

    static String simplified(String name) {
        return OTHER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
