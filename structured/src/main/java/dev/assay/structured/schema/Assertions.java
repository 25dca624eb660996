package dev.assay.structured.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;

/** The keywords of the validation vocabulary: those that look at one value without other schemas. */
final class Assertions {

    private static final Set<String> TYPES =
            Set.of("null", "boolean", "integer", "number", "string", "array", "object");

    private Assertions() {}

    static void compile(Keywords keywords, Rules rules) {
        if (keywords.has("type")) {
            rules.addGate(type(keywords));
        }
        if (keywords.has("enum")) {
            rules.add(oneOf(keywords.list("enum")));
        }
        if (keywords.has("const")) {
            JsonNode only = keywords.value("const");
            rules.add((value, at) -> JsonEquality.equal(only, value)
                    || at.fail(value, "const", "expected " + Words.of(only) + ", found " + Words.of(value)));
        }
        numbers(keywords, rules);
        texts(keywords, rules);
        sizes(keywords, rules);
        if (keywords.has("uniqueItems") && keywords.value("uniqueItems").asBoolean(false)) {
            rules.add(Assertions::unique);
        }
        if (keywords.has("required")) {
            List<String> names = names(keywords, "required", keywords.list("required"));
            rules.add((value, at) -> required(value, at, names, "required", ""));
        }
        if (keywords.has("dependentRequired")) {
            Map<String, List<String>> dependent = new HashMap<>();
            keywords.object("dependentRequired")
                    .properties()
                    .forEach(e -> dependent.put(e.getKey(), names(keywords, "dependentRequired", e.getValue())));
            rules.add((value, at) -> {
                boolean obeys = true;
                for (Map.Entry<String, List<String>> entry : dependent.entrySet()) {
                    if (value.isObject() && value.has(entry.getKey())) {
                        String why = ", which is required where '" + entry.getKey() + "' is given";
                        obeys &= required(value, at, entry.getValue(), "dependentRequired", why);
                    }
                }
                return obeys;
            });
        }
    }

    private static Check type(Keywords keywords) {
        JsonNode given = keywords.value("type");
        Set<String> allowed = new TreeSet<>();
        if (given.isArray()) {
            given.forEach(type -> allowed.add(type.asString("")));
        } else {
            allowed.add(given.asString(""));
        }
        if (!TYPES.containsAll(allowed)) {
            throw keywords.wrong("type", given, "one or several of " + String.join(", ", new TreeSet<>(TYPES)));
        }
        String expected = String.join(" or ", allowed);
        return (value, at) -> {
            String type = Words.type(value);
            return allowed.contains(type)
                    || (type.equals("integer") && allowed.contains("number"))
                    || at.fail(value, "type", "expected " + expected + ", found " + type + " " + Words.of(value));
        };
    }

    private static Check oneOf(JsonNode allowed) {
        Set<JsonEquality.Key> keys = new HashSet<>();
        allowed.forEach(value -> keys.add(new JsonEquality.Key(value)));
        return (value, at) -> keys.contains(new JsonEquality.Key(value))
                || at.fail(value, "enum", "expected one of " + Words.list(allowed) + ", found " + Words.of(value));
    }

    private static void numbers(Keywords keywords, Rules rules) {
        bound(keywords, rules, "minimum", "at least", sign -> sign >= 0);
        bound(keywords, rules, "maximum", "at most", sign -> sign <= 0);
        bound(keywords, rules, "exclusiveMinimum", "more than", sign -> sign > 0);
        bound(keywords, rules, "exclusiveMaximum", "less than", sign -> sign < 0);
        if (keywords.has("multipleOf")) {
            JsonNode step = keywords.number("multipleOf");
            if (JsonEquality.decimal(step).signum() <= 0) {
                throw keywords.wrong("multipleOf", step, "a number above 0");
            }
            rules.add((value, at) -> !value.isNumber()
                    || JsonEquality.isMultiple(value, JsonEquality.decimal(step))
                    || at.fail(value, "multipleOf", "expected a multiple of " + step + ", found " + Words.of(value)));
        }
    }

    private static void bound(Keywords keywords, Rules rules, String keyword, String words, IntPredicate holds) {
        if (!keywords.has(keyword)) {
            return;
        }
        JsonNode bound = keywords.number(keyword);
        rules.add((value, at) -> !value.isNumber()
                || holds.test(JsonEquality.compare(value, bound))
                || at.fail(value, keyword, "expected " + words + " " + Words.of(bound) + ", found " + Words.of(value)));
    }

    private static void texts(Keywords keywords, Rules rules) {
        size(keywords, rules, "minLength", "maxLength", "characters", value -> value.isString() ? length(value) : -1);
        if (keywords.has("pattern")) {
            EcmaRegex pattern = EcmaRegex.compile(keywords.text("pattern"));
            rules.add((value, at) -> !value.isString()
                    || switch (pattern.find(value.stringValue())) {
                        case FOUND -> true;
                        case NOT_FOUND ->
                            at.fail(
                                    value,
                                    "pattern",
                                    "expected text that matches " + pattern + ", found " + Words.of(value));
                        case GAVE_UP ->
                            at.fail(value, "pattern", "matching " + pattern + " takes too long on " + Words.of(value));
                    });
        }
    }

    private static int length(JsonNode value) {
        String text = value.stringValue();
        return text.codePointCount(0, text.length());
    }

    private static void sizes(Keywords keywords, Rules rules) {
        size(keywords, rules, "minItems", "maxItems", "items", value -> value.isArray() ? value.size() : -1);
        size(keywords, rules, "minProperties", "maxProperties", "properties", v -> v.isObject() ? v.size() : -1);
    }

    private static void size(
            Keywords keywords, Rules rules, String least, String most, String what, ToIntFunction<JsonNode> size) {
        if (keywords.has(least)) {
            int bound = keywords.count(least);
            rules.add((value, at) -> {
                int found = size.applyAsInt(value);
                return found < 0
                        || found >= bound
                        || at.fail(value, least, "expected at least " + bound + " " + what + ", found " + found);
            });
        }
        if (keywords.has(most)) {
            int bound = keywords.count(most);
            rules.add((value, at) -> {
                int found = size.applyAsInt(value);
                return found <= bound
                        || at.fail(value, most, "expected at most " + bound + " " + what + ", found " + found);
            });
        }
    }

    private static boolean unique(JsonNode value, At at) {
        if (!value.isArray()) {
            return true;
        }
        Map<JsonEquality.Key, Integer> seen = new HashMap<>();
        int index = 0;
        for (JsonNode item : value) {
            Integer before = seen.putIfAbsent(new JsonEquality.Key(item), index);
            if (before != null) {
                return at.fail(
                        value, "uniqueItems", "items " + before + " and " + index + " are equal: " + Words.of(item));
            }
            index++;
        }
        return true;
    }

    private static List<String> names(Keywords keywords, String keyword, JsonNode list) {
        List<String> names = new ArrayList<>();
        for (JsonNode name : list) {
            if (!name.isString()) {
                throw keywords.wrong(keyword, list, "a list of names");
            }
            names.add(name.stringValue());
        }
        return names;
    }

    private static boolean required(JsonNode value, At at, List<String> names, String rule, String why) {
        boolean obeys = true;
        if (value.isObject()) {
            for (String name : names) {
                if (!value.has(name)) {
                    obeys = at.fail(value, rule, "the property '" + name + "' is missing" + why);
                }
            }
        }
        return obeys;
    }
}
