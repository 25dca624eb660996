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
    void keysThatAreIdentitiesAreOneKind() {
        assertThat(Text.of("{\"card_4074252\": {\"a1\": 1}, \"7\": 2, \"card_99812\": {\"a1\": 3}}")
                        .json()
                        .paths())
                .containsExactlyInAnyOrder("$:object", "$.card_#:object", "$.card_#.a1:integer", "$.#:integer");
    }

    @Test
    void stringsOfJsonHaveFormatsLengthsAndValues() {
        JsonShape shape = Text.of("""
                {"at": "2026-11-23", "by": "a@example.com", "state": "shipped", "note": "all is well", "rows": [4, 6]}""").json();
        assertThat(shape.paths()).contains("$.at:date", "$.by:email", "$.state:string", "$.rows[*]:integer");
        assertThat(shape.values()).containsExactly("$.state is shipped");
        assertThat(shape.numbers())
                .containsEntry("$.rows elements", 2.0)
                .containsEntry("$.rows[*]", 5.0)
                .containsEntry("$.note characters", 11.0);
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
