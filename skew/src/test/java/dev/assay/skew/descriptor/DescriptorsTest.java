package dev.assay.skew.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorsTest {

    private static double of(String descriptor, String text) {
        return Descriptors.OF_TEXT.stream()
                .filter(d -> d.name().equals(descriptor))
                .findFirst()
                .orElseThrow()
                .measure()
                .applyAsDouble(Text.of(text));
    }

    private static String category(String name, String text) {
        return Descriptors.CATEGORIES.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .apply(Text.of(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    has a code fence          | Look:\\n```java\\nint a;\\n``` | Look: int a;
                    starts with a code fence  | ```\\nx\\n```                  | Look:\\n```\\nx\\n```
                    has bullets               | - one\\n- two                  | one - two
                    has a numbered list       | 1. one\\n2. two                | 1. one
                    has headings              | # Title                        | #hashtag
                    has bold text             | a **bold** word                | 2 ** 3
                    refuses                   | I'm sorry, I cannot help with that. | I can help with that.
                    apologises                | Sorry about that.              | That is fine.
                    speaks of itself as an AI | As an AI, I have none.         | The AI has none.
                    has a date                | on 2026-11-23 at noon          | 12-34
                    has an e-mail address     | ask me@example.com now         | @home or a@b
                    has a card number         | 4111 1111 1111 1111            | 4111 1111 1111 1112
                    has an IP address         | at 192.168.0.1 it is           | version 1.2.3
                    has a UUID                | 123e4567-e89b-12d3-a456-426614174000 | 123e4567-e89b
                    has an amount of money    | for $25                        | for 25
                    has a misspelled word     | where is my acount and the money | where is my account and the money
                    is polite                 | please send it                 | send it
                    starts with a question word | how do i pay                 | pay the bill
                    has double spaces         | a  b                           | a b
                    has broken encoding       | cafÃ©                          | café
                    has text after its JSON   | {"a": 1} done                  | {"a": 1}
                    repeats a JSON key        | {"a": 1, "a": 2}               | {"a": 1, "b": 2}
                    """)
    void flagsHoldWhereTheyShouldAndNowhereElse(String name, String yes, String no) {
        assertThat(of(name, yes.replace("\\n", "\n"))).isEqualTo(1);
        assertThat(of(name, no.replace("\\n", "\n"))).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\0', textBlock = """
                    {"a": [1, 2]};JSON object
                    [{"a": 1}];JSON list
                    {"a": 1, "b;truncated JSON
                    {"a": 1, b};invalid JSON
                    Here: {"a": 1};prose with JSON
                    {name}, hello;plain text
                    42;JSON scalar
                    <p>hello</p>;XML
                    Just words.;plain text
                    """)
    void formsAreTold(String text, String form) {
        assertThat(category("form", text)).isEqualTo(form);
    }

    @Test
    void pathsHaveTypes() {
        assertThat(Text.of("{\"items\": [{\"price\": 2.5}, {\"price\": 3, \"tags\": []}], \"ok\": true}")
                        .json()
                        .paths())
                .containsExactlyInAnyOrder(
                        "$:object",
                        "$.items:array",
                        "$.items[*]:object",
                        "$.items[*].price:number",
                        "$.items[*].price:integer",
                        "$.items[*].tags:array",
                        "$.ok:boolean");
    }

    @ParameterizedTest
    @CsvSource({
        "Wo ist mein Paket und wann kommt es an?, de",
        "Where is my parcel and when will it come?, en",
        "¿Dónde está el paquete que me han enviado?, es",
        "Где моя посылка сегодня вечером?, ru",
        "zzz qqq xxx vvv kkk jjj www, und"
    })
    void languagesAreTold(String text, String language) {
        assertThat(category("language", text)).isEqualTo(language);
    }

    @Test
    void countsAreThoseOfTheText() {
        String text = "One sentence here. And a second one!\n\nThird paragraph \u6771\u4eac \ud83d\ude00";
        assertThat(of("characters", text)).isEqualTo(text.codePointCount(0, text.length()));
        assertThat(of("bytes", text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        assertThat(of("lines", text)).isEqualTo(3);
        assertThat(of("paragraphs", text)).isEqualTo(2);
        assertThat(of("sentences", text)).isEqualTo(3);
    }

    @Test
    void nothingFailsOnStrangeTexts() {
        for (String text :
                new String[] {"", " ", "\0", "\ud800", "{", "[", "```", "`", "@", "://", "[[[[[", "{\"a\":", "\u202e"
                }) {
            assertThat(Descriptors.measure(Text.of(text))).hasSize(Descriptors.OF_TEXT.size());
            assertThat(Descriptors.categorise(Text.of(text))).doesNotContainNull();
        }
    }

    @Test
    void tablesHaveTwoRowsBetweenBars() {
        assertThat(of("has a table", "|a|b|\n|-|-|")).isEqualTo(1);
        assertThat(of("has a table", "a | b")).isZero();
    }

    @Test
    void oneEditIsOneEdit() {
        assertThat(Lexicon.oneEdit("account", "acount")).isTrue();
        assertThat(Lexicon.oneEdit("account", "accuont")).isTrue();
        assertThat(Lexicon.oneEdit("account", "acciunt")).isTrue();
        assertThat(Lexicon.oneEdit("account", "accounts")).isTrue();
        assertThat(Lexicon.oneEdit("account", "account")).isFalse();
        assertThat(Lexicon.oneEdit("account", "amount")).isFalse();
    }
}
