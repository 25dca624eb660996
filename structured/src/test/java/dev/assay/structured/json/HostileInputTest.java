package dev.assay.structured.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.assay.structured.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No text makes the parser throw anything but its own exception, overflow the stack, or take more than linear time. */
class HostileInputTest {

    static final Schema TREE = Schema.ofJson("""
            {"type": "object", "properties": {
               "a": {"anyOf": [{"$ref": "#"}, {"type": "array", "items": {"$ref": "#"}}, {"type": "number"}]},
               "b": {"type": "string"}, "c": {"enum": ["x-y", "x_y", "z"]}, "d": {"type": ["boolean", "null"]}},
             "required": ["b"], "additionalProperties": false}
            """);

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        ":",
        ",",
        "\"",
        "'",
        "`",
        "```",
        "```json\n",
        "\\",
        "\\\"",
        "\\u12",
        "\n",
        " ",
        "\t",
        "\u201C",
        "\u201D",
        "//",
        "/*",
        "*/",
        "#",
        "# ",
        "<think>",
        "</think>",
        "<",
        "...",
        "a",
        "b",
        "c",
        "d",
        "x",
        "\"a\"",
        "\"b\":",
        "\"c\": \"z\"",
        "true",
        "nul",
        "None",
        "NaN",
        "-",
        "1",
        "1.",
        "1e",
        "1,000",
        "0x1F",
        "007",
        "+",
        "=",
        "=>",
        ";",
        "u\"",
        "f(",
        "$",
        "\u0000",
        "\uD800",
        "\uFEFF",
        "\u00A0",
        "\uFF0C",
        "\uFF1A",
        "'''",
        "\"\"\"",
        "hello",
        "new Date(1)"
    };

    @Test
    void randomPiecesAreReadOrRefused() {
        Random random = new Random(20261124);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(24); i >= 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            check(text.toString(), random);
        }
    }

    @Test
    void goodJsonWithRandomWoundsIsReadOrRefused() {
        Random random = new Random(7);
        String good =
                "{\"a\": [{\"b\": \"x, \\\"y\\\": z\", \"c\": \"z\"}, {\"a\": 1.5e3, \"b\": \"\", \"d\": null}], \"b\": \"it's\"}";
        for (int round = 0; round < 15_000; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int wounds = 1 + random.nextInt(4); wounds > 0; wounds--) {
                int at = random.nextInt(Math.max(1, text.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.delete(at, at + 1);
                    case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                    default -> text.setLength(Math.max(2, at));
                }
            }
            check(text.toString(), random);
        }
    }

    /** Reads as a whole, with a schema and in chunks. */
    static void check(String text, Random random) {
        Optional<Reading> plain = read(text);
        read(text, TREE);
        JsonStream stream = LenientJson.stream();
        for (int i = 0; i < text.length(); ) {
            int next = Math.min(text.length(), i + 1 + random.nextInt(6));
            stream.append(text.substring(i, next)).value();
            i = next;
        }
        if (plain.isPresent()) {
            String json = plain.get().json();
            assertThat(stream.finish().json()).isEqualTo(json);
            assertThat(LenientJson.parse(json).value())
                    .as(text)
                    .isEqualTo(plain.get().value());
        }
    }

    private static Optional<Reading> read(String text) {
        try {
            return Optional.of(LenientJson.parse(text));
        } catch (LenientJsonException e) {
            assertThat(e.getMessage()).isNotEmpty();
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("on " + text, e);
        }
    }

    private static void read(String text, Schema schema) {
        try {
            Reading reading = LenientJson.parse(text, schema);
            assertThat(reading.violations()).isEqualTo(schema.validate(reading.value()));
        } catch (LenientJsonException e) {
            assertThat(e.getMessage()).isNotEmpty();
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("on " + text, e);
        }
    }

    @TestFactory
    Stream<DynamicTest> depthNeedsNoStack() {
        int depth = 100_000;
        return Stream.of(
                        "[".repeat(depth) + "]".repeat(depth),
                        "[".repeat(depth),
                        "{\"a\":".repeat(depth) + "1" + "}".repeat(depth),
                        "{\"a\":".repeat(depth),
                        "{a:[".repeat(depth),
                        "(".repeat(depth),
                        "[(".repeat(depth),
                        "[\"a\":".repeat(depth),
                        "x {\"b\": ".repeat(depth),
                        "[".repeat(depth) + "}".repeat(depth))
                .map(text -> DynamicTest.dynamicTest(text.substring(0, 12), () -> {
                    Optional<Reading> reading = read(text);
                    assertThatCode(() -> reading.map(Reading::json)).doesNotThrowAnyException();
                    read(text, TREE);
                    LenientJson.stream().append(text).value();
                }));
    }

    /** Texts that would take squares of time with a careless look ahead or back. */
    private static final List<String> SLOW = List.of(
            "{",
            "[",
            "\"",
            "'",
            "[\"",
            "{\"",
            "{\"a\":\"",
            "\",\"",
            "\" ",
            "\\",
            "\\\"",
            "{\\\"",
            "```",
            "```{",
            "``` {\"a\":```x",
            "<think>",
            "</think>",
            "<think></think>{}",
            "//",
            "/*",
            "# ",
            "{/*",
            "[1,000",
            "1",
            "-",
            "1e5",
            "a",
            "{a",
            "{a:",
            "a:",
            "[a ",
            "{\"a\" ",
            ",",
            ":",
            "\n",
            "[\"x\n",
            "{\"a\":\"x\n",
            "{\"a\":1}",
            "{\"a\":1} x ",
            "{} ",
            "[] x",
            "[[],",
            "(",
            "f(",
            "{\"a\":f(",
            "u\"",
            "'''",
            "\u201C",
            "{\"a\":\"b\"c\"d\",",
            "+\"",
            "{\"b\":1,\"b\":",
            "...",
            "{...",
            "\u00A0",
            "{\"a\": 'it's ', ");

    @TestFactory
    Stream<DynamicTest> timeIsLinear() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String prefix : List.of("", "{\"a\":", "[\"", "{\"x\": \"")) {
            for (String piece : SLOW) {
                tests.add(DynamicTest.dynamicTest(
                        (prefix + piece).replace("\n", "\\n"), () -> assertLinear(prefix, piece)));
            }
        }
        return tests.stream();
    }

    /** Twice the text may take little more than twice the steps; squares would show as four times. */
    private static void assertLinear(String prefix, String piece) {
        new Repeated(prefix, piece, "").assertLinear(10_000);
    }
}
