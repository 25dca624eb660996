package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * The attributes of a span while it is read. What a field of the canonical span holds in full is taken out; what is left at
 * the end stays with the span as it came, so nothing is lost.
 */
final class Attributes {

    private final Map<String, AnyValue> values;

    private Attributes(Map<String, AnyValue> values) {
        this.values = values;
    }

    /** Of a key that comes twice the last wins. */
    static Attributes of(List<KeyValue> pairs) {
        Map<String, AnyValue> values = LinkedHashMap.newLinkedHashMap(pairs.size() + 4);
        for (KeyValue pair : pairs) {
            values.put(pair.getKey(), pair.getValue());
        }
        return new Attributes(values);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Whether any key begins so. */
    boolean hasPrefix(String prefix) {
        for (String key : values.keySet()) {
            if (key.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    @Nullable AnyValue get(String key) {
        return values.get(key);
    }

    /** A scalar as text; empty where there is none. */
    String text(String key) {
        AnyValue value = values.get(key);
        return value == null ? "" : Values.text(value);
    }

    void remove(String key) {
        values.remove(key);
    }

    /** Takes an attribute out that says just this. */
    void removeIfText(String key, String text) {
        if (!text.isEmpty() && text(key).equals(text)) {
            values.remove(key);
        }
    }

    /** Some clients write a plain word as JSON, in quotes. */
    void unquote(String key) {
        String text = text(key);
        if (text.length() > 1 && text.charAt(0) == '"') {
            Trees.parse(text)
                    .filter(JsonNode::isString)
                    .ifPresent(word -> values.put(key, Values.of(word.stringValue())));
        }
    }

    void rename(String key, String name) {
        AnyValue value = values.remove(key);
        if (value != null) {
            values.put(name, value);
        }
    }

    void put(String key, AnyValue value) {
        values.put(key, value);
    }

    /** Takes a scalar out as text; empty where there is none. */
    String take(String key) {
        String text = text(key);
        if (!text.isEmpty()) {
            values.remove(key);
        }
        return text;
    }

    /** The keys that begin so, in order. */
    List<String> keys(String prefix) {
        List<String> keys = new ArrayList<>();
        for (String key : values.keySet()) {
            if (key.startsWith(prefix)) {
                keys.add(key);
            }
        }
        return keys;
    }

    Json toJson() {
        return Values.json(json -> {
            json.writeStartObject();
            write(json);
            json.writeEndObject();
        });
    }

    /** Writes them as fields of the object that is being written. */
    void write(JsonGenerator json) {
        values.forEach((key, value) -> {
            json.writeName(key);
            Values.write(json, value);
        });
    }
}
