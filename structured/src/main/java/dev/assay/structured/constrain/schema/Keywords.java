package dev.assay.structured.constrain.schema;

import dev.assay.structured.constrain.ConstraintException;
import dev.assay.structured.constrain.SchemaOptions;
import dev.assay.structured.constrain.regex.PatternException;
import dev.assay.structured.constrain.regex.Regex;
import dev.assay.structured.constrain.regex.Regexes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Reads the keywords of one schema into a case. Those that no grammar can hold are errors, never passed over. */
final class Keywords {

    /** Say nothing about validity (2020-12: core sections 8 and 9, validation sections 8 and 9; and older drafts' names). */
    private static final Set<String> SILENT = Set.of(
            "$schema",
            "$id",
            "id",
            "$anchor",
            "$dynamicAnchor",
            "$comment",
            "$defs",
            "definitions",
            "$vocabulary",
            "title",
            "description",
            "default",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "contentEncoding",
            "contentMediaType",
            "contentSchema");

    private static final Set<String> IMPOSSIBLE = Set.of("extends", "disallow");

    /** With more remainders it may take too long to find out whether digits can still become a multiple. */
    private static final BigInteger MOST_REMAINDERS = BigInteger.valueOf(100_000);

    private final Document document;
    private final Regexes re;
    private final SchemaOptions options;
    private final NumberTexts numbers;
    private final StringTexts strings;
    private final Map<SchemaNode, Case> read = new HashMap<>();
    private final Map<SchemaNode, ArrayPart> arrays = new LinkedHashMap<>();
    private final Map<SchemaNode, ObjectPart> objects = new LinkedHashMap<>();

    Keywords(Document document, Regexes re, SchemaOptions options) {
        this.document = document;
        this.re = re;
        this.options = options;
        this.numbers = new NumberTexts(re);
        this.strings = new StringTexts(re);
    }

    NumberTexts numbers() {
        return numbers;
    }

    StringTexts strings() {
        return strings;
    }

    static ConstraintException bad(SchemaNode node, String keyword, String problem) {
        return new ConstraintException(node.path, keyword, problem);
    }

    /** Adds what {@code node} says itself; what it says by other schemas in the same place is left to the caller. */
    void read(SchemaNode node, Case into) {
        Case own = read.get(node);
        if (own == null) {
            own = new Case();
            readAll(node, own);
            read.put(node, own);
        }
        into.add(own);
        into.choices.addAll(own.choices);
    }

