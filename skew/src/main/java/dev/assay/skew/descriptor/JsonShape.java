package dev.assay.skew.descriptor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** What a text is as JSON: by a strict streaming parse, so that even what was cut off shows the paths it got to. */
public final class JsonShape {

    /** What the whole text is. */
    public enum Form {
        NONE,
        OBJECT,
        ARRAY,
        LINES,
        FENCED,
        IN_PROSE,
        TRUNCATED,
        INVALID
    }

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final int MOST_PATHS = 200;
    private static final int LEAST_OF_IDENTITY = 3;
    private static final int LONGEST_WORD = 24;
    private static final int DEEPEST = 32;

    static final JsonShape NONE = new JsonShape(Form.NONE);

    private Form form;
    private boolean list;
    private boolean trailing;
    private boolean duplicateKeys;
    private boolean notANumber;
    private int depth;
    private int keys;
    private int longestArray;
    private int snake;
    private int camel;
    private final Set<String> paths = new TreeSet<>();
    private final Set<String> values = new TreeSet<>();
    private final Map<String, double[]> numbers = new TreeMap<>();
    private final Set<String> topKeys = new TreeSet<>();

    private JsonShape(Form form) {
        this.form = form;
    }

    static JsonShape of(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        if (start == end) {
            return NONE;
        }
        char first = text.charAt(start);
        if (first == '{' || first == '[') {
            JsonShape shape = new JsonShape(Form.INVALID);
            shape.read(text.substring(start));
            // "[1] as the paper says" and "{name}, hello" are no attempts at JSON.
            return shape.form == Form.INVALID && shape.paths.size() <= 1 ? NONE : shape;
        }
        int fence = text.indexOf("```", start);
        if (fence >= 0) {
            int body = text.indexOf('\n', fence);
            int close = body < 0 ? -1 : text.indexOf("```", body);
            String inside = body < 0
                    ? ""
                    : text.substring(body, close < 0 ? end : close).strip();
            if (inside.startsWith("{") || inside.startsWith("[")) {
                return within(inside, Form.FENCED);
            }
        }
        int brace = text.indexOf('{', start);
        while (brace >= 0 && !opensObject(text, brace)) {
            brace = text.indexOf('{', brace + 1);
        }
        return brace < 0 ? NONE : within(text.substring(brace), Form.IN_PROSE);
    }

    private static boolean opensObject(String text, int brace) {
        int i = brace + 1;
        while (i < text.length() && text.charAt(i) <= ' ') {
            i++;
        }
        return i < text.length() && text.charAt(i) == '"';
    }

    private static JsonShape within(String text, Form form) {
        JsonShape shape = new JsonShape(Form.INVALID);
        shape.read(text);
        if (shape.form == Form.INVALID) {
            return NONE;
        }
        shape.form = form;
        return shape;
    }

