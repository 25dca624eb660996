package dev.assay.structured.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.structured.json.LenientJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class DialectTest {

    record Line(@Size(max = 10) String text, @Min(0) double amount, Optional<String> note) {}

    record Bill(@Pattern("^[A-Z]{3}$") String currency, List<Line> lines, Map<String, Integer> counts) {}

    record Tree(String label, List<Tree> children) {}

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void eachDialectIsASchemaThatAnswersOfTheOriginalObey(Dialect dialect) {
        Schema schema = Schema.of(Bill.class);
        ProviderSchema provider = schema.forDialect(dialect);
        String answer = dialect == Dialect.OPENAI_STRICT || dialect == Dialect.ANTHROPIC || dialect == Dialect.MISTRAL
                ? "{\"currency\":\"EUR\",\"lines\":[{\"text\":\"a\",\"amount\":1.5,\"note\":null}],\"counts\":[{\"key\":\"a\",\"value\":1}]}"
                : "{\"currency\":\"EUR\",\"lines\":[{\"text\":\"a\",\"amount\":1.5,\"note\":null}],\"counts\":{\"a\":1}}";

        assertThat(Schema.ofJson(provider.json()).validate(SchemaJson.MAPPER.readTree(answer)))
                .isEmpty();
        assertThat(LenientJson.parse(answer, Bill.class).value().counts()).containsEntry("a", 1);
    }

    @Test
    void openAiGetsClosedObjectsWithAllPropertiesRequiredAndARecordOfTheRest() {
        ProviderSchema provider = Schema.of(Bill.class).forDialect(Dialect.OPENAI_STRICT);
        JsonNode line = provider.json().at("/properties/lines/items");

        assertThat(line.path("required").size()).isEqualTo(3);
        assertThat(line.path("additionalProperties").booleanValue()).isFalse();
        assertThat(line.at("/properties/text").has("maxLength")).isFalse();
        assertThat(line.at("/properties/amount/minimum").asInt(-1)).isZero();
        assertThat(provider.wrapped()).isFalse();
        assertThat(provider.dropped())
                .extracting(DroppedRule::path)
                .contains(
                        "/properties/lines/items/properties/text/maxLength", "/properties/counts/additionalProperties");
    }

    @Test
    void aRootThatIsNoObjectIsWrappedAndUnwrapped() {
        ProviderSchema provider = Schema.of(new TypeRef<List<Tree>>() {}).forDialect(Dialect.OPENAI_STRICT);
        JsonNode answer = SchemaJson.MAPPER.readTree("{\"value\":[{\"label\":\"a\",\"children\":[]}]}");

        assertThat(provider.wrapped()).isTrue();
        assertThat(provider.json().path("type").asString()).isEqualTo("object");
        assertThat(Schema.ofJson(provider.json()).validate(answer)).isEmpty();
        assertThat(provider.unwrap(answer).isArray()).isTrue();
    }

    @Test
    void whatIsDroppedIsCheckedAfterwards() {
        Schema schema = Schema.ofJson("""
                {"type":"object","properties":{"n":{"type":"number","minimum":1,"multipleOf":2},
                 "s":{"type":"string","minLength":2,"format":"idn-email"}},"not":{"required":["x"]},"oneOf":[{"required":["n"]},{"required":["s"]}]}
                """);
        ProviderSchema provider = schema.forDialect(Dialect.ANTHROPIC);

        assertThat(provider.dropped())
                .extracting(DroppedRule::keyword)
                .contains("minimum", "multipleOf", "minLength", "format", "not", "oneOf", "additionalProperties");
        assertThat(schema.validate(SchemaJson.MAPPER.readTree("{\"n\":-1}")))
                .extracting(Violation::rule)
                .containsExactly("minimum", "multipleOf");
    }

    @Test
    void aSchemaThatContainsItselfStaysOneWhereThatIsPossible() {
        assertThat(Schema.of(Tree.class)
                        .forDialect(Dialect.OPENAI_STRICT)
                        .json()
                        .at("/properties/children/items/$ref")
                        .asString())
                .isEqualTo("#");
        assertThat(Schema.of(Tree.class).forDialect(Dialect.ANTHROPIC).dropped())
                .extracting(DroppedRule::keyword)
                .contains("$ref");
    }
}