    private void readAll(SchemaNode node, Case into) {
        JsonNode json = node.json;
        boolean arrayWords = false;
        boolean objectWords = false;
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            String keyword = entry.getKey();
            JsonNode value = entry.getValue();
            switch (keyword) {
                case "type" -> types(node, value, into);
                case "enum" -> enumeration(node, value, into);
                case "const" -> among(node, List.of(value), keyword, into);
                case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" -> bound(node, keyword, value, into);
                case "multipleOf", "divisibleBy" -> into.numbers.add(multiples(node, keyword, value));
                case "minLength" -> into.minLength = Math.max(into.minLength, count(node, keyword));
                case "maxLength" -> into.maxLength = Math.min(into.maxLength, count(node, keyword));
                case "pattern" ->
                    into.strings.add(pattern(node, keyword, () -> strings.pattern(text(node, keyword, value))));
                case Negation.NOT_PATTERN ->
                    into.strings.add(pattern(node, "not", () -> strings.withoutPattern(value.stringValue())));
                case Negation.NOT_TEXTS -> into.strings.add(strings.noneOf(texts(value)));
                case Negation.NOT_NUMBERS -> {
                    List<Regex> excluded = new ArrayList<>();
                    value.forEach(number -> excluded.add(numbers.exactly(number.decimalValue())));
                    into.numbers.add(re.and(numbers.plain(), re.not(re.or(excluded))));
                }
                case Negation.NOT_MULTIPLE ->
                    into.numbers.add(re.and(numbers.plain(), re.not(multiples(node, "multipleOf", value))));
                case Negation.NOT_WHOLE -> into.numbers.add(numbers.fractional());
                case "format" -> format(node, text(node, keyword, value), into);
                case "items",
                        "prefixItems",
                        "additionalItems",
                        "minItems",
                        "maxItems",
                        "contains",
                        "minContains",
                        "maxContains" -> arrayWords = true;
                case "properties",
                        "patternProperties",
                        "additionalProperties",
                        "required",
                        "minProperties",
                        "maxProperties",
                        "propertyNames" -> objectWords = true;
                case "uniqueItems" -> {
                    arrayWords = true;
                    if (!value.isBoolean()) {
                        throw bad(node, keyword, value + " (expected: true or false)");
                    }
                }
                default -> {
                    if (IMPOSSIBLE.contains(keyword)) {
                        throw bad(node, keyword, "no grammar of tokens can hold it (expected: a schema without it)");
                    }
                    // references and combinations are the caller's; SILENT and unknown keywords are annotations
                }
            }
        }
        if (arrayWords) {
            into.arrays.add(arrays.computeIfAbsent(node, this::array));
        }
        if (objectWords) {
            into.objects.add(objects.computeIfAbsent(node, this::object));
        }
    }

    /** What a schema itself says about objects, once it has been read; empty if nothing. */
    Optional<ObjectPart> objectsOf(SchemaNode node) {
        return Optional.ofNullable(objects.get(node));
    }

    /** What a schema itself says about arrays, once it has been read; empty if nothing. */
    Optional<ArrayPart> arraysOf(SchemaNode node) {
        return Optional.ofNullable(arrays.get(node));
    }

    /** Where one of these stands. */
    SchemaNode placeOf(List<ObjectPart> parts) {
        for (Map.Entry<SchemaNode, ObjectPart> entry : objects.entrySet()) {
            if (parts.contains(entry.getValue())) {
                return entry.getKey();
            }
        }
        return document.rootPlace();
    }

    /** Whether a keyword says nothing about validity. */
    static boolean isSilent(String keyword) {
        return SILENT.contains(keyword);
    }

    private void types(SchemaNode node, JsonNode value, Case into) {
        int types = 0;
        boolean whole = false;
        boolean fractions = false;
        for (JsonNode type : value.isArray() ? value : List.of(value)) {
            String name = type.isString() ? type.stringValue() : "";
            switch (name) {
                case "null" -> types |= Case.NULL;
                case "boolean" -> types |= Case.FALSE | Case.TRUE;
                case "string" -> types |= Case.STRING;
                case "array" -> types |= Case.ARRAY;
                case "object" -> types |= Case.OBJECT;
                case "number" -> {
                    types |= Case.NUMBER;
                    fractions = true;
                }
                case "integer" -> {
                    types |= Case.NUMBER;
                    whole = true;
                }
                case "any" -> types |= Case.ALL; // before draft 4
                default -> throw bad(node, "type", type + " (expected: one of the seven names of JSON Schema's types)");
            }
        }
        into.types &= types;
        if (whole && !fractions) {
            into.numbers.add(numbers.integer());
        }
    }

    private void enumeration(SchemaNode node, JsonNode value, Case into) {
        if (!value.isArray()) {
            throw bad(node, "enum", value + " (expected: an array)");
        }
        List<JsonNode> scalars = new ArrayList<>();
        List<SchemaNode> containers = new ArrayList<>();
        int i = 0;
        for (JsonNode item : value) {
            if (item.isContainer()) {
                containers.add(
                        document.made(node, "enum " + i, Document.object().set("const", item)));
            } else {
                scalars.add(item);
            }
            i++;
        }
        if (containers.isEmpty()) {
            among(node, scalars, "enum", into);
        } else {
            if (!scalars.isEmpty()) {
                containers.add(
                        document.made(node, "enum of scalars", Document.object().set("enum", Document.array(scalars))));
            }
            into.choices.add(new Case.Choice(node, "enum", containers, List.of()));
        }
    }

    /** One of some values, all scalars, or a single one of any kind. */
    private void among(SchemaNode node, List<JsonNode> values, String keyword, Case into) {
        int types = 0;
        List<Regex> sums = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values) {
            if (value.isNull()) {
                types |= Case.NULL;
            } else if (value.isBoolean()) {
                types |= value.booleanValue() ? Case.TRUE : Case.FALSE;
            } else if (value.isNumber()) {
                types |= Case.NUMBER;
                sums.add(numbers.exactly(value.decimalValue()));
            } else if (value.isString()) {
                types |= Case.STRING;
                texts.add(value.stringValue());
            } else if (value.isObject()) {
                types |= Case.OBJECT;
                into.objects.add(objects.computeIfAbsent(
                        document.made(node, keyword + " as schema", Constants.object(value)), this::object));
            } else {
                types |= Case.ARRAY;
                into.arrays.add(arrays.computeIfAbsent(
                        document.made(node, keyword + " as schema", Constants.array(value)), this::array));
            }
        }
        into.types &= types;
        if (!sums.isEmpty()) {
            into.numbers.add(re.or(sums));
        }
        if (!texts.isEmpty()) {
            into.strings.add(strings.oneOf(texts));
        }
    }

    private void bound(SchemaNode node, String keyword, JsonNode value, Case into) {
        boolean low = keyword.endsWith("inimum");
        if (value.isBoolean() && keyword.startsWith("exclusive")) {
            return; // draft 4: read with the bound that it sharpens
        }
        BigDecimal number = number(node, keyword, value);
        boolean exclusive = keyword.startsWith("exclusive")
                || node.json.path(low ? "exclusiveMinimum" : "exclusiveMaximum").asBoolean(false);
        into.numbers.add(low ? numbers.atLeast(number, exclusive) : numbers.atMost(number, exclusive));
    }

    private static BigDecimal number(SchemaNode node, String keyword, JsonNode value) {
        if (!value.isNumber()) {
            throw bad(node, keyword, value + " (expected: a number)");
        }
        BigDecimal number = value.decimalValue();
        if (Math.abs((long) number.precision() - number.scale()) > 400 || number.scale() > 400) {
            throw bad(node, keyword, value + " (expected: no more than 400 digits)");
        }
        return number;
    }

    private Regex multiples(SchemaNode node, String keyword, JsonNode value) {
        BigDecimal divisor = number(node, keyword, value);
        if (divisor.signum() <= 0) {
            throw bad(node, keyword, value + " (expected: more than 0)");
        }
        if (divisor.stripTrailingZeros().unscaledValue().compareTo(MOST_REMAINDERS) > 0) {
            throw bad(
                    node,
                    keyword,
                    value + " (expected: digits that are no more than " + MOST_REMAINDERS
                            + " as a whole number: each remainder is a state)");
        }
        try {
            return re.and(numbers.plain(), re.multipleOf(divisor));
        } catch (ArithmeticException tooLong) {
            throw bad(node, keyword, value + " (expected: no more than 17 digits)");
        }
    }

    private void format(SchemaNode node, String format, Case into) {
        if (!options.formats()) {
            return;
        }
        Optional<String> known = Formats.pattern(format);
        if (known.isPresent()) {
            into.strings.add(strings.matching(known.get()));
        } else if (!Formats.isNote(format)) {
            into.unknownFormats.add(node); // speaks of strings: whether there are any is known once all types are
        }
    }

    /** Makes sure that a case, all of it read, asks for no format of strings that is not known. */
    static void checkFormats(Case read) {
        if (read.may(Case.STRING) && !read.unknownFormats.isEmpty()) {
            SchemaNode node = read.unknownFormats.iterator().next();
            throw bad(
                    node,
                    "format",
                    node.json.path("format") + " is not known (expected: one of " + Formats.known()
                            + ", or options without formats)");
        }
    }

    private static Regex pattern(SchemaNode node, String keyword, Supplier<Regex> made) {
        try {
            return made.get();
        } catch (PatternException bad) {
            throw bad(node, keyword, String.valueOf(bad.getMessage()));
        }
    }

    static String text(SchemaNode node, String keyword, JsonNode value) {
        if (!value.isString()) {
            throw bad(node, keyword, value + " (expected: a string)");
        }
        return value.stringValue();
    }

    private static List<String> texts(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.stringValue()));
        return texts;
    }

    /** A number of things; larger ones than any text holds are cut. */
    private static int count(SchemaNode node, String keyword) {
        JsonNode value = node.json.path(keyword);
        BigDecimal number = number(node, keyword, value);
        if (number.signum() < 0 || number.stripTrailingZeros().scale() > 0) {
            throw bad(node, keyword, value + " (expected: a whole number from 0)");
        }
        return number.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
    }

    private static int count(SchemaNode node, String keyword, int otherwise) {
        return node.json.has(keyword) ? count(node, keyword) : otherwise;
    }

    private ArrayPart array(SchemaNode node) {
        JsonNode json = node.json;
        boolean tuple = json.path("items").isArray(); // before 2020-12
        String prefixWord = tuple ? "items" : "prefixItems";
        String restWord = tuple ? "additionalItems" : "items";
        List<SchemaNode> prefix = new ArrayList<>();
        for (JsonNode item : json.path(prefixWord)) {
            prefix.add(document.below(node, item, prefixWord, Integer.toString(prefix.size())));
        }
        return new ArrayPart(
                prefix,
                schema(node, restWord),
                count(node, "minItems", 0),
                count(node, "maxItems", Integer.MAX_VALUE),
                schema(node, "contains"),
                count(node, "minContains", 1),
                count(node, "maxContains", Integer.MAX_VALUE),
                json.path("uniqueItems").asBoolean(false) ? Optional.of(node) : Optional.empty());
    }

    private Optional<SchemaNode> schema(SchemaNode node, String keyword) {
        return node.json.has(keyword)
                ? Optional.of(document.below(node, node.json.path(keyword), keyword))
                : Optional.empty();
    }

    private Map<String, SchemaNode> schemas(SchemaNode node, String keyword) {
        Map<String, SchemaNode> found = new LinkedHashMap<>();
        JsonNode map = node.json.path(keyword);
        if (!map.isObject() && !map.isMissingNode()) {
            throw bad(node, keyword, map + " (expected: an object of schemas)");
        }
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            found.put(entry.getKey(), document.below(node, entry.getValue(), keyword, entry.getKey()));
        }
        return found;
    }

    private ObjectPart object(SchemaNode node) {
        List<String> required = new ArrayList<>();
        JsonNode names = node.json.path("required");
        if (names.isArray()) {
            names.forEach(name -> required.add(text(node, "required", name)));
        } else if (!names.isMissingNode() && !names.isBoolean()) {
            throw bad(node, "required", names + " (expected: an array of names)");
        }
        return new ObjectPart(
                schemas(node, "properties"),
                schemas(node, "patternProperties"),
                schema(node, "additionalProperties"),
                required,
                count(node, "minProperties", 0),
                count(node, "maxProperties", Integer.MAX_VALUE),
                schema(node, "propertyNames"));
    }
}
