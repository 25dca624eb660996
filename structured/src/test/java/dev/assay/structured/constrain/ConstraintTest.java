package dev.assay.structured.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ConstraintTest {

    private static final Vocabulary BYTES = Vocabularies.bytes();

    private static boolean accepts(String schema, String text) {
        Constraint constraint = Constraint.compile(JsonMapper.shared().readTree(schema), BYTES);
        return constraint
                .start()
                .tryAccept(text.getBytes(StandardCharsets.UTF_8))
                .map(Constraint.State::isComplete)
                .orElse(false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | {\"a\":[1,-2.5e+10,null,true,\"x\\u00e9\\n\"]} | true",
                "{} | {\"a\":1,} | false",
                "{} | 01 | false",
                "{} | -0.10 | true",
                "{} | [ 1 , 2 ]  | true",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"},\"b\":{\"type\":\"string\"}},\"required\":[\"b\"]}"
                        + " | {\"b\":\"x\",\"a\":1} | true",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"b\"]} | {\"a\":1}"
                        + " | false",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}} | {\"\\u0061\":\"x\"} | false",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}} | {\"ab\":\"x\"} | true",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}},\"additionalProperties\":false} |"
                        + " {\"ab\":\"x\"} | false",
                "{\"type\":\"object\",\"patternProperties\":{\"^x\":{\"type\":\"integer\"}}} | {\"xa\":1,\"y\":\"\"} |"
                        + " true",
                "{\"type\":\"object\",\"patternProperties\":{\"^x\":{\"type\":\"integer\"}}} | {\"xa\":\"\"} | false",
                "{\"type\":\"integer\",\"minimum\":3,\"maximum\":120} | 120 | true",
                "{\"type\":\"integer\",\"minimum\":3,\"maximum\":120} | 121 | false",
                "{\"type\":\"integer\",\"minimum\":3,\"maximum\":120} | 2 | false",
                "{\"type\":\"integer\",\"minimum\":-3} | -3.0 | true",
                "{\"type\":\"integer\",\"minimum\":-3} | -4 | false",
                "{\"type\":\"number\",\"exclusiveMinimum\":0.25,\"maximum\":17.5} | 0.2500 | false",
                "{\"type\":\"number\",\"exclusiveMinimum\":0.25,\"maximum\":17.5} | 0.25001 | true",
                "{\"type\":\"number\",\"exclusiveMinimum\":0.25,\"maximum\":17.5} | 1.75e1 | true",
                "{\"type\":\"number\",\"exclusiveMinimum\":0.25,\"maximum\":17.5} | 1.76E1 | false",
                "{\"multipleOf\":0.05} | 1.15 | true",
                "{\"multipleOf\":0.05} | 1.151 | false",
                "{\"multipleOf\":7} | -49 | true",
                "{\"multipleOf\":7} | 50 | false",
                "{\"type\":\"string\",\"minLength\":2,\"maxLength\":3} | \"é\\ud83d\\ude00\" | true",
                "{\"type\":\"string\",\"minLength\":2,\"maxLength\":3} | \"é\" | false",
                "{\"type\":\"string\",\"pattern\":\"^[a-z]+-\\\\d{2,3}$\"} | \"abc-12\" | true",
                "{\"type\":\"string\",\"pattern\":\"^[a-z]+-\\\\d{2,3}$\"} | \"abc-1\" | false",
                "{\"type\":\"string\",\"pattern\":\"b+\"} | \"abc\" | true",
                "{\"type\":\"string\",\"pattern\":\"b+\"} | \"ac\" | false",
                "{\"type\":\"string\",\"format\":\"date\"} | \"2024-02-29\" | true",
                "{\"type\":\"string\",\"format\":\"date\"} | \"2023-02-29\" | false",
                "{\"type\":\"string\",\"format\":\"ipv6\"} | \"::1\" | true",
                "{\"enum\":[\"a\",1,null,[1,{\"b\":2}]]} | [1,{\"b\":2}] | true",
                "{\"enum\":[\"a\",1,null,[1,{\"b\":2}]]} | [1,{\"b\":3}] | false",
                "{\"enum\":[\"a\",1,null,[1,{\"b\":2}]]} | 1.0 | true",
                "{\"$ref\":\"#/$defs/t\",\"$defs\":{\"t\":{\"type\":\"object\",\"properties\":{\"c\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/t\"}}},\"additionalProperties\":false}}}"
                        + " | {\"c\":[{\"c\":[]},{}]} | true",
                "{\"$ref\":\"#/$defs/t\",\"$defs\":{\"t\":{\"type\":\"object\",\"properties\":{\"c\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/t\"}}},\"additionalProperties\":false}}}"
                        + " | {\"c\":[{\"d\":[]},{}]} | false",
                "{\"oneOf\":[{\"type\":\"object\",\"properties\":{\"k\":{\"const\":\"a\"}},\"required\":[\"k\"]},{\"type\":\"object\",\"properties\":{\"k\":{\"const\":\"b\"},\"n\":{\"type\":\"integer\"}},\"required\":[\"k\"]}]}"
                        + " | {\"k\":\"b\",\"n\":\"x\"} | false",
                "{\"oneOf\":[{\"type\":\"integer\"},{\"minimum\":2}]} | 3 | false",
                "{\"oneOf\":[{\"type\":\"integer\"},{\"minimum\":2}]} | 2.5 | true",
                "{\"not\":{\"type\":\"string\"}} | \"x\" | false",
                "{\"not\":{\"required\":[\"a\"]}} | {\"a\":1} | false",
                "{\"not\":{\"required\":[\"a\"]}} | {\"b\":1} | true",
                "{\"if\":{\"properties\":{\"k\":{\"const\":1}},\"required\":[\"k\"]},\"then\":{\"required\":[\"x\"]}}"
                        + " | {\"k\":1} | false",
                "{\"if\":{\"properties\":{\"k\":{\"const\":1}},\"required\":[\"k\"]},\"then\":{\"required\":[\"x\"]}}"
                        + " | {\"x\":2,\"k\":1} | true",
                "{\"contains\":{\"type\":\"string\"},\"maxContains\":1} | [1,\"a\",2] | true",
                "{\"contains\":{\"type\":\"string\"},\"maxContains\":1} | [1,\"a\",\"b\"] | false",
                "{\"prefixItems\":[{\"type\":\"string\"}],\"items\":{\"type\":\"integer\"},\"minItems\":2} |"
                        + " [\"a\",1,2] | true",
                "{\"prefixItems\":[{\"type\":\"string\"}],\"items\":{\"type\":\"integer\"},\"minItems\":2} | [\"a\"] |"
                        + " false",
                "{\"dependentRequired\":{\"a\":[\"b\"]}} | {\"a\":1} | false",
                "{\"dependentRequired\":{\"a\":[\"b\"]}} | {\"b\":2,\"a\":1} | true",
                "{\"maxProperties\":1} | {\"b\":2,\"a\":1} | false",
                "{\"propertyNames\":{\"pattern\":\"^a\"}} | {\"b\":2} | false",
                "{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}} | [[],[[[[]]]]] | true",
                "{\"type\":\"array\",\"items\":{\"$ref\":\"#\"},\"contains\":{\"maxItems\":0},\"minContains\":0,\"maxContains\":1}"
                        + " | [[],[[[[]]]]] | true",
                "{\"type\":\"object\",\"additionalProperties\":{\"$ref\":\"#\"},\"properties\":{\"a\":{\"$ref\":\"#\"},\"b\":{\"type\":\"null\"}},\"minProperties\":1}"
                        + " | {\"a\":{\"c\":{\"a\":{\"b\":null}}}} | true",
                "{\"items\":{\"enum\":[\"a\",1,1.0,null]},\"uniqueItems\":true} | [1.0, \"a\", null] | true",
                "{\"items\":{\"enum\":[\"a\",1,1.0,null]},\"uniqueItems\":true} | [1, \"a\", 1.0] | false",
                "{\"items\":{\"$ref\":\"#/$defs/c\"},\"uniqueItems\":true,\"minItems\":2,\"$defs\":{\"c\":{\"enum\":[\"a\",\"b\",\"c\"]}}}"
                        + " | [\"c\",\"a\"] | true",
                "{\"items\":{\"$ref\":\"#/$defs/c\"},\"uniqueItems\":true,\"minItems\":2,\"$defs\":{\"c\":{\"enum\":[\"a\",\"b\",\"c\"]}}}"
                        + " | [\"c\",\"c\"] | false",
                "{\"uniqueItems\":true,\"items\":{\"type\":\"boolean\"}} | [true,false] | true",
                "{\"uniqueItems\":true,\"items\":{\"type\":\"boolean\"}} | [true,true] | false",
                "{\"unevaluatedProperties\":false,\"anyOf\":[{\"properties\":{\"a\":{\"type\":\"null\"}}},{\"properties\":{\"b\":true}}]}"
                        + " | {\"a\":null,\"b\":1} | true",
                "{\"unevaluatedProperties\":false,\"anyOf\":[{\"properties\":{\"a\":{\"type\":\"null\"}}},{\"properties\":{\"b\":true}}]}"
                        + " | {\"a\":1,\"b\":1} | false",
                "{\"unevaluatedItems\":false,\"prefixItems\":[true],\"contains\":{\"const\":2}} | [1,2,2] | true",
                "{\"unevaluatedItems\":false,\"prefixItems\":[true],\"contains\":{\"const\":2}} | [1,2,3] | false",
                "{\"$dynamicRef\":\"#n\",\"$defs\":{\"n\":{\"$dynamicAnchor\":\"n\",\"type\":\"array\",\"items\":{\"$dynamicRef\":\"#n\"}}}}"
                        + " | [[],[[]]] | true",
                "{\"not\":{\"prefixItems\":[{\"const\":1}],\"items\":false}} | [1] | false",
                "{\"not\":{\"prefixItems\":[{\"const\":1}],\"items\":false}} | [1,2] | true",
                "{\"not\":{\"prefixItems\":[{\"const\":1}],\"items\":false}} | [2] | true",
                "{\"not\":{\"contains\":{\"const\":1},\"maxContains\":1}} | [2,1] | false",
                "{\"not\":{\"contains\":{\"const\":1},\"maxContains\":1}} | [1,1] | true",
                "{\"not\":{\"oneOf\":[{\"type\":\"integer\"},{\"minimum\":2}]}} | 3 | true",
                "{\"not\":{\"oneOf\":[{\"type\":\"integer\"},{\"minimum\":2}]}} | 1 | false",
                "{\"not\":{\"dependentRequired\":{\"a\":[\"b\"]}}} | {\"a\":1} | true",
                "{\"not\":{\"dependentRequired\":{\"a\":[\"b\"]}}} | {\"b\":1} | false",
                "{\"type\":\"integer\",\"not\":{\"multipleOf\":3}} | 9 | false",
                "{\"type\":\"integer\",\"not\":{\"multipleOf\":3,\"ours\":1}} | 10 | true",
                "{\"type\":\"string\",\"pattern\":\"^(?!foo)[a-z]+$\"} | \"foox\" | false",
                "{\"type\":\"string\",\"pattern\":\"^(?!foo)[a-z]+$\"} | \"fox\" | true",
            })
    void anInstanceIsAcceptedAndNothingElse(String schema, String text, boolean valid) {
        assertThat(accepts(schema, text)).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"items\":{\"uniqueItems\":true}} | #/items | uniqueItems",
                "{\"properties\":{\"a\":{\"pattern\":\"(?<=x)y\"}}} | #/properties/a | pattern",
                "{\"properties\":{\"a\":{\"format\":\"zip\"}}} | #/properties/a | format",
                "{\"$ref\":\"http://example.com/x\"} | # | $ref",
                "{\"$ref\":\"#/$defs/none\"} | # | $ref",
                "{\"allOf\":[{\"$dynamicRef\":\"#a\"}]} | #/allOf/0 | $dynamicRef",
                "{\"multipleOf\":0.123456789} | # | multipleOf",
                "{\"allOf\":[{\"contains\":{\"const\":1}},{\"contains\":{\"const\":2}}]} | #/allOf/1/contains | contains",
                "{\"$ref\":\"#/$defs/%\"} | # | $ref",
                "{\"properties\":{\"a\":{\"anyOf\":[{\"$ref\":\"#/properties/a\"}]}}} | #/properties/a | $ref",
            })
    void whatCannotBeHeldIsNamed(String schema, String path, String keyword) {
        assertThatThrownBy(() -> accepts(schema, "1")).isInstanceOfSatisfying(ConstraintException.class, e -> {
            assertThat(e.path()).isEqualTo(path);
            assertThat(e.keyword()).isEqualTo(keyword);
        });
    }

    @Test
    void aMaskIsWhatEachTokenSays() {
        Vocabulary vocabulary = Vocabularies.o200k();
        Constraint constraint = Constraint.compile(JsonMapper.shared().readTree("""
            {"type":"object","properties":{"name":{"type":"string","maxLength":9},"n":{"type":"integer","minimum":5},
             "tags":{"type":"array","items":{"enum":["red","green","été"]}},"id":{"type":"string","pattern":"^[a-z0-9-]+$"}},
             "required":["name"]}\
            """), vocabulary);
        Random random = new Random(7);
        int masks = 0;
        for (int sample = 0; sample < 3; sample++) {
            Constraint.State state = constraint.start();
            for (int step = 0; step < 25 && !state.isFinished(); step++) {
                long[] mask = state.mask();
                List<Integer> wrong = new ArrayList<>();
                for (int token = 0; token < vocabulary.size(); token++) {
                    if (state.allows(token) != Vocabularies.has(mask, token)) {
                        wrong.add(token);
                    }
                }
                assertThat(wrong).isEmpty();
                masks++;
                state = state.accept(Vocabularies.pick(mask, random));
            }
        }
        assertThat(masks).isGreaterThan(20);
    }

    /** Where counts are large enough not to be counted, nearly run out, and are too small for it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"maxLength\":2048,\"pattern\":\"^arn:aws.*:kinesis:.*:\\\\d{12}:stream/\\\\S+\"} | arn:aws",
                "{\"maxLength\":2048,\"minLength\":20,\"pattern\":\"^arn:.{2,1000}:[a-z0-9]{1,63}$\"} | arn:xx",
                "{\"maxLength\":200,\"pattern\":\"^[^:]{1,150}:\\\\w+$\"} | a b",
                "{\"maxLength\":90,\"pattern\":\"^a.*z$\"} | a",
                "{\"maxLength\":90,\"pattern\":\"^a.*z$\"} |"
                        + " aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "{\"maxLength\":40,\"pattern\":\"b\"} | x",
                "{\"maxLength\":300,\"not\":{\"pattern\":\"--\"}} | x-",
                "{\"format\":\"uri\",\"maxLength\":500} | http://example.com/",
                "{\"pattern\":\"^(?!.* {2})[a-zA-Z0-9_-][ a-zA-Z0-9_-]*$\",\"maxLength\":128} | a ",
            })
    void masksOfStringsAreWhatEachTokenSays(String schema, String text) {
        Vocabulary vocabulary = Vocabularies.o200k();
        Constraint constraint = Constraint.compile(
                JsonMapper.shared().readTree("{\"type\":\"string\"," + schema.substring(1)), vocabulary);
        Constraint.State state = constraint
                .start()
                .tryAccept(("\"" + text).getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        long[] mask = state.mask();
        List<String> wrong = new ArrayList<>();
        for (int token = 0; token < vocabulary.size(); token++) {
            if (state.allows(token) != Vocabularies.has(mask, token)) {
                wrong.add(new String(vocabulary.bytes(token), StandardCharsets.UTF_8));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(Vocabularies.pick(mask, new Random(1))).isNotNegative();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | [[{\"a\": | 0}]]",
                "{} | {\"a\":1 | }",
                "{} | 1 | ~~",
                "{\"properties\":{\"a\":{\"const\":\"long word\"},\"b\":{\"$ref\":\"#\"}},\"required\":[\"a\"]} |"
                        + " {\"b\":{ | \"a\":\"long word\"},\"a\":\"long word\"}",
                "{\"type\":\"array\",\"minItems\":3,\"contains\":{\"const\":true}} | [ | true,0,0]",
                "{\"type\":\"string\",\"pattern\":\"^a+-b{2}$\",\"minLength\":6} | \"a | aa-bb\"",
                "{\"minProperties\":1,\"properties\":{\"a\":{\"$ref\":\"#\"}},\"type\":\"object\",\"additionalProperties\":{\"type\":\"null\"}}"
                        + " | { | \"\":null}",
            })
    void anEndIsFoundFromWherever(String schema, String text, String ending) {
        Constraint.State state = Constraint.compile(JsonMapper.shared().readTree(schema), BYTES)
                .start()
                .tryAccept(text.getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        assertThat(new String(state.ending(), StandardCharsets.UTF_8)).isEqualTo(ending);
    }

    @Test
    void aDeepTextIsBroughtToItsEnd() {
        Constraint.State state = Constraint.compile(JsonMapper.shared().readTree("{}"), BYTES)
                .start()
                .tryAccept("[".repeat(5_000).getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        assertThat(new String(state.ending(), StandardCharsets.UTF_8)).isEqualTo("]".repeat(5_000));
    }
}
