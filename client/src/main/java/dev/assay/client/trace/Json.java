package dev.assay.client.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of the providers' SDKs. */
final class Json {

    private Json() {}

    /** Copies a field onto the span, where it is there: a number as a number, anything else as text. */
    static void copy(JsonNode from, String field, ModelCall call, String key) {
        JsonNode value = from.path(field);
        if (value.isIntegralNumber()) {
            call.put(key, value.asLong());
        } else if (value.isNumber()) {
            call.put(key, value.asDouble());
        } else if (value.isTextual()) {
            call.put(key, value.asText());
        }
    }

    static @Nullable String text(JsonNode from, String field) {
        JsonNode value = from.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.isTextual() ? value.asText() : value.toString();
    }

    /** Appends a text, where it is there. */
    static void append(JsonNode from, String field, StringBuilder to) {
        JsonNode value = from.path(field);
        if (value.isTextual()) {
            to.append(value.asText());
        }
    }

    /** As maps and lists. */
    static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(item -> list.add(plain(item)));
            return list;
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        return node.isBoolean() ? node.asBoolean() : node.isNull() || node.isMissingNode() ? null : node.asText();
    }
}
