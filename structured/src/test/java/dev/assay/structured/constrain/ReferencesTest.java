package dev.assay.structured.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** References out of a schema, into documents that are given beside it. The official suite has more. */
class ReferencesTest {

    private static final JsonNode SCHEMA =
            json("{\"$id\":\"https://example.org/a\",\"items\":{\"$ref\":\"b#/$defs/whole\"}}");

    @Test
    void followsAReferenceIntoADocumentThatIsGiven() {
        Map<String, JsonNode> others =
                Map.of("https://example.org/b", json("{\"$defs\":{\"whole\":{\"type\":\"integer\"}}}"));
        Constraint constraint =
                Constraint.compile(Language.schema(SCHEMA, SchemaOptions.DEFAULT, others), Vocabularies.bytes());
        assertThat(accepts(constraint, "[1,2]")).isTrue();
        assertThat(accepts(constraint, "[1,\"2\"]")).isFalse();
    }

    @Test
    void namesAReferenceThatLeadsOut() {
        assertThatThrownBy(() -> Constraint.compile(SCHEMA, Vocabularies.bytes()))
                .isInstanceOf(ConstraintException.class)
                .hasMessageStartingWith(
                        "#/items: $ref: 'b#/$defs/whole' is neither in this document nor given beside it");
    }

    @Test
    void refusesADocumentOfAnotherDraft() {
        Map<String, JsonNode> others =
                Map.of("https://example.org/b", json("{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}"));
        assertThatThrownBy(() -> Constraint.compile(
                        Language.schema(SCHEMA, SchemaOptions.DEFAULT, others), Vocabularies.bytes()))
                .hasMessageContaining("leads to a document of another draft");
    }

    @Test
    void writesNoServerFieldsThatLeaveDocumentsOut() {
        Language language = Language.schema(
                SCHEMA, SchemaOptions.DEFAULT, Map.of("https://example.org/b", json("{\"$defs\":{\"whole\":true}}")));
        assertThatThrownBy(() -> ServerGrammar.fields(Server.VLLM, language, "a"))
                .isInstanceOf(ConstraintException.class)
                .hasMessageContaining("$ref: schemas beside it");
        assertThat(ServerGrammar.gbnf(language)).startsWith("root ::=");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static boolean accepts(Constraint constraint, String text) {
        return constraint
                .start()
                .tryAccept(text.getBytes(StandardCharsets.UTF_8))
                .map(Constraint.State::isComplete)
                .orElse(false);
    }
}
