package dev.assay.structured.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** A level of a value takes many levels of a schema, more than the stack of a thread holds for a thousand of them. */
@Timeout(60)
class DeepValuesTest {

    private static final JsonNode TREE = JsonMapper.shared().readTree("""
                    {"type": "object", "required": ["b"], "properties": {"b": {"type": "string"},
                     "a": {"anyOf": [{"$ref": "#"}, {"type": "array", "items": {"$ref": "#"}}, {"type": "number"}]}}}
                    """);

    private static final JsonNode NUMBER = JsonNodeFactory.instance.numberNode(7);
    private static final JsonNode FLAG = JsonNodeFactory.instance.booleanNode(true);

    private static JsonNode nested(int levels, JsonNode leaf) {
        JsonNode value = leaf;
        for (int i = 0; i < levels; i++) {
            value = JsonNodeFactory.instance.objectNode().put("b", "").set("a", value);
        }
        return value;
    }

    @Test
    void valuesOfAThousandLevelsAreCheckedWhateverTheStack() {
        Validator validator = Validator.compile(TREE);
        assertThat(validator.isValid(nested(990, NUMBER))).isTrue();
        assertThat(validator.validate(nested(990, NUMBER))).isEmpty();
        assertThat(validator.isValid(nested(990, FLAG))).isFalse();
        assertThat(validator.validate(nested(990, FLAG))).isNotEmpty();
        assertThat(validator.validate(nested(1_001, NUMBER)))
                .singleElement()
                .satisfies(violation -> assertThat(violation.rule()).isEqualTo("depth"));
    }

    @Test
    void aSchemaThatRefersToItselfWithoutEndIsAViolation() {
        Validator endless = Validator.compile(JsonMapper.shared()
                .readTree("{\"allOf\": [{\"not\": {\"not\": {\"$ref\": \"#\"}}}, {\"$ref\": \"#\"}]}"));
        assertThat(endless.validate(JsonMapper.shared().readTree("1"))).isNotEmpty();
    }
}
