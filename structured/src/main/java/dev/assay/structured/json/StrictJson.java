package dev.assay.structured.json;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads JSON (RFC 8259) and nothing else, fast: what is JSON never meets the rules of repair. Needs no stack, however deep the value is. Beside
 * {@link LenientJson}'s promise to change nothing, this is where its speed on good texts comes from.
 */
final class StrictJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final char END = '\0';
    private static final int KEYS = 1024;

    private final char[] text;
    private int pos;
    private JsonNode[] open = new JsonNode[16];
    private String[] names = new String[16];
    private int depth;
    private String read = "";

    /** Names that were read before: they come again and again. */
    private final String[] known = new String[KEYS];

    private final RepairLog log;

    private StrictJson(char[] text, RepairLog log) {
        this.text = text;
        this.log = log;
    }

    /**
     * The value that a text is; empty where it is no JSON.
     *
     * @param log takes duplicate names; of no use where the text is no JSON
     */
    static Optional<JsonNode> parse(char[] text, RepairLog log) {
        return Optional.ofNullable(new StrictJson(text, log).value());
    }

    private @Nullable JsonNode value() {
        while (true) {
            JsonNode value;
            char c = next();
            switch (c) {
                case '{' -> {
                    push(JSON.objectNode());
                    c = next();
                    if (c == '}') {
                        value = pop();
                    } else if (name(c)) {
                        continue;
                    } else {
                        return null;
                    }
                }
                case '[' -> {
                    push(JSON.arrayNode());
                    if (next() == ']') {
                        value = pop();
                    } else {
                        pos--;
                        continue;
                    }
                }
                case '"' -> {
                    if (!string()) {
                        return null;
                    }
                    value = StringNode.valueOf(read);
                }
                case 't' -> {
                    if (!literal("rue")) {
                        return null;
                    }
                    value = BooleanNode.TRUE;
                }
                case 'f' -> {
                    if (!literal("alse")) {
                        return null;
                    }
                    value = BooleanNode.FALSE;
                }
                case 'n' -> {
                    if (!literal("ull")) {
                        return null;
                    }
                    value = NullNode.instance;
                }
                default -> {
                    JsonNode number = number(c);
                    if (number == null) {
                        return null;
                    }
                    value = number;
                }
            }
            // A value is there: it is attached, and what it completes as well.
            while (true) {
                if (depth == 0) {
                    return next() == END && pos > text.length ? value : null;
                }
                JsonNode container = open[depth - 1];
                c = next();
                if (container instanceof ObjectNode object) {
                    if (object.replace(names[depth - 1], value) != null) {
                        log.add(RepairKind.DUPLICATE_KEY, pos - 1);
                    }
                    if (c == ',') {
                        if (!name(next())) {
                            return null;
                        }
                        break;
                    }
                    if (c != '}') {
                        return null;
                    }
                } else {
                    ((ArrayNode) container).add(value);
                    if (c == ',') {
                        break;
                    }
                    if (c != ']') {
                        return null;
                    }
                }
                value = pop();
            }
        }
    }

    private void push(JsonNode container) {
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
            names = Arrays.copyOf(names, depth * 2);
        }
        open[depth++] = container;
    }

    private JsonNode pop() {
        return open[--depth];
    }

    /** The next character that is not blank, consumed; {@link #END} at the end, which leaves {@code pos} behind it. */
    private char next() {
        while (pos < text.length) {
            char c = text[pos++];
            if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
                return c;
            }
        }
        pos = text.length + 1;
        return END;
    }

    private boolean name(char c) {
        if (c != '"' || !name()) {
            return false;
        }
        names[depth - 1] = read;
        return next() == ':';
    }

    /** A short name without escapes is looked up among those that were read before. */
    private boolean name() {
        int start = pos;
        int hash = 0;
        int stop = Math.min(text.length, start + 48);
        for (int i = start; i < stop; i++) {
            char c = text[i];
            if (c == '"') {
                read = remembered(start, i, hash & (KEYS - 1));
                pos = i + 1;
                return true;
            }
            if (c == '\\' || c < ' ') {
                break;
            }
            hash = 31 * hash + c;
        }
        return string();
    }

    private String remembered(int start, int end, int slot) {
        String before = known[slot];
        if (before != null && before.length() == end - start) {
            int i = 0;
            while (i < before.length() && before.charAt(i) == text[start + i]) {
                i++;
            }
            if (i == before.length()) {
                return before;
            }
        }
        String name = new String(text, start, end - start);
        known[slot] = name;
        return name;
    }

    private boolean string() {
        char[] chars = text;
        int start = pos;
        int i = start;
        while (i < chars.length) {
            char c = chars[i];
            if (c == '"') {
                read = new String(chars, start, i - start);
                pos = i + 1;
                return true;
            }
            if (c == '\\') {
                return escaped(start, i);
            }
            if (c < ' ') {
                return false;
            }
            i++;
        }
        return false;
    }

    private boolean escaped(int start, int firstEscape) {
        StringBuilder out = new StringBuilder(firstEscape - start + 32);
        int from = start;
        int i = firstEscape;
        while (i < text.length) {
            char c = text[i];
            if (c == '"') {
                read = out.append(text, from, i - from).toString();
                pos = i + 1;
                return true;
            }
            if (c < ' ') {
                return false;
            }
            if (c != '\\') {
                i++;
                continue;
            }
            out.append(text, from, i - from);
            if (i + 1 >= text.length) {
                return false;
            }
            char escape = text[i + 1];
            if (escape == 'u') {
                int code = Characters.hex(text, i + 2, text.length);
                if (code < 0) {
                    return false;
                }
                out.append((char) code);
                i += 6;
            } else {
                char meant = Characters.escape(escape);
                if (meant == 0) {
                    return false;
                }
                out.append(meant);
                i += 2;
            }
            from = i;
        }
        return false;
    }

    private boolean literal(String rest) {
        if (pos + rest.length() > text.length) {
            return false;
        }
        for (int i = 0; i < rest.length(); i++) {
            if (text[pos + i] != rest.charAt(i)) {
                return false;
            }
        }
        pos += rest.length();
        return true;
    }

    private @Nullable JsonNode number(char first) {
        int start = pos - 1;
        int end = Characters.numberEnd(text, start, text.length);
        if (end < 0 || (first != '-' && (first < '0' || first > '9'))) {
            return null;
        }
        pos = end;
        JsonNode number = Numbers.node(text, start, end, Characters.isWhole(text, start, end));
        if (number.isString()) {
            log.add(RepairKind.NUMBER_AS_TEXT, start);
        }
        return number;
    }
}
