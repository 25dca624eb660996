package dev.assay.store.filter;

import dev.assay.model.Json;
import dev.assay.store.json.MessageJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One key of a JSON object, as filters see its value. */
final class JsonKey {

    /** A value that can be compared; objects, arrays and null cannot. */
    sealed interface Scalar {}

    record Text(String text) implements Scalar {}

    record Numeric(double number) implements Scalar {}

    private JsonKey() {}

    /** Whether the topmost object has the key with a value other than null. */
    static boolean has(Json json, String key) {
        try (JsonParser parser = MessageJson.parser(json.text())) {
            return find(parser, key) && parser.currentToken() != JsonToken.VALUE_NULL;
        }
    }

    static Optional<Scalar> scalar(Json json, String key) {
        try (JsonParser parser = MessageJson.parser(json.text())) {
            return find(parser, key) ? scalar(parser) : Optional.empty();
        }
    }

    /** A text, a number as it is written, or {@code true} or {@code false}. */
    static Optional<String> text(Json json, String key) {
        try (JsonParser parser = MessageJson.parser(json.text())) {
            return find(parser, key) && scalar(parser).isPresent() ? Optional.of(parser.getString()) : Optional.empty();
        }
    }

    /** The keys of the topmost object. */
    static List<String> keys(Json json) {
        List<String> keys = new ArrayList<>();
        try (JsonParser parser = MessageJson.parser(json.text())) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    keys.add(parser.currentName());
                    parser.nextToken();
                    parser.skipChildren();
                }
            }
        }
        return keys;
    }

    private static Optional<Scalar> scalar(JsonParser parser) {
        @Nullable JsonToken token = parser.currentToken();
        if (token == null) {
            return Optional.empty();
        }
        return switch (token) {
            case VALUE_STRING -> Optional.of(new Text(parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Optional.of(new Numeric(parser.getDoubleValue()));
            case VALUE_TRUE -> Optional.of(new Text("true"));
            case VALUE_FALSE -> Optional.of(new Text("false"));
            default -> Optional.empty();
        };
    }

    /** Stands on the value of the key, where it is there. */
    private static boolean find(JsonParser parser, String key) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean wanted = key.equals(parser.currentName());
            parser.nextToken();
            if (wanted) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }
}
