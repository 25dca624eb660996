package dev.assay.structured.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Each class of errors that models make, without a schema. */
class LenientJsonTest {

    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private record Case(String name, String text, String json) {}

    private static Case c(String name, String text, String json) {
        return new Case(name, text, json);
    }

    private static final List<Case> CASES = List.of(
            c("a fence", "```json\n{\"a\": 1}\n```", "{\"a\":1}"),
            c("a fence without language", "```\n[1, 2]\n```", "[1,2]"),
            c("a fence that is not closed", "```json\n{\"a\": 1}", "{\"a\":1}"),
            c("a fence on one line", "```json {\"a\": 1} ```", "{\"a\":1}"),
            c("a fence among prose", "Here it is:\n\n```json\n{\"a\": [1, 2]}\n```\nAnything else?", "{\"a\":[1,2]}"),
            c("prose before", "Sure! Here is the object: {\"a\": 1}", "{\"a\":1}"),
            c("prose after", "{\"a\": 1}\n\nI hope this helps.", "{\"a\":1}"),
            c("prose with brackets", "As [1] says (see {appendix}), it is {\"a\": 1, \"b\": 2}.", "{\"a\":1,\"b\":2}"),
            c("thinking before", "<think>Is it {\"a\": 0}? No.</think>\n{\"a\": 1}", "{\"a\":1}"),
            c("thinking whose beginning is in the template", "so {\"a\": 0} is wrong</think>{\"a\": 1}", "{\"a\":1}"),
            c("line comments", "{\n  // the first\n  \"a\": 1, # one\n  \"b\": 2 // two\n}", "{\"a\":1,\"b\":2}"),
            c("block comments", "{/* x */\"a\"/* y */:/* z */1/* w */}", "{\"a\":1}"),
            c("single quotes", "{'a': 'it''s', 'b': 'c'}".replace("''", "\\'"), "{\"a\":\"it's\",\"b\":\"c\"}"),
            c("an apostrophe within single quotes", "{'a': 'it's me', 'b': 1}", "{\"a\":\"it's me\",\"b\":1}"),
            c(
                    "typographic quotes",
                    "{\u201Ca\u201D: \u201Cb\u201D, \u2018c\u2019: \u201Ed\u201C}",
                    "{\"a\":\"b\",\"c\":\"d\"}"),
            c("backticks", "{`a`: `b`}", "{\"a\":\"b\"}"),
            c("three quotes", "{\"a\": \"\"\"x \"y\" z\"\"\"}", "{\"a\":\"x \\\"y\\\" z\"}"),
            c(
                    "a block of code as a text",
                    "{\"code\": ```python\nprint(1)\n```, \"b\": 2}",
                    "{\"code\":\"print(1)\",\"b\":2}"),
            c(
                    "a missing comma",
                    "{\"a\": 1 \"b\": 2\n\"c\": \"x\" \"d\": [1 2 \"y\" \"z\"]}",
                    "{\"a\":1,\"b\":2,\"c\":\"x\",\"d\":[1,2,\"y\",\"z\"]}"),
            c("a missing comma at a line's end", "{\"a\": \"x\"\n\"b\": \"y\"}", "{\"a\":\"x\",\"b\":\"y\"}"),
            c("a comma too many", "{\"a\": [1, 2,], \"b\": [,1,,2], ,\"c\": 3,}", "{\"a\":[1,2],\"b\":[1,2],\"c\":3}"),
            c("a missing colon", "{\"a\" 1, \"b\" \"c\"}", "{\"a\":1,\"b\":\"c\"}"),
            c("another sign for the colon", "{\"a\" = 1, \"b\" => 2, \"c\":: 3}", "{\"a\":1,\"b\":2,\"c\":3}"),
            c("names without quotes", "{a: 1, b_c: 2, $d: 3, e-f: 4}", "{\"a\":1,\"b_c\":2,\"$d\":3,\"e-f\":4}"),
            c(
                    "texts without quotes",
                    "{\"a\": hello world, \"b\": 2024-01-15, c: 5 kg}",
                    "{\"a\":\"hello world\",\"b\":\"2024-01-15\",\"c\":\"5 kg\"}"),
            c("texts without quotes in a list", "{\"a\": [red, green blue, 3]}", "{\"a\":[\"red\",\"green blue\",3]}"),
            c("an end that is missing", "{\"a\": [1, {\"b\": \"c\"", "{\"a\":[1,{\"b\":\"c\"}]}"),
            c("an end within a text", "{\"a\": \"hel", "{\"a\":\"hel\"}"),
            c("an end after a name", "{\"a\": 1, \"b\"", "{\"a\":1}"),
            c("an end after a colon", "{\"a\": 1, \"b\":", "{\"a\":1}"),
            c("an end after a comma", "{\"a\": [1, 2,", "{\"a\":[1,2]}"),
            c("an end within a literal", "{\"a\": tru", "{\"a\":true}"),
            c("an end within a number", "{\"a\": 1.", "{\"a\":1}"),
            c("an end within an escape", "{\"a\": \"x\\u00", "{\"a\":\"x\"}"),
            c("an end within a fence", "```json\n{\"a\": [1, 2\n```", "{\"a\":[1,2]}"),
            c("a line break in a text", "{\"a\": \"x\ny\", \"b\": \"\t\"}", "{\"a\":\"x\\ny\",\"b\":\"\\t\"}"),
            c(
                    "quotes in a text",
                    "{\"a\": \"he said \"hi\", and left\", \"b\": 1}",
                    "{\"a\":\"he said \\\"hi\\\", and left\",\"b\":1}"),
            c("quotes at the end of a text", "{\"a\": \"she said \"yes\"\"}", "{\"a\":\"she said \\\"yes\\\"\"}"),
            c(
                    "quotes around a text within its quotes",
                    "{\"a\": \"\"x\"\", \"b\": 1}",
                    "{\"a\":\"\\\"x\\\"\",\"b\":1}"),
            c(
                    "quotes at the end of texts of a list",
                    "[\"x \"y\"\", \"z\", \"\"w\"\"]",
                    "[\"x \\\"y\\\"\",\"z\",\"\\\"w\\\"\"]"),
            c("quotes in a text of a list", "[\"a \"b\" c\", \"d\"]", "[\"a \\\"b\\\" c\",\"d\"]"),
            c("a text whose last quote is missing", "{\"a\": \"x, \"b\": 2}", "{\"a\":\"x\",\"b\":2}"),
            c("a text whose last quote is missing at a line's end", "{\"a\": \"x,\n\"b\": 2}", "{\"a\":\"x\",\"b\":2}"),
            c("a text whose last quote is missing at the end", "{\"a\": [\"x]}", "{\"a\":[\"x\"]}"),
            c("bad escapes", "{\"a\": \"C:\\dir\\q \\' \\x41\"}", "{\"a\":\"C:\\\\dir\\\\q ' A\"}"),
            c("literals of Python", "{\"a\": True, \"b\": False, \"c\": None}", "{\"a\":true,\"b\":false,\"c\":null}"),
            c(
                    "literals of JavaScript",
                    "{a: undefined, b: NaN, c: -Infinity, d: 0x1F, e: .5, f: 5., g: +1}",
                    "{\"a\":null,\"b\":null,\"c\":null,\"d\":31,\"e\":0.5,\"f\":5,\"g\":1}"),
            c("prefixes and tuples of Python", "{'a': u'b', 'c': (1, 2)}", "{\"a\":\"b\",\"c\":[1,2]}"),
            c(
                    "calls",
                    "{\"_id\": ObjectId(\"5f\"), \"n\": NumberLong(7), \"d\": Decimal('1.10')}",
                    "{\"_id\":\"5f\",\"n\":7,\"d\":\"1.10\"}"),
            c(
                    "numbers with separators",
                    "{\"a\": 1,000, \"b\": 1_000_000, \"c\": 1,234,567.89}",
                    "{\"a\":1000,\"b\":1000000,\"c\":1234567.89}"),
            c("zeros before a number", "{\"zip\": 007}", "{\"zip\":\"007\"}"),
            c("joined texts", "{\"a\": \"x\" + \"y\"}", "{\"a\":\"xy\"}"),
            c("dots for more", "[1, 2, ...]", "[1,2]"),
            c("concatenated objects", "{\"a\": 1}{\"b\": 2}", "[{\"a\":1},{\"b\":2}]"),
            c("an object a line", "{\"a\": 1}\n{\"a\": 2}\n{\"a\": 3}\n", "[{\"a\":1},{\"a\":2},{\"a\":3}]"),
            c("a bracket too many", "{\"a\": 1}}", "{\"a\":1}"),
            c("a bracket of the wrong kind", "{\"a\": {\"b\": 1], \"c\": 2}", "{\"a\":{\"b\":1},\"c\":2}"),
            c("a bracket that is missing within", "{\"a\": [1, 2, \"b\": 3}", "{\"a\":[1,2],\"b\":3}"),
            c("an object in brackets of a list", "[\"a\": 1, \"b\": 2]", "[{\"a\":1,\"b\":2}]"),
            c("no braces at all", "\"a\": 1, \"b\": \"c\"", "{\"a\":1,\"b\":\"c\"}"),
            c("escaped as if within a string", "{\\\"a\\\": \\\"b\\\", \\\"c\\\": [1]}", "{\"a\":\"b\",\"c\":[1]}"),
            c("a call around", "callback({\"a\": 1});", "{\"a\":1}"),
            c("an assignment", "const x = {a: 1};", "{\"a\":1}"),
            c("a value that is missing", "{\"a\": , \"b\": 2}", "{\"a\":null,\"b\":2}"),
            c("other commas and colons", "{\"a\"\uFF1A1\uFF0C\"b\"\uFF1A2}", "{\"a\":1,\"b\":2}"),
            c("other blanks", "\uFEFF{\u00A0\"a\":\u00A01}", "{\"a\":1}"),
            c("a scalar of Python", "True", "true"),
            c("a scalar in a fence", "```json\n42\n```", "42"));

