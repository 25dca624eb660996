package dev.assay.server.keep;

import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long a project keeps things.
 *
 * @param maxAgeDays traces that began so many days ago go; empty for ever
 * @param maxBytes the oldest go while the requests of the journal take more; empty for any size
 */
record RetentionSettings(OptionalLong maxAgeDays, OptionalLong maxBytes) {

    static final RetentionSettings OFF = new RetentionSettings(OptionalLong.empty(), OptionalLong.empty());

    static final String NAME = "retention";

    private static final long MAX_DAYS = 36_500;
    private static final long LEAST_BYTES = 1_000_000;

    /** @throws IllegalArgumentException where it holds something else; the message says what */
    static RetentionSettings read(String text) {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("retention is no JSON: " + e.getOriginalMessage(), e);
        }
        if (!root.isObject()) {
            throw new IllegalArgumentException("retention is " + root + " (expected: an object)");
        }
        for (String field : root.propertyNames()) {
            if (!field.equals("maxAgeDays") && !field.equals("maxBytes")) {
                throw new IllegalArgumentException(
                        "retention has the field '" + field + "' (expected: maxAgeDays, maxBytes)");
            }
        }
        return new RetentionSettings(
                number(root, "maxAgeDays", 1, MAX_DAYS), number(root, "maxBytes", LEAST_BYTES, Long.MAX_VALUE));
    }

    private static OptionalLong number(JsonNode root, String field, long least, long most) {
        JsonNode node = root.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return OptionalLong.empty();
        }
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.longValue() < least
                || node.longValue() > most) {
            throw new IllegalArgumentException(
                    field + " is " + node + " (expected: null, or a whole number of at least " + least
                            + (most == Long.MAX_VALUE ? "" : " and at most " + most) + ")");
        }
        return OptionalLong.of(node.longValue());
    }

    boolean isOff() {
        return maxAgeDays.isEmpty() && maxBytes.isEmpty();
    }

    String toJson() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        maxAgeDays.ifPresent(days -> json.put("maxAgeDays", days));
        maxBytes.ifPresent(bytes -> json.put("maxBytes", bytes));
        return json.toString();
    }

    void writeFields(JsonGenerator json) {
        number(json, "maxAgeDays", maxAgeDays);
        number(json, "maxBytes", maxBytes);
    }

    private static void number(JsonGenerator json, String name, OptionalLong value) {
        if (value.isPresent()) {
            json.writeNumberProperty(name, value.getAsLong());
        } else {
            json.writeNullProperty(name);
        }
    }
}
