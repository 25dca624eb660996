package dev.assay.structured.schema;

import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Values and kinds in the words of messages. */
final class Words {

    private static final int LONGEST = 80;

    private Words() {}

    /** A value as a message quotes it: scalars as JSON, cut where they are long; of others their kind and size. */
    static String of(JsonNode value) {
        if (value.isArray()) {
            return "a list of " + value.size();
        }
        if (value.isObject()) {
            StringJoiner names = new StringJoiner(", ", "an object (", ")").setEmptyValue("an empty object");
            value.propertyNames().stream().limit(6).forEach(names::add);
            return cut(names.toString());
        }
        if (value.isString() && value.stringValue().length() > LONGEST) {
            return "\"" + value.stringValue().substring(0, LONGEST) + "…\"";
        }
        return cut(value.toString());
    }

    /** The JSON of allowed values, cut where it is long. */
    static String list(Iterable<JsonNode> values) {
        StringJoiner text = new StringJoiner(", ");
        for (JsonNode value : values) {
            text.add(of(value));
            if (text.length() > 1000) {
                return text + ", …";
            }
        }
        return text.toString();
    }

    /** The name of a value's type in JSON Schema. */
    static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING, BINARY -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> JsonEquality.isInteger(value) ? "integer" : "number";
            case NULL -> "null";
            case MISSING, POJO -> "nothing";
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