    @TestFactory
    Stream<DynamicTest> isRead() {
        return CASES.stream()
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    Reading reading = LenientJson.parse(c.text);
                    assertThat(reading.json()).isEqualTo(c.json);
                    assertThat(reading.value()).isEqualTo(JACKSON.readTree(c.json));
                    assertThat(reading.repairs()).isNotEmpty();
                    assertThat(reading.cost()).isPositive();
                    assertThat(reading.repairs())
                            .allSatisfy(r -> assertThat(r.position()).isBetween(0, c.text.length()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> isReadTheSameInChunks() {
        return CASES.stream()
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    for (int size = 1; size < 5; size++) {
                        JsonStream stream = LenientJson.stream();
                        for (int i = 0; i < c.text.length(); i += size) {
                            stream.append(c.text.substring(i, Math.min(c.text.length(), i + size)));
                            stream.value();
                        }
                        assertThat(stream.finish().json()).isEqualTo(c.json);
                    }
                }));
    }

    @Test
    void jsonPassesUnchanged() {
        for (String json : List.of(
                "{}",
                "[]",
                "null",
                "\"\"",
                "0",
                " { \"a\" : [ 1 , 2.50 , -0.0 , 1e400 , 123456789012345678901234567890 , \"\\u00e9\\ud83d\\ude00\\n\" ] } ",
                "{\"a}\": \"}, \\\"b\\\": [\", \"c\": \"```json {} ``` <think> // # /*\"}",
                "[[[[[[]]]]],{},[{}],\"\",null,true,false]",
                "1.10")) {
            Reading reading = LenientJson.parse(json);
            assertThat(reading.json()).isEqualTo(json);
            assertThat(LenientJson.stream().append(json).finish().json()).isEqualTo(json);
            assertThat(reading.value()).isEqualTo(JACKSON.readTree(json));
            assertThat(reading.repairs()).isEmpty();
            assertThat(reading.truncated()).isFalse();
        }
    }

