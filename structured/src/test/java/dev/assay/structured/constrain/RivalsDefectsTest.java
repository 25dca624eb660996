package dev.assay.structured.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What other engines get wrong, each by the name of who does. */
class RivalsDefectsTest {

    private static final Vocabulary BYTES = Vocabularies.bytes();

    private static boolean accepts(String schema, String text) {
        return Constraint.compile(JsonMapper.shared().readTree(schema), BYTES)
                .start()
                .tryAccept(text.getBytes(StandardCharsets.UTF_8))
                .map(Constraint.State::isComplete)
                .orElse(false);
    }

    /** xgrammar passes over these keywords, with a warning at most. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"not\":{\"const\":1}} | 2 | 1",
                "{\"if\":{\"type\":\"string\"},\"then\":{\"minLength\":2},\"else\":{\"minimum\":0}} | \"ab\" | \"a\"",
                "{\"if\":{\"type\":\"string\"},\"then\":{\"minLength\":2},\"else\":{\"minimum\":0}} | 0 | -1",
                "{\"dependentRequired\":{\"a\":[\"b\"]}} | {\"a\":1,\"b\":1} | {\"a\":1}",
                "{\"dependentSchemas\":{\"a\":{\"maxProperties\":1}}} | {\"a\":1} | {\"a\":1,\"b\":1}",
                "{\"contains\":{\"const\":1}} | [0,1] | [0]",
                "{\"contains\":{\"const\":1},\"minContains\":2} | [1,1] | [1]",
                "{\"contains\":{\"const\":1},\"maxContains\":1} | [1,0] | [1,1]",
                "{\"type\":\"number\",\"multipleOf\":0.1} | 0.3 | 0.35",
                "{\"oneOf\":[{\"minimum\":0,\"type\":\"number\"},{\"maximum\":9,\"type\":\"number\"}]} | 10 | 5",
            })
    void xgrammarFailsOpen(String schema, String valid, String invalid) {
        assertThat(accepts(schema, valid)).isTrue();
        assertThat(accepts(schema, invalid)).isFalse();
    }

    @Test
    void xgrammarUniqueItemsIsPassedOver() {
        assertThatThrownBy(() -> accepts("{\"uniqueItems\":true}", "[]"))
                .isInstanceOf(ConstraintException.class)
                .hasMessageContaining("uniqueItems");
    }

    @ParameterizedTest
    @CsvSource({"1e5", "1E5", "1e+5", "1.0e-5"})
    void outlinesWantsASignInTheExponent(String number) {
        assertThat(accepts("{\"type\":\"number\"}", number)).isTrue();
    }

    @Test
    void outlinesHasNoEscapesByCode() {
        assertThat(accepts("{\"type\":\"string\",\"maxLength\":2}", "\"\\u00e9\\ud83d\\ude00\""))
                .isTrue();
        assertThat(accepts("{\"type\":\"string\",\"maxLength\":2}", "\"\\u00e9\\u00e9\\u00e9\""))
                .isFalse();
    }

    @Test
    void outlinesAndLlguidanceFixTheOrderOfProperties() {
        String schema =
                "{\"properties\":{\"a\":{\"type\":\"integer\"},\"b\":{\"type\":\"integer\"}},\"required\":[\"a\",\"b\"]}";
        assertThat(accepts(schema, "{\"b\":1,\"c\":0,\"a\":2}")).isTrue();
        assertThat(accepts(schema, "{\"b\":1,\"c\":0,\"b\":2}")).isFalse();
    }

    @Test
    void outlinesStopsAtADepthOfThree() {
        String schema = "{\"type\":\"object\",\"properties\":{\"n\":{\"$ref\":\"#\"}},\"additionalProperties\":false}";
        assertThat(accepts(schema, "{\"n\":".repeat(3_000) + "{}" + "}".repeat(3_000)))
                .isTrue();
        assertThat(accepts(schema, "{\"n\":".repeat(3_000) + "{\"m\":1}" + "}".repeat(3_000)))
                .isFalse();
    }

    @Test
    void outlinesTakesOneOfForAnyOf() {
        String schema = "{\"oneOf\":[{\"required\":[\"a\"]},{\"required\":[\"b\"]}],\"type\":\"object\"}";
        assertThat(accepts(schema, "{\"a\":1}")).isTrue();
        assertThat(accepts(schema, "{\"a\":1,\"b\":1}")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"type\":\"integer\",\"minimum\":7} | 6",
                "{\"type\":\"number\",\"exclusiveMaximum\":7} | 7.0",
                "{\"type\":\"object\",\"patternProperties\":{\"^x\":{\"type\":\"null\"}}} | {\"xy\":1}",
                "{\"unevaluatedProperties\":false,\"properties\":{\"a\":true}} | {\"b\":1}",
            })
    void outlinesHasNoBoundsAndNoPatternsOfNames(String schema, String invalid) {
        assertThat(accepts(schema, invalid)).isFalse();
    }

    @Test
    void outlinesAllowsOneBlankOnly() {
        assertThat(accepts("{}", "{\n  \"a\" : [ 1,\r\n\t2 ]\n}")).isTrue();
    }

    @Test
    void outlinesMergesAllOfOneAfterTheOther() {
        String schema = "{\"allOf\":[{\"pattern\":\"a\"},{\"pattern\":\"b\"},{\"type\":\"string\"}]}";
        assertThat(accepts(schema, "\"xbya\"")).isTrue();
        assertThat(accepts(schema, "\"xbyb\"")).isFalse();
    }

    @Test
    void llamaCppReadsPatternsAsIfTheyWereAnchored() {
        assertThat(accepts("{\"type\":\"string\",\"pattern\":\"b\"}", "\"abc\""))
                .isTrue();
    }

    @Test
    void llguidanceHasNoLookAhead() {
        String schema = "{\"type\":\"string\",\"pattern\":\"^(?!aws:)[a-z:]+$\"}";
        assertThat(accepts(schema, "\"awx:\"")).isTrue();
        assertThat(accepts(schema, "\"aws:x\"")).isFalse();
    }

    @Test
    void llguidanceRefusesPatternsOfNamesThatOverlap() {
        String schema = "{\"patternProperties\":{\"^a\":{\"minimum\":1},\"z$\":{\"maximum\":5}}}";
        assertThat(accepts(schema, "{\"az\":3,\"a\":9,\"z\":0}")).isTrue();
        assertThat(accepts(schema, "{\"az\":9}")).isFalse();
    }
}
