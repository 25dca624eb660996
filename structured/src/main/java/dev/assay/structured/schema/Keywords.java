package dev.assay.structured.schema;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** The keywords of a schema object, each of the kind that it must be. */
final class Keywords {

    private final JsonNode schema;

    Keywords(JsonNode schema) {
        this.schema = schema;
    }

    boolean has(String keyword) {
        return schema.has(keyword);
    }

    JsonNode value(String keyword) {
        return schema.path(keyword);
    }

    String text(String keyword) {
        JsonNode value = schema.path(keyword);
        if (!value.isString()) {
            throw wrong(keyword, value, "a string");
        }
        return value.stringValue();
    }

    int count(String keyword) {
        JsonNode value = schema.path(keyword);
        if (!value.isNumber()
                || !JsonEquality.isInteger(value)
                || JsonEquality.decimal(value).signum() < 0) {
            throw wrong(keyword, value, "a whole number of at least 0");
        }
        BigDecimal count = JsonEquality.decimal(value);
        return count.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0 ? Integer.MAX_VALUE : count.intValue();
    }

    JsonNode number(String keyword) {
        JsonNode value = schema.path(keyword);
        if (!value.isNumber()) {
            throw wrong(keyword, value, "a number");
        }
        return value;
    }

    JsonNode list(String keyword) {
        JsonNode value = schema.path(keyword);
        if (!value.isArray()) {
            throw wrong(keyword, value, "a list");
        }
        return value;
    }

    JsonNode object(String keyword) {
        JsonNode value = schema.path(keyword);
        if (!value.isObject()) {
            throw wrong(keyword, value, "an object");
        }
        return value;
    }

    SchemaException wrong(String keyword, JsonNode value, String expected) {
        return new SchemaException("'" + keyword + "' is " + Words.of(value) + " (expected: " + expected + ")");
    }
}
