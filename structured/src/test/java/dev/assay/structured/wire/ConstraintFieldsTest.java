package dev.assay.structured.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.structured.Answer;
import dev.assay.structured.Structured;
import dev.assay.structured.constrain.ConstraintException;
import dev.assay.structured.constrain.Language;
import dev.assay.structured.constrain.Server;
import dev.assay.structured.provider.HttpModel;
import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.Models;
import dev.assay.structured.provider.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Constraints in the servers' own fields, as they go over the wire, and what happens where a server ignores them. */
class ConstraintFieldsTest {

    private static final Language DIGITS = Language.regex("[0-9]+");
    private static final Language SCHEMA = Language.schema(JsonMapper.shared().readTree("{\"type\":\"integer\"}"));

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    private HttpModel model(Server kind) {
        return switch (kind) {
            case VLLM -> Models.vllm("m-1", server.at("/v1"));
            case SGLANG -> Models.sglang("m-1", server.at("/v1"));
            case LLAMA_CPP_CHAT -> Models.llamaCpp("m-1", server.at("/v1"));
            case OLLAMA -> Models.ollama("m-1", server.at(""));
            default -> Models.compatible("m-1", server.at("/v1"), "");
        };
    }

    private Answer<Integer> ask(Server kind, Language language) {
        return Structured.with(model(kind))
                .mode(Mode.PROMPT)
                .settings(Settings.NONE.withConstraint(kind, language))
                .ask(Integer.class, "How many?");
    }

    private void says(Server kind, String text) {
        server.then((kind == Server.OLLAMA ? new OllamaSpeaker() : Speakers.OPENAI).words(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "VLLM ; /structured_outputs/regex ; \"[0-9]+\"",
                "SGLANG ; /regex ; \"[0-9]+\"",
                "LLAMA_CPP_CHAT ; /grammar ; \"root ::= r0\\nr0 ::= t0\\nt0 ::= [0-9] t1\\nt1 ::= [0-9] t1 | \\\"\\\"\\n\"",
                "TGI_CHAT ; /response_format ; {\"type\":\"regex\",\"value\":\"[0-9]+\"}",
            })
    void regularExpressions(Server kind, String field, String value) {
        says(kind, "12");
        assertThat(ask(kind, DIGITS).value()).isEqualTo(12);
        assertThat(server.body(0).at(field)).isEqualTo(JsonMapper.shared().readTree(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "VLLM | /structured_outputs/json",
                "SGLANG | /response_format/json_schema/schema",
                "LLAMA_CPP_CHAT | /response_format/json_schema/schema",
                "OLLAMA | /format",
                "TGI_CHAT | /response_format/value",
            })
    void schemas(Server kind, String field) {
        says(kind, "12");
        assertThat(ask(kind, SCHEMA).value()).isEqualTo(12);
        assertThat(server.body(0).at(field)).isEqualTo(((Language.Schema) SCHEMA).schema());
    }

    @ParameterizedTest
    @EnumSource(names = {"VLLM", "SGLANG", "LLAMA_CPP_CHAT", "TGI_CHAT", "OLLAMA"})
    void anAnswerIsCheckedThoughTheServerPromisedIt(Server kind) {
        says(kind, "\"a dozen\"");
        says(kind, "12");
        Answer<Integer> answer = ask(kind, SCHEMA);
        assertThat(answer.value()).isEqualTo(12);
        assertThat(answer.attempts()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"OLLAMA", "OPENAI_CHAT", "OPENAI_RESPONSES"})
    void whatAServerHasNoFieldForIsSaidBeforeItIsAsked(Server kind) {
        assertThatThrownBy(() -> Settings.NONE.withConstraint(kind, DIGITS))
                .isInstanceOf(ConstraintException.class)
                .hasMessageContaining("has no field for a regular expression");
    }
}