    @Test
    void numbersKeepTheirDigits() {
        assertThat(LenientJson.parse("[1.10,1e400,1E-400,0.00000001,12345678901234567890,1.0]")
                        .json())
                .isEqualTo("[1.10,1e400,1E-400,0.00000001,12345678901234567890,1.0]");
        assertThat(LenientJson.parse("{a: 1.10, b: 1e400,}").json()).isEqualTo("{\"a\":1.10,\"b\":1e400}");
        String digits = "7".repeat(20_000);
        assertThat(LenientJson.parse("[" + digits + "]").value().path(0).asString())
                .isEqualTo(digits);
        assertThat(LenientJson.parse("[1e99999999999]").value().path(0).asString())
                .isEqualTo("1e99999999999");
    }

    @Test
    void duplicateNamesAreReportedAndTheLastCounts() {
        Reading reading = LenientJson.parse("{\"a\": 1, \"a\": 2}");

        assertThat(reading.json()).isEqualTo("{\"a\":2}");
        assertThat(reading.repairs()).extracting(Repair::kind).containsExactly(RepairKind.DUPLICATE_KEY);
        assertThat(reading.cost()).isZero();
    }

    @Test
    void repairsSayWhatWhereAndAtWhichCost() {
        Reading reading = LenientJson.parse("{a: 'b',}");

        assertThat(reading.repairs())
                .containsExactly(
                        new Repair(RepairKind.UNQUOTED_KEY, 1, 1),
                        new Repair(RepairKind.OTHER_QUOTES, 4, 1),
                        new Repair(RepairKind.EXTRA_COMMA, 7, 1));
        assertThat(reading.cost()).isEqualTo(3);
    }

