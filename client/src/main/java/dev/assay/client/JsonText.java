package dev.assay.client;

import java.util.Iterator;
import java.util.Map;

/** JSON of maps, lists, texts, numbers and booleans. The library has no dependency that could write it. */
public final class JsonText {

    private JsonText() {}

    /**
     * Writes a value.
     *
     * @param value a map with texts as keys, an iterable, a text, a finite number, a boolean, or null
     * @return JSON (RFC 8259) without white space
     * @throws IllegalArgumentException for anything else
     */
    public static String of(@org.jspecify.annotations.Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    private static void write(StringBuilder out, @org.jspecify.annotations.Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Number number) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new IllegalArgumentException(number + " (expected: a finite number)");
            }
            out.append(number);
        } else if (value instanceof CharSequence text) {
            quote(out, text);
        } else if (value instanceof Map<?, ?> map) {
            object(out, map);
        } else if (value instanceof Iterable<?> list) {
            array(out, list.iterator());
        } else {
            throw new IllegalArgumentException(
                    "a " + value.getClass().getName() + " (expected: a map, list, text, number or boolean)");
        }
    }

    private static void object(StringBuilder out, Map<?, ?> map) {
        char before = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(before);
            quote(out, String.valueOf(entry.getKey()));
            out.append(':');
            write(out, entry.getValue());
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private static void array(StringBuilder out, Iterator<?> items) {
        out.append('[');
        while (items.hasNext()) {
            write(out, items.next());
            if (items.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private static void quote(StringBuilder out, CharSequence text) {
        out.append('"');
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // a surrogate that stands alone has no UTF-8, so it is written by its number
                    if (c < 0x20 || (Character.isSurrogate(c) && !isPaired(text, at))) {
                        out.append("\\u")
                                .append(Character.forDigit(c >> 12, 16))
                                .append(hex(c, 8))
                                .append(hex(c, 4))
                                .append(hex(c, 0));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static char hex(char c, int shift) {
        return Character.forDigit((c >> shift) & 15, 16);
    }

    private static boolean isPaired(CharSequence text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
