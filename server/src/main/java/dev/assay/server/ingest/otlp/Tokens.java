package dev.assay.server.ingest.otlp;

import com.google.protobuf.ByteString;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The tokens of an OTLP/JSON body, and the values that OTLP writes with them. A {@code null} is the same as a field that is
 * not there, as in protobuf's JSON mapping.
 */
final class Tokens {

    private static final int MAX_QUOTED = 80;

    private final JsonParser json;

    Tokens(JsonParser json) {
        this.json = json;
    }

    /** Goes to the request, which is an object. */
    void begin() {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw unexpected("an object");
        }
    }

    /** Nothing may follow the request. */
    void end() {
        if (json.nextToken() != null) {
            throw unexpected("the end of the body");
        }
    }

    /** Whether the current value is an object, whose fields follow; a {@code null} has none. */
    boolean object() {
        return struct(JsonToken.START_OBJECT, "an object");
    }

    /** Whether the current value is an array, whose elements follow; a {@code null} has none. */
    boolean array() {
        return struct(JsonToken.START_ARRAY, "an array");
    }

    private boolean struct(JsonToken start, String expected) {
        JsonToken token = json.currentToken();
        if (token == start) {
            return true;
        }
        if (token == JsonToken.VALUE_NULL) {
            return false;
        }
        throw unexpected(expected);
    }

    /** The name of the next field, with its value as the current one; {@code null} at the end of the object. */
    @Nullable String field() {
        String name = json.nextName();
        if (name != null) {
            json.nextToken();
        }
        return name;
    }

    /** Whether there is a next element, which is now the current value. */
    boolean element() {
        return json.nextToken() != JsonToken.END_ARRAY;
    }

    void skip() {
        json.skipChildren();
    }

    boolean isNull() {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    String text() {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getString();
            case VALUE_NULL -> "";
            default -> throw unexpected("a string");
        };
    }

    boolean bool() {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            case VALUE_STRING -> Boolean.parseBoolean(json.getString());
            default -> throw unexpected("true or false");
        };
    }

    /** A 64-bit integer, as a number or as a string; above the signed range as the same bits. */
    long int64() {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT -> integer(json.getString());
            case VALUE_STRING -> integer(json.getString());
            case VALUE_NUMBER_FLOAT -> wholeNumber(json.getDoubleValue());
            case VALUE_NULL -> 0;
            default -> throw unexpected("a 64-bit integer");
        };
    }

    private long wholeNumber(double value) {
        if (value != Math.rint(value) || Math.abs(value) > 0x1p63) {
            throw unexpected("a 64-bit integer");
        }
        return (long) value;
    }

    private long integer(String digits) {
        boolean negative = !digits.isEmpty() && digits.charAt(0) == '-';
        int start = negative ? 1 : 0;
        int length = digits.length() - start;
        if (length < 1 || length > 20) {
            throw unexpected("a 64-bit integer");
        }
        long value = 0;
        for (int i = start; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9 || Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, 10)) > 0) {
                throw unexpected("a 64-bit integer");
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    int int32() {
        return (int) int64();
    }

    double number() {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_STRING -> number(json.getString());
            case VALUE_NULL -> 0;
            default -> throw unexpected("a number");
        };
    }

    private double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw unexpected("a number");
        }
    }

    ByteString base64() {
        String text = text();
        try {
            return ByteString.copyFrom(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw unexpected("bytes in base64");
        }
    }

    /** An id. What is no hexadecimal is no id: it is empty, so that its span is rejected and not the whole request. */
    ByteString id() {
        String text = text();
        byte[] bytes = new byte[text.length() / 2];
        if (text.length() % 2 != 0) {
            return ByteString.EMPTY;
        }
        for (int i = 0; i < bytes.length; i++) {
            char high = text.charAt(2 * i);
            char low = text.charAt(2 * i + 1);
            if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                return ByteString.EMPTY;
            }
            bytes[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
        }
        return ByteString.copyFrom(bytes);
    }

    /** An enum is an integer in OTLP/JSON, but some clients write the name as protobuf's own JSON does. */
    int enumNumber(Names names) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return int32();
        }
        String text = json.getString();
        if (!text.isEmpty() && text.charAt(0) <= '9') {
            return int32();
        }
        return names.number(text.toUpperCase(Locale.ROOT));
    }

    /** The number of an enum's value by its name; 0, which every enum calls unspecified, where there is no such name. */
    @FunctionalInterface
    interface Names {
        int number(String name);
    }

    OtlpFormatException unexpected(String expected) {
        return new OtlpFormatException("found " + found(), where(), expected);
    }

    private String found() {
        JsonToken token = json.currentToken();
        if (token == null) {
            return "the end";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "\"" + shortened(json.getString()) + "\"";
            default -> shortened(json.getString());
        };
    }

    private static String shortened(String text) {
        return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "...";
    }

    private String where() {
        String path = json.streamReadContext().pathAsPointer().toString();
        return path.isEmpty() ? "the beginning of the body" : path;
    }
}
