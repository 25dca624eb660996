package dev.assay.files;

import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where in a row a value stands: a JSON pointer (RFC 6901) or the name of a column. A pointer also leads into a cell of a
 * CSV file that holds JSON.
 *
 * @param text as it was written
 * @param path the names of properties and the indexes of elements on the way
 */
public record Selector(String text, List<String> path) {

    public Selector {
        path = List.copyOf(path);
    }

    /** What begins with a slash is a pointer, all else the name of a column. */
    public static Selector of(String text) {
        if (!text.startsWith("/")) {
            return new Selector(text, List.of(text));
        }
        List<String> path = Arrays.stream(text.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
        return new Selector(text, path);
    }

    /** The pointer to this property or element of the row. */
    static Selector to(String... path) {
        StringBuilder text = new StringBuilder();
        for (String step : path) {
            text.append('/').append(step.replace("~", "~0").replace("/", "~1"));
        }
        return new Selector(text.toString(), List.of(path));
    }

    /** The value, or a missing node. */
    public JsonNode select(JsonNode row) {
        if (row.has(text)) {
            return row.path(text);
        }
        JsonNode node = row;
        for (String step : path) {
            node = child(opened(node), step);
        }
        return node;
    }

    /** The column or element of the row that the value stands in. */
    String column() {
        return path.getFirst();
    }

    /**
     * Puts another value in place of the selected one, or takes it out where the other one is missing. What is left empty
     * by that is taken out too. A cell that holds JSON is one value.
     */
    void replace(JsonNode row, JsonNode value) {
        if (row.has(text)) {
            put(row, text, value);
        } else {
            replace(row, path, value);
        }
    }

    private static void replace(JsonNode node, List<String> path, JsonNode value) {
        JsonNode child = child(node, path.getFirst());
        if (child.isMissingNode()) {
            return;
        }
        if (path.size() == 1 || child.isValueNode()) {
            put(node, path.getFirst(), value);
            return;
        }
        replace(child, path.subList(1, path.size()), value);
        if (child.isEmpty()) {
            put(node, path.getFirst(), MissingNode.getInstance());
        }
    }

    private static void put(JsonNode node, String step, JsonNode value) {
        switch (node) {
            case ObjectNode object when value.isMissingNode() -> object.remove(step);
            case ObjectNode object -> object.set(step, value);
            // Other elements keep their places.
            case ArrayNode array when value.isMissingNode() -> array.setNull(Integer.parseInt(step));
            case ArrayNode array -> array.set(Integer.parseInt(step), value);
            default -> throw new IllegalStateException("no container: " + node.getNodeType());
        }
    }

    private static JsonNode opened(JsonNode node) {
        return node.isString() ? Trees.structure(node.stringValue()) : node;
    }

    private static JsonNode child(JsonNode node, String step) {
        if (node.isArray()) {
            boolean index = !step.isEmpty() && step.length() < 9 && step.chars().allMatch(c -> c >= '0' && c <= '9');
            return index ? node.path(Integer.parseInt(step)) : MissingNode.getInstance();
        }
        return node.path(step);
    }

    @Override
    public String toString() {
        return text;
    }
}
