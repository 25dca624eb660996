package dev.assay.server.ingest.dialect;

import com.google.protobuf.ByteString;
import dev.assay.model.Json;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Values of attributes, coerced: some clients write every number as a string, some a list as one string. */
final class Values {

    static final JsonFactory FACTORY = JsonFactory.builder()
            .rootValueSeparator("")
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool()) // each request has a virtual thread of its own
            .build();

    private Values() {}

    /** A scalar as text; empty for anything else. */
    static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            default -> "";
        };
    }

    /** A count; empty where it is none, or negative. */
    static OptionalLong count(AnyValue value) {
        return switch (value.getValueCase()) {
            case INT_VALUE -> count(value.getIntValue());
            case DOUBLE_VALUE -> count(value.getDoubleValue());
            case STRING_VALUE -> count(value.getStringValue());
            default -> OptionalLong.empty();
        };
    }

    static OptionalLong count(long value) {
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static OptionalLong count(double value) {
        return value == Math.rint(value) && Math.abs(value) < 0x1p63 ? count((long) value) : OptionalLong.empty();
    }

    static OptionalLong count(String text) {
        OptionalDouble number = number(text);
        return number.isEmpty() ? OptionalLong.empty() : count(number.getAsDouble());
    }

    /** A finite number; empty where it is none. */
    static OptionalDouble number(AnyValue value) {
        return switch (value.getValueCase()) {
            case INT_VALUE -> OptionalDouble.of((double) value.getIntValue());
            case DOUBLE_VALUE ->
                Double.isFinite(value.getDoubleValue())
                        ? OptionalDouble.of(value.getDoubleValue())
                        : OptionalDouble.empty();
            case STRING_VALUE -> number(value.getStringValue());
            default -> OptionalDouble.empty();
        };
    }

    static OptionalDouble number(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0)) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** A list of words: an array, a JSON array in a string, or one string with commas. */
    static List<String> words(AnyValue value) {
        List<String> words = new ArrayList<>();
        switch (value.getValueCase()) {
            case ARRAY_VALUE -> value.getArrayValue().getValuesList().forEach(element -> addWord(words, text(element)));
            case STRING_VALUE -> addWords(words, value.getStringValue().strip());
            default -> addWord(words, text(value));
        }
        return words;
    }

    private static void addWords(List<String> words, String text) {
        if (text.startsWith("[")) {
            Trees.parse(text).ifPresent(tree -> tree.forEach(element -> addWord(words, element.asString(""))));
            return;
        }
        int start = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', start)) {
            addWord(words, text.substring(start, comma).strip());
            start = comma + 1;
        }
        addWord(words, text.substring(start).strip());
    }

    private static void addWord(List<String> words, String word) {
        if (!word.isEmpty()) {
            words.add(word);
        }
    }

    static AnyValue of(String text) {
        return AnyValue.newBuilder().setStringValue(text).build();
    }

    static AnyValue of(long number) {
        return AnyValue.newBuilder().setIntValue(number).build();
    }

    /** The value as JSON, whatever it is. */
    static Json json(AnyValue value) {
        return json(generator -> write(generator, value));
    }

    static Json json(Consumer<JsonGenerator> write) {
        try (JsonTexts texts = new JsonTexts()) {
            return texts.of(write);
        }
    }

    static void write(JsonGenerator json, AnyValue value) {
        switch (value.getValueCase()) {
            case STRING_VALUE -> json.writeString(value.getStringValue());
            case BOOL_VALUE -> json.writeBoolean(value.getBoolValue());
            case INT_VALUE -> json.writeNumber(value.getIntValue());
            case DOUBLE_VALUE -> writeDouble(json, value.getDoubleValue());
            case BYTES_VALUE -> json.writeString(base64(value.getBytesValue()));
            case ARRAY_VALUE -> {
                json.writeStartArray();
                value.getArrayValue().getValuesList().forEach(element -> write(json, element));
                json.writeEndArray();
            }
            case KVLIST_VALUE -> {
                json.writeStartObject();
                Attributes.of(value.getKvlistValue().getValuesList()).write(json);
                json.writeEndObject();
            }
            default -> json.writeNull();
        }
    }

    /** JSON has no word for these. */
    private static void writeDouble(JsonGenerator json, double value) {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeString(Double.toString(value));
        }
    }

    private static String base64(ByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
