package dev.assay.server.ingest.dialect;

import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists that a client flattened into keys, {@code messages.0.message.role} and the like, as the trees they were. An object
 * whose names are all numbers is a list, in the order of its numbers.
 */
final class IndexedKeys {

    /** Lists longer than this, and keys with more steps than that, are nobody's conversation. */
    private static final int MAX_INDEX = 10_000;

    private static final int MAX_STEPS = 16;

    private IndexedKeys() {}

    /**
     * The list whose keys begin with the prefix and a dot; they stay where they are.
     *
     * @return empty where there is none
     */
    static Optional<ArrayNode> list(Attributes attributes, String prefix) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        String start = prefix + ".";
        for (String key : attributes.keys(start)) {
            @Nullable AnyValue value = attributes.get(key);
            if (value != null) {
                put(root, key.substring(start.length()).split("\\.", -1), value);
            }
        }
        return lists(root) instanceof ArrayNode list && !list.isEmpty() ? Optional.of(list) : Optional.empty();
    }

    private static void put(ObjectNode root, String[] steps, AnyValue value) {
        if (steps.length > MAX_STEPS) {
            return;
        }
        ObjectNode node = root;
        for (int i = 0; i < steps.length - 1; i++) {
            JsonNode child = node.get(steps[i]);
            if (child == null) {
                child = node.putObject(steps[i]);
            }
            if (!(child instanceof ObjectNode object)) {
                return; // a value stands where a list should; the key stays an attribute
            }
            node = object;
        }
        String last = steps[steps.length - 1];
        if (!node.has(last)) {
            node.set(last, node(value));
        }
    }

    private static JsonNode node(AnyValue value) {
        return value.hasStringValue()
                ? Trees.text(value.getStringValue())
                : Trees.parse(Values.json(value).text()).orElseGet(() -> Trees.text(""));
    }

    private static JsonNode lists(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        for (Map.Entry<String, JsonNode> property : List.copyOf(object.properties())) {
            object.set(property.getKey(), lists(property.getValue()));
        }
        boolean isList = object.propertyStream().allMatch(property -> index(property.getKey()) >= 0);
        if (!isList || object.isEmpty()) {
            return object;
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode(object.size());
        object.propertyStream()
                .sorted(Comparator.comparingInt(property -> index(property.getKey())))
                .forEach(property -> list.add(property.getValue()));
        return list;
    }

    /** The number that a step is, or -1. */
    private static int index(String step) {
        if (step.isEmpty() || step.length() > 5) {
            return -1;
        }
        int index = 0;
        for (int i = 0; i < step.length(); i++) {
            int digit = step.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            index = index * 10 + digit;
        }
        return index <= MAX_INDEX ? index : -1;
    }

    /** Takes out all keys of a list. */
    static void remove(Attributes attributes, String prefix) {
        attributes.keys(prefix + ".").forEach(attributes::remove);
    }
}
