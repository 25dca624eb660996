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
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"},\"b\":{\"type\":\"string\"}},\"required\":[\"b\"]} | {\"b\":\"x\",\"a\":1} | true",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"b\"]} | {\"a\":1} | false",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}} | {\"\\u0061\":\"x\"} | false",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}} | {\"ab\":\"x\"} | true",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}},\"additionalProperties\":false} | {\"ab\":\"x\"} | false",
                "{\"type\":\"object\",\"patternProperties\":{\"^x\":{\"type\":\"integer\"}}} | {\"xa\":1,\"y\":\"\"} | true",
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
                "{\"$ref\":\"#/$defs/t\",\"$defs\":{\"t\":{\"type\":\"object\",\"properties\":{\"c\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/t\"}}},\"additionalProperties\":false}}} | {\"c\":[{\"c\":[]},{}]} | true",
                "{\"$ref\":\"#/$defs/t\",\"$defs\":{\"t\":{\"type\":\"object\",\"properties\":{\"c\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/t\"}}},\"additionalProperties\":false}}} | {\"c\":[{\"d\":[]},{}]} | false",
                "{\"oneOf\":[{\"type\":\"object\",\"properties\":{\"k\":{\"const\":\"a\"}},\"required\":[\"k\"]},{\"type\":\"object\",\"properties\":{\"k\":{\"const\":\"b\"},\"n\":{\"type\":\"integer\"}},\"required\":[\"k\"]}]} | {\"k\":\"b\",\"n\":\"x\"} | false",
                "{\"oneOf\":[{\"type\":\"integer\"},{\"minimum\":2}]} | 3 | false",
                "{\"oneOf\":[{\"type\":\"integer\"},{\"minimum\":2}]} | 2.5 | true",
                "{\"not\":{\"type\":\"string\"}} | \"x\" | false",
                "{\"not\":{\"required\":[\"a\"]}} | {\"a\":1} | false",
                "{\"not\":{\"required\":[\"a\"]}} | {\"b\":1} | true",
                "{\"if\":{\"properties\":{\"k\":{\"const\":1}},\"required\":[\"k\"]},\"then\":{\"required\":[\"x\"]}} | {\"k\":1} | false",
                "{\"if\":{\"properties\":{\"k\":{\"const\":1}},\"required\":[\"k\"]},\"then\":{\"required\":[\"x\"]}} | {\"x\":2,\"k\":1} | true",
                "{\"contains\":{\"type\":\"string\"},\"maxContains\":1} | [1,\"a\",2] | true",
                "{\"contains\":{\"type\":\"string\"},\"maxContains\":1} | [1,\"a\",\"b\"] | false",
                "{\"prefixItems\":[{\"type\":\"string\"}],\"items\":{\"type\":\"integer\"},\"minItems\":2} | [\"a\",1,2] | true",
                "{\"prefixItems\":[{\"type\":\"string\"}],\"items\":{\"type\":\"integer\"},\"minItems\":2} | [\"a\"] | false",
                "{\"dependentRequired\":{\"a\":[\"b\"]}} | {\"a\":1} | false",
                "{\"dependentRequired\":{\"a\":[\"b\"]}} | {\"b\":2,\"a\":1} | true",
                "{\"maxProperties\":1} | {\"b\":2,\"a\":1} | false",
                "{\"propertyNames\":{\"pattern\":\"^a\"}} | {\"b\":2} | false",
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
                 "required":["name"]}"""), vocabulary);
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
}
