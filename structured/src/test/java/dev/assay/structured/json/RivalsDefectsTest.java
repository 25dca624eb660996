package dev.assay.structured.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.structured.schema.Dialect;
import dev.assay.structured.schema.Schema;
import dev.assay.structured.schema.TypeRef;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What other libraries get wrong when they read answers, each as a test with its name. */
class RivalsDefectsTest {

    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    record Book(String title, int pages) {}

    record Shelf(Set<Book> books, Map<String, LocalDate> read) {}

    record Node(String name, List<Node> children) {}

    sealed interface Pet permits Cat, Dog {}

    record Cat(boolean indoor) implements Pet {}

    record Dog(String breed) implements Pet {}

    @Test
    void instructorTookTruncatedAnswersWhereDefaultsFilledTheGaps() {
        Schema schema = Schema.ofJson(
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{\"type\":[\"string\",\"null\"],\"default\":null}},\"required\":[\"a\",\"b\"]}");
        Reading reading = LenientJson.parse("{\"a\": \"x\", \"b", schema);

        assertThat(reading.truncated()).isTrue();
        assertThat(reading.value().has("b")).isFalse();
        assertThat(reading.isValid()).isFalse();
        assertThatThrownBy(() -> LenientJson.parse("{\"title\": \"x\", \"pages\": 12", Book.class))
                .isInstanceOfSatisfying(
                        LenientJsonException.class,
                        e -> assertThat(e.reason()).isEqualTo(LenientJsonException.Reason.TRUNCATED));
    }

    @Test
    void springAiValidatesBeforeItTakesTheFenceOff() {
        assertThat(LenientJson.parse("```json\n{\"title\": \"x\", \"pages\": 1}\n```", Schema.of(Book.class))
                        .isValid())
                .isTrue();
    }

    @Test
    void springAiDropsWhatTheTypeDoesNotKnowWithoutAWord() {
        assertThat(LenientJson.parse("{\"title\": \"x\", \"pages\": 1, \"isbn\": \"2\"}", Schema.of(Book.class))
                        .repairs())
                .extracting(Repair::kind)
                .containsExactly(RepairKind.EXTRA_KEY);
    }

    @Test
    void langchain4jScansForBracesOnly() {
        assertThat(LenientJson.parse("For {x} see {y}: {\"title\": \"a } b\", \"pages\": 1} {z}", Book.class)
                        .value())
                .isEqualTo(new Book("a } b", 1));
    }

    @Test
    void langchain4jHasNoListsSetsMapsDatesUnionsOrRecursionInSomeModes() {
        assertThat(LenientJson.parse("[{title: 'a', pages: 1}]", new TypeRef<List<Book>>() {})
                        .value())
                .containsExactly(new Book("a", 1));
        assertThat(LenientJson.parse(
                                "{\"books\": [{\"title\": \"a\", \"pages\": 1}], \"read\": {\"a\": \"2026-11-23\"}}",
                                Shelf.class)
                        .value()
                        .read())
                .containsEntry("a", LocalDate.of(2026, 11, 23));
        assertThat(LenientJson.parse("{\"breed\": \"pug\"}", Pet.class).value()).isEqualTo(new Dog("pug"));
        assertThat(LenientJson.parse("{name: a, children: [{name: b, children: []}]}", Node.class)
                        .value()
                        .children())
                .hasSize(1);
    }

    @Test
    void openAiJavaRefusesUnionsListsAndMapsAtTheRoot() {
        assertThat(Schema.of(Pet.class).forDialect(Dialect.OPENAI_STRICT).wrapped())
                .isTrue();
        assertThat(Schema.of(new TypeRef<List<Book>>() {})
                        .forDialect(Dialect.OPENAI_STRICT)
                        .wrapped())
                .isTrue();
        assertThat(Schema.of(new TypeRef<Map<String, Book>>() {})
                        .forDialect(Dialect.OPENAI_STRICT)
                        .wrapped())
                .isTrue();
    }

    @Test
    void jsonRepairOfPythonKeepsTheFirstObjectOnlyAndMakesProseAnEmptyText() {
        assertThat(LenientJson.parse("{\"a\":2}{}").json()).isEqualTo("[{\"a\":2},{}]");
        assertThatThrownBy(() -> LenientJson.parse("hello world")).isInstanceOf(LenientJsonException.class);
    }

    @Test
    void jsonrepairOfNpmThrowsOnObjectsThatFollowEachOtherAndQuotesWhatItDoesNotKnow() {
        assertThat(LenientJson.parse("{\"a\":2}{}").repairs())
                .extracting(Repair::kind)
                .containsExactly(RepairKind.CONCATENATED);
        assertThat(LenientJson.parse("[NaN, None]").json()).isEqualTo("[null,null]");
    }

    @Test
    void bamlRoundsNumbersAndDropsItemsThatDoNotFit() {
        assertThat(LenientJson.parse("{\"title\": \"x\", \"pages\": 1.5}", Schema.of(Book.class))
                        .isValid())
                .isFalse();
        assertThat(LenientJson.parse(
                                "[{\"title\": \"x\", \"pages\": 1}, {\"title\": \"y\"}]",
                                Schema.of(new TypeRef<List<Book>>() {}))
                        .violations())
                .hasSize(1);
    }

    enum Color {
        RED,
        DARK_RED,
        GREEN
    }

    record Paint(Color color, int liters) {}

    @Test
    void bamlTakesTheFirstOfSeveralChoicesInATextAndRoundsFractions() {
        assertThatThrownBy(() -> LenientJson.parse("{\"color\": \"red or green\", \"liters\": 1}", Paint.class))
                .isInstanceOfSatisfying(
                        LenientJsonException.class,
                        e -> assertThat(e.reason()).isEqualTo(LenientJsonException.Reason.TIE));
        assertThat(LenientJson.parse("{\"color\": \"a dark red\", \"liters\": 1}", Paint.class)
                        .value()
                        .color())
                .isEqualTo(Color.DARK_RED);
        assertThat(LenientJson.parse("{\"color\": \"RED\", \"liters\": 2.7}", Schema.of(Paint.class))
                        .isValid())
                .isFalse();
    }

    @Test
    void bamlFillsInWhatIsNotThere() {
        assertThat(LenientJson.parse("{\"color\": \"RED\"}", Schema.of(Paint.class))
                        .violations())
                .extracting("rule")
                .containsExactly("required");
    }

    @Test
    void jsonrepairOfNpmMakesTextsOfWordsAndKeepsNoRecord() {
        Reading reading = LenientJson.parse("{count: twelve, done: yes}");
        assertThat(reading.json()).isEqualTo("{\"count\":\"twelve\",\"done\":\"yes\"}");
        assertThat(reading.repairs())
                .extracting(Repair::kind)
                .contains(RepairKind.UNQUOTED_KEY, RepairKind.UNQUOTED_TEXT);
    }

    /** The false-repair rate on valid JSON must be nought. */
    @Test
    void repairersChangeWhatIsValid() {
        Random random = new Random(11);
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            write(random, text, 0);
            Reading reading = LenientJson.parse(text.toString());
            assertThat(reading.value()).as(text.toString()).isEqualTo(JACKSON.readTree(text.toString()));
            assertThat(reading.repairs())
                    .as(text.toString())
                    .allMatch(repair -> repair.kind() == RepairKind.DUPLICATE_KEY);
            if (reading.repairs().isEmpty()) {
                assertThat(reading.json()).isEqualTo(text.toString());
            }
        }
    }