    @Test
    void aCutTextIsSaidToBeCut() {
        assertThat(LenientJson.parse("{\"a\": [1, 2").truncated()).isTrue();
        assertThat(LenientJson.parse("{\"a\": [1, 2],}").truncated()).isFalse();
    }

    @Test
    void twoAnswersAreATie() {
        assertThatThrownBy(() -> LenientJson.parse("Either {\"a\": 1} or perhaps {\"a\": 2}."))
                .isInstanceOfSatisfying(LenientJsonException.class, e -> {
                    assertThat(e.reason()).isEqualTo(LenientJsonException.Reason.TIE);
                    assertThat(e.position()).isEqualTo(27);
                    assertThat(e.expected()).isNotEmpty();
                });
        assertThat(LenientJson.parse("Either {\"a\": 1} or {\"a\": 1}.").json()).isEqualTo("{\"a\":1}");
    }

    @Test
    void aNameWithoutQuotesMayFollowOneWithThem() {
        assertThat(LenientJson.parse("{\"name\": \"tea\", price: 1,299.00, tags: ['a'], \"paid\": true}")
                        .json())
                .isEqualTo("{\"name\":\"tea\",\"price\":1299.00,\"tags\":[\"a\"],\"paid\":true}");
        assertThat(LenientJson.parse("{\"note\": \"she said \"no\", then: go home\", \"n\": 1}")
                        .json())
                .isEqualTo("{\"note\":\"she said \\\"no\\\", then: go home\",\"n\":1}");
    }

    /** Programs that models wrote: indexes, statements and blocks are no values. */
    @Test
    void codeIsNoValue() {
        List<String> programs = List.of(
                "```python\nnums.sort()\nreturn nums[1]\n```",
                "```python\ncounter['a'] += words()[0][1]\n```",
                "```java\nStepper() { this.current = start; this.step = step; }\n```",
                "```python\nclass Solution(object):\n    \"\"\"what\"\"\"\n    def run(self, words):\n");
        for (String program : programs) {
            assertThatThrownBy(() -> LenientJson.parse(program))
                    .as(program)
                    .isInstanceOfSatisfying(
                            LenientJsonException.class,
                            e -> assertThat(e.reason()).isEqualTo(LenientJsonException.Reason.NO_VALUE));
        }
        assertThat(LenientJson.parse("[1][2]").json()).isEqualTo("[[1],[2]]");
        assertThat(LenientJson.parse("json[{\"a\": 1}]").json()).isEqualTo("[{\"a\":1}]");
        assertThat(LenientJson.stream().append("words[0] are {\"a\": 1}").value())
                .hasValueSatisfying(value -> assertThat(value.toString()).isEqualTo("{\"a\":1}"));
    }

    @Test
    void proseIsNoValue() {
        for (String text :
                List.of("", "  ", "hello world", "I cannot help with that.", "use {} for that", "```\n```")) {
            assertThatThrownBy(() -> LenientJson.parse(text))
                    .isInstanceOfSatisfying(
                            LenientJsonException.class,
                            e -> assertThat(e.reason()).isEqualTo(LenientJsonException.Reason.NO_VALUE));
        }
    }

    @Test
    void aStreamShowsTheValueSoFar() {
        JsonStream stream = LenientJson.stream();

        assertThat(stream.append("<think>{\"x\": 1}</think> Here: ").value()).isEmpty();
        assertThat(stream.append("{\"name\": \"An").value().orElseThrow().toString())
                .isEqualTo("{\"name\":\"An\"}");
        assertThat(stream.append("na\", \"tags\": [\"a\", \"b")
                        .value()
                        .orElseThrow()
                        .toString())
                .isEqualTo("{\"name\":\"Anna\",\"tags\":[\"a\",\"b\"]}");
        assertThat(stream.isComplete()).isFalse();
        assertThat(stream.append("c\"], \"n\": 12").value().orElseThrow().toString())
                .isEqualTo("{\"name\":\"Anna\",\"tags\":[\"a\",\"bc\"]}");
        assertThat(stream.append("3} Done").value().orElseThrow().toString())
                .isEqualTo("{\"name\":\"Anna\",\"tags\":[\"a\",\"bc\"],\"n\":123}");
        assertThat(stream.isComplete()).isTrue();
        assertThat(stream.finish().json()).isEqualTo("{\"name\":\"Anna\",\"tags\":[\"a\",\"bc\"],\"n\":123}");
    }
}
