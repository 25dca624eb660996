package dev.assay.structured.json;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Writes values as compact JSON (RFC 8259), numbers with the digits that they were read with. Needs no stack, however deep the value is. */
final class JsonWriter {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonWriter() {}

    private record Open(boolean object, Iterator<Map.Entry<String, JsonNode>> members, Iterator<JsonNode> items) {
        static Open of(JsonNode container) {
            return container.isObject()
                    ? new Open(true, container.properties().iterator(), Collections.emptyIterator())
                    : new Open(false, Collections.emptyIterator(), container.iterator());
        }

        boolean hasNext() {
            return object ? members.hasNext() : items.hasNext();
        }
    }

    static String write(JsonNode value) {
        StringBuilder out = new StringBuilder();
        Deque<Open> open = new ArrayDeque<>();
        begin(value, out, open);
        boolean first = true;
        while (!open.isEmpty()) {
            Open top = open.peek();
            if (!top.hasNext()) {
                out.append(top.object ? '}' : ']');
                open.pop();
                first = false;
                continue;
            }
            if (!first) {
                out.append(',');
            }
            JsonNode child;
            if (top.object) {
                Map.Entry<String, JsonNode> member = top.members.next();
                quote(member.getKey(), out);
                out.append(':');
                child = member.getValue();
            } else {
                child = top.items.next();
            }
            begin(child, out, open);
            first = child.isContainer();
        }
        return out.toString();
    }

    private static void begin(JsonNode value, StringBuilder out, Deque<Open> open) {
        if (value.isContainer()) {
            out.append(value.isObject() ? '{' : '[');
            open.push(Open.of(value));
        } else if (value.isString()) {
            quote(value.stringValue(), out);
        } else if (value instanceof SourceNumber number) {
            out.append(number.source());
        } else {
            out.append(value);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || (Character.isSurrogate(c) && isAlone(text, i))) {
                        out.append("\\u").append(HEX[c >> 12]).append(HEX[(c >> 8) & 15]);
                        out.append(HEX[(c >> 4) & 15]).append(HEX[c & 15]);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Whether half of a pair of surrogates lacks the other, which UTF-8 cannot hold. */
    private static boolean isAlone(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
}