    private void read(String text) {
        boolean complete = false;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken top = parser.nextToken();
            list = top == JsonToken.START_ARRAY;
            value(parser, top);
            complete = true;
            form = list ? Form.ARRAY : Form.OBJECT;
            JsonToken next = parser.nextToken();
            boolean lines = next == JsonToken.START_OBJECT || next == JsonToken.START_ARRAY;
            form = lines ? Form.LINES : form;
            trailing = next != null && !lines;
        } catch (UnexpectedEndOfInputException _) {
            form = complete ? form : Form.TRUNCATED;
        } catch (JacksonException _) {
            // Whatever follows a whole value is text; an error before that makes it no JSON. Both are results.
            trailing = complete;
        }
    }

    /** An object or array that is not closed yet. */
    private static final class Open {
        private final String path;
        private final boolean array;
        private final Set<String> keys = new HashSet<>();
        private int elements;

        Open(String path, boolean array) {
            this.path = path;
            this.array = array;
        }
    }

    private void value(JsonParser parser, JsonToken top) {
        Deque<Open> open = new ArrayDeque<>();
        String path = "$";
        JsonToken token = top;
        do {
            switch (token) {
                case START_OBJECT, START_ARRAY -> {
                    boolean array = token == JsonToken.START_ARRAY;
                    add(path, array ? "array" : "object");
                    open.push(new Open(path, array));
                    depth = Math.max(depth, open.size());
                    path = array ? path + "[*]" : path;
                }
                case END_OBJECT, END_ARRAY -> {
                    Open closed = open.pop();
                    longestArray = Math.max(longestArray, closed.elements);
                    if (closed.array) {
                        count(closed.path + " elements", closed.elements);
                    }
                    path = closed.path;
                }
                case PROPERTY_NAME -> {
                    String name = parser.currentName();
                    Open object = open.element();
                    duplicateKeys |= !object.keys.add(name);
                    keys++;
                    casing(name);
                    if (open.size() == 1) {
                        topKeys.add(name);
                    }
                    path = open.size() > DEEPEST ? object.path : object.path + "." + kind(name);
                }
                case VALUE_STRING -> string(path, parser.getString());
                case VALUE_NUMBER_INT -> {
                    add(path, "integer");
                    count(path, parser.getDoubleValue());
                }
                case VALUE_NUMBER_FLOAT -> {
                    add(path, "number");
                    notANumber |= parser.isNaN();
                    count(path, parser.getDoubleValue());
                }
                case VALUE_TRUE, VALUE_FALSE -> add(path, "boolean");
                case VALUE_NULL -> add(path, "null");
                default -> throw new IllegalStateException("A token of JSON text was " + token);
            }
            if (token != JsonToken.PROPERTY_NAME && !open.isEmpty() && !token.isStructStart()) {
                Open around = open.element();
                if (around.array) {
                    around.elements++;
                    path = around.path + "[*]";
                }
            }
            if (!open.isEmpty()) {
                JsonToken next = parser.nextToken();
                if (next == null) {
                    throw new UnexpectedEndOfInputException(parser, token, "The text ends within a value");
                }
                token = next;
            }
        } while (!open.isEmpty());
    }

    private void add(String path, String type) {
        if (paths.size() < MOST_PATHS) {
            paths.add(path + ":" + type);
        }
    }

    /** A key that is an identity, as {@code card_4074252}, by what it is one of: {@code card_#}. */
    private static String kind(String key) {
        int run = 0;
        for (int i = 0; i < key.length() && run < LEAST_OF_IDENTITY; i++) {
            run = digit(key.charAt(i)) ? run + 1 : 0;
        }
        boolean number = run > 0 && run == key.length();
        if (run < LEAST_OF_IDENTITY && !number) {
            return key;
        }
        StringBuilder kind = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            boolean goesOn = digit(key.charAt(i)) && !kind.isEmpty() && kind.charAt(kind.length() - 1) == '#';
            if (!goesOn) {
                kind.append(digit(key.charAt(i)) ? '#' : key.charAt(i));
            }
        }
        return kind.toString();
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private void string(String path, String value) {
        String format = StringFormat.of(value);
        add(path, format.isEmpty() ? "string" : format);
        count(path + " characters", value.length());
        if (format.isEmpty() && values.size() < MOST_PATHS && isWord(value)) {
            values.add(path + " is " + value);
        }
    }

    /** One word, as a member of an enumeration is. */
    private static boolean isWord(String value) {
        if (value.isEmpty() || value.length() > LONGEST_WORD) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Character.isLetter(c) && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private void count(String path, double value) {
        double[] sum = numbers.get(path);
        if (sum == null && numbers.size() < MOST_PATHS) {
            sum = new double[2];
            numbers.put(path, sum);
        }
        if (sum != null) {
            sum[0] += value;
            sum[1]++;
        }
    }

    private void casing(String name) {
        snake += name.indexOf('_') > 0 ? 1 : 0;
        boolean mixed = !name.isEmpty()
                && Character.isLowerCase(name.charAt(0))
                && name.chars().anyMatch(Character::isUpperCase);
        camel += mixed ? 1 : 0;
    }

    public Form form() {
        return form;
    }

    /** Whether the (first) value is an array. */
    public boolean list() {
        return list;
    }

    /** Whether anything but white space follows a whole value. */
    public boolean trailing() {
        return trailing;
    }

    public boolean duplicateKeys() {
        return duplicateKeys;
    }

    /** Whether a number is NaN or infinite, which JSON does not know. */
    public boolean notANumber() {
        return notANumber;
    }

    public int depth() {
        return depth;
    }

    public int keys() {
        return keys;
    }

    public int longestArray() {
        return longestArray;
    }

    /** How its keys are written: {@code snake_case}, {@code camelCase}, {@code mixed}, {@code plain}, or empty without keys. */
    public String keyCasing() {
        if (keys == 0) {
            return "";
        }
        return snake > 0 && camel > 0 ? "mixed" : snake > 0 ? "snake_case" : camel > 0 ? "camelCase" : "plain";
    }

    /** The keys of the outermost object, in order, or empty. */
    public String keySet() {
        return topKeys.isEmpty() ? "" : String.join(", ", topKeys);
    }

    /** Words at paths, as {@code $.status is shipped}, which may be those of an enumeration; at most 200. Not to be written to. */
    public Set<String> values() {
        return values;
    }

    /**
     * By path: the mean of its numbers; and as {@code $.name characters} and {@code $.items elements} the mean lengths of strings and
     * arrays.
     */
    public Map<String, Double> numbers() {
        Map<String, Double> means = new TreeMap<>();
        numbers.forEach((path, sum) -> means.put(path, sum[0] / sum[1]));
        return means;
    }

    /**
     * Paths with their types, as {@code $.items[*].price:number}, keys that are identities as {@code $.card_#:object}; strings that are dates, UUIDs, addresses or e-mail addresses have those
     * as their type; at most 200. Not to be written to.
     */
    public Set<String> paths() {
        return paths;
    }
}
