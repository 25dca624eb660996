package dev.assay.structured.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.assay.structured.schema.Schema;
import dev.assay.structured.schema.SchemaException;
import dev.assay.structured.schema.Validator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is nested, chained or repeated 100,000 times needs none of Java's stack: it is done, or refused with an error of our own. */
class DepthTest {

    private static final int DEPTH = 100_000;

    /** Enough for any stack, where a hundred thousand would take seconds to make. */
    private static final int LENGTH = 20_000;

    private static final JsonNode TREE = json("{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}");

    @TestFactory
    Stream<DynamicTest> schemas() {
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        for (String keyword : List.of(
                "not", "items", "properties", "additionalProperties", "allOf", "anyOf", "oneOf", "prefixItems")) {
            schemas.put(keyword, nested(keyword));
        }
        schemas.put("const", object().set("const", nested("a")));
        schemas.put(
                "enum",
                object().set("enum", JsonNodeFactory.instance.arrayNode().add(nested("a"))));
        schemas.put("$ref", references(LENGTH, "$ref"));
        schemas.put("pattern", object().put("pattern", "a?".repeat(LENGTH)));
        return schemas.entrySet().stream()
                .map(schema -> DynamicTest.dynamicTest(schema.getKey(), () -> {
                    check(() -> Constraint.compile(schema.getValue(), Vocabularies.bytes()));
                    check(() -> Validator.compile(schema.getValue()).isValid(json("[[[]]]")));
                }));
    }

    @Test
    void aSchemaOfTextIsRefused() {
        check(() -> Schema.ofJson("{\"not\":".repeat(DEPTH) + "{}" + "}".repeat(DEPTH)));
    }

    @Test
    void schemasThatLeadIntoEachOther() {
        JsonNode chain = references(2_000, "items");
        assertThat(Constraint.compile(chain, Vocabularies.bytes()).start().acceptable(text("[[[")))
                .isEqualTo(3);
    }

    @TestFactory
    Stream<DynamicTest> patterns() {
        List<IntFunction<String>> patterns = List.of(
                n -> "(".repeat(n) + "a" + ")".repeat(n),
                "a"::repeat,
                "a?"::repeat,
                n -> "a" + "{1,2}".repeat(n),
                n -> "a|".repeat(n) + "a",
                "(a|b)"::repeat,
                "(?:a*)*"::repeat,
                "^"::repeat,
                n -> "[" + "a".repeat(n) + "]");
        return patterns.stream()
                .map(pattern -> DynamicTest.dynamicTest(
                        pattern.apply(2),
                        () -> check(
                                () -> Constraint.compile(Language.regex(pattern.apply(LENGTH)), Vocabularies.bytes())
                                        .start()
                                        .acceptable(text("aaa")))));
    }

    @Test
    void aPatternOfTwoThousandPartsIsHeld() {
        for (String part : List.of("a", "a?", "(a|b)")) {
            Constraint constraint = Constraint.compile(Language.regex(part.repeat(2_000)), Vocabularies.bytes());
            assertThat(constraint.start().acceptable(text("aa"))).isEqualTo(2);
        }
    }

    @TestFactory
    Stream<DynamicTest> grammars() {
        Map<String, Language> grammars = new LinkedHashMap<>();
        String groups = "(".repeat(DEPTH) + "\"a\"" + ")".repeat(DEPTH);
        grammars.put("groups of Lark", Language.lark("start: " + groups));
        grammars.put("groups of GBNF", Language.gbnf("root ::= " + groups));
        grammars.put("repetitions", Language.gbnf("root ::= \"a\"" + "*".repeat(DEPTH)));
        grammars.put("a long row", Language.lark("start: " + "\"a\" ".repeat(LENGTH)));
        grammars.put("rules", Language.lark(rules("r", " \"a\" ")));
        grammars.put("rules alone", Language.lark(rules("r", " ")));
        grammars.put("terminals", Language.lark(rules("T", " ")));
        return grammars.entrySet().stream()
                .map(grammar -> DynamicTest.dynamicTest(
                        grammar.getKey(),
                        () -> check(() -> Constraint.compile(grammar.getValue(), Vocabularies.bytes())
                                .start()
                                .acceptable(text("aaa")))));
    }

    @Test
    void aTextIsFollowedAndEnded() {
        Constraint constraint = Constraint.compile(TREE, Vocabularies.bytes());
        Constraint.State inside =
                constraint.start().tryAccept(text("[".repeat(DEPTH))).orElseThrow();
        assertThat(inside.allows(']')).isTrue();
        assertThat(inside.ending()).hasSize(DEPTH);
        assertThat(inside.tryAccept(text("]".repeat(DEPTH))).orElseThrow().isComplete())
                .isTrue();
    }

    @Test
    void aTextOfARecursiveGrammarIsFollowed() {
        for (String grammar : List.of(
                "start: \"a\" start | \"a\"", "start: start \"a\" | \"a\"", "start: \"a\" start \"b\" | \"a\"")) {
            Constraint constraint = Constraint.compile(Language.lark(grammar), Vocabularies.bytes());
            assertThat(constraint.start().acceptable(text("a".repeat(DEPTH)))).isEqualTo(DEPTH);
        }
    }

    private interface Attempt {
        Object make();
    }

    private static void check(Attempt attempt) {
        Throwable thrown = catchThrowable(attempt::make);
        if (thrown != null) {
            assertThat(thrown).isInstanceOfAny(ConstraintException.class, SchemaException.class);
        }
    }

    private static JsonNode nested(String keyword) {
        JsonNode inner = object();
        for (int i = 0; i < DEPTH; i++) {
            ObjectNode outer = object();
            outer.set(
                    keyword,
                    keyword.endsWith("Of") || keyword.startsWith("prefix")
                            ? JsonNodeFactory.instance.arrayNode().add(inner)
                            : inner);
            inner = outer;
        }
        return inner;
    }

    /** Each definition leads to the next one, by a reference in a keyword or alone. */
    private static JsonNode references(int count, String keyword) {
        ObjectNode schema = object().put("$ref", "#/$defs/0");
        ObjectNode definitions = schema.putObject("$defs");
        for (int i = 0; i < count; i++) {
            ObjectNode one = definitions.putObject("" + i);
            (keyword.equals("$ref") ? one : one.putObject(keyword)).put("$ref", "#/$defs/" + (i + 1));
        }
        definitions.putObject("" + count);
        return schema;
    }

    private static String rules(String name, String between) {
        List<String> lines = new ArrayList<>(List.of("start: " + name + "0"));
        for (int i = 0; i < LENGTH; i++) {
            lines.add(name + i + ":" + between + name + (i + 1));
        }
        lines.add(name + LENGTH + ": \"a\"");
        return String.join("\n", lines);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
