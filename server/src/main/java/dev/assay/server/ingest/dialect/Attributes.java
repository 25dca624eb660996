package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * The attributes of a span while it is read. What a field of the canonical span holds in full is taken out; what is left at
 * the end stays with the span as it came, so nothing is lost.
 */
public final class Attributes {

    /** Texts and whole numbers, which most are, by themselves; anything else as it came. */
    private final FlatMap values;

    /** @param expected about so many */
    public Attributes(int expected) {
        values = new FlatMap(expected);
    }

    /** Of a key that comes twice the last wins. */
    static Attributes of(List<KeyValue> pairs) {
        Attributes attributes = new Attributes(pairs.size() + 4);
        for (KeyValue pair : pairs) {
            attributes.put(pair.getKey(), pair.getValue());
        }
        return attributes;
    }

    public void put(String key, String text) {
        values.put(key, text);
    }

    public void put(String key, long number) {
        values.put(key, number);
    }

    public void put(String key, AnyValue value) {
        switch (value.getValueCase()) {
            case STRING_VALUE -> put(key, value.getStringValue());
            case INT_VALUE -> put(key, value.getIntValue());
            default -> values.put(key, value);
        }
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    boolean has(String key) {
        return values.get(key) != null;
    }

    /** Whether any key begins so. */
    boolean hasPrefix(String prefix) {
        return hasKey(key -> key.startsWith(prefix));
    }

    boolean hasKey(Predicate<String> wanted) {
        for (int i = 0; i < values.end(); i++) {
            @Nullable String key = values.key(i);
            if (key != null && wanted.test(key)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this is the first that came. */
    boolean isFirst(String key) {
        return values.end() > 0 && key.equals(values.key(0));
    }

    @Nullable AnyValue get(String key) {
        return switch (values.get(key)) {
            case null -> null;
            case String text -> Values.of(text);
            case Long number -> Values.of(number);
            case Object value -> (AnyValue) value;
        };
    }

    /** A scalar as text; empty where there is none. */
    String text(String key) {
        return switch (values.get(key)) {
            case null -> "";
            case String text -> text;
            case Long number -> number.toString();
            case Object value -> Values.text((AnyValue) value);
        };
    }

    /** A count; empty where there is none, or it is negative. */
    OptionalLong count(String key) {
        return switch (values.get(key)) {
            case null -> OptionalLong.empty();
            case String text -> Values.count(text);
            case Long number -> Values.count(number);
            case Object value -> Values.count((AnyValue) value);
        };
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
            Trees.parse(text).filter(JsonNode::isString).ifPresent(word -> put(key, word.stringValue()));
        }
    }

    void rename(String key, String name) {
        @Nullable Object value = values.remove(key);
        if (value != null) {
            values.put(name, value);
        }
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
        for (int i = 0; i < values.end(); i++) {
            @Nullable String key = values.key(i);
            if (key != null && key.startsWith(prefix)) {
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
        for (int i = 0; i < values.end(); i++) {
            @Nullable String key = values.key(i);
            if (key != null) {
                json.writeName(key);
                switch (values.value(i)) {
                    case String text -> json.writeString(text);
                    case Long number -> json.writeNumber(number);
                    case Object other -> Values.write(json, (AnyValue) other);
                }
            }
        }
    }
}