    private static void write(Random random, StringBuilder out, int depth) {
        blank(random, out);
        switch (random.nextInt(depth > 4 ? 5 : 8)) {
            case 0 -> out.append(random.nextInt(2000) - 1000);
            case 1 ->
                out.append(random.nextLong())
                        .append('.')
                        .append(random.nextInt(1000))
                        .append("e-")
                        .append(random.nextInt(400));
            case 2 -> out.append(new String[] {"true", "false", "null"}[random.nextInt(3)]);
            case 3, 4 -> text(random, out);
            case 5, 6 -> {
                out.append('{');
                for (int n = random.nextInt(4), i = 0; i < n; i++) {
                    out.append(i == 0 ? "" : ",");
                    text(random, out);
                    blank(random, out);
                    out.append(':');
                    write(random, out, depth + 1);
                }
                out.append('}');
            }
            default -> {
                out.append('[');
                for (int n = random.nextInt(4), i = 0; i < n; i++) {
                    out.append(i == 0 ? "" : ",");
                    write(random, out, depth + 1);
                }
                out.append(']');
            }
        }
        blank(random, out);
    }

    private static void text(Random random, StringBuilder out) {
        String[] parts = {
            "a", "\\\"", "}", "{", ": ", ", ", "'", "```", "// ", "\\n", "\\u00e9", "\u00e9", "<think>", "\\\\", "]",
            "\u201C", "#", "1"
        };
        out.append('"');
        for (int n = random.nextInt(6); n > 0; n--) {
            out.append(parts[random.nextInt(parts.length)]);
        }
        out.append('"');
    }

    private static void blank(Random random, StringBuilder out) {
        out.append(new String[] {"", "", " ", "\n", "\t "}[random.nextInt(5)]);
    }
}
