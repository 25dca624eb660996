package dev.assay.structured.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ServerGrammarTest {

    private static final Language SCHEMA = Language.schema(JsonMapper.shared().readTree("{\"type\":\"integer\"}"));
    private static final Language REGEX = Language.regex("a+");
    private static final Language GBNF = Language.gbnf("root ::= \"a\"+");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "VLLM | {\"structured_outputs\":{\"json\":{\"type\":\"integer\"}}}",
                "SGLANG | {\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":\"integer\"}}}}",
                "SGLANG_GENERATE | {\"sampling_params\":{\"json_schema\":\"{\\\"type\\\":\\\"integer\\\"}\"}}",
                "LLAMA_CPP | {\"json_schema\":{\"type\":\"integer\"}}",
                "LLAMA_CPP_CHAT | {\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":\"integer\"}}}}",
                "OLLAMA | {\"format\":{\"type\":\"integer\"}}",
                "TGI | {\"parameters\":{\"grammar\":{\"type\":\"json\",\"value\":{\"type\":\"integer\"}}}}",
                "TGI_CHAT | {\"response_format\":{\"type\":\"json\",\"value\":{\"type\":\"integer\"}}}",
                "OPENAI_CHAT | {\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"strict\":true,\"schema\":{\"type\":\"integer\"}}}}",
                "OPENAI_RESPONSES | {\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"n\",\"strict\":true,\"schema\":{\"type\":\"integer\"}}}}",
            })
    void schemas(Server server, String body) {
        assertThat(ServerGrammar.fields(server, SCHEMA, "n"))
                .isEqualTo(JsonMapper.shared().readTree(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "VLLM | {\"structured_outputs\":{\"regex\":\"a+\"}}",
                "SGLANG | {\"regex\":\"a+\"}",
                "SGLANG_GENERATE | {\"sampling_params\":{\"regex\":\"a+\"}}",
                "TGI | {\"parameters\":{\"grammar\":{\"type\":\"regex\",\"value\":\"a+\"}}}",
                "TGI_CHAT | {\"response_format\":{\"type\":\"regex\",\"value\":\"a+\"}}",
            })
    void regularExpressions(Server server, String body) {
        assertThat(ServerGrammar.fields(server, REGEX, "n"))
                .isEqualTo(JsonMapper.shared().readTree(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "VLLM | {\"structured_outputs\":{\"grammar\":\"root ::= \\\"a\\\"+\"}}",
                "SGLANG | {\"ebnf\":\"root ::= \\\"a\\\"+\"}",
                "SGLANG_GENERATE | {\"sampling_params\":{\"ebnf\":\"root ::= \\\"a\\\"+\"}}",
                "LLAMA_CPP | {\"grammar\":\"root ::= \\\"a\\\"+\"}",
                "LLAMA_CPP_CHAT | {\"grammar\":\"root ::= \\\"a\\\"+\"}",
            })
    void grammars(Server server, String body) {
        assertThat(ServerGrammar.fields(server, GBNF, "n"))
                .isEqualTo(JsonMapper.shared().readTree(body));
    }

    @ParameterizedTest
    @CsvSource({"OLLAMA", "OPENAI_CHAT", "OPENAI_RESPONSES"})
    void whatAServerCannotTakeIsAnErrorAndNotLeftOut(Server server) {
        assertThatThrownBy(() -> ServerGrammar.fields(server, REGEX, "n"))
                .isInstanceOf(ConstraintException.class)
                .hasMessageContaining(server.name());
    }

    @Test
    void fieldsThatVllmRemovedAreNeverWritten() {
        for (Language language : List.of(SCHEMA, REGEX, GBNF)) {
            assertThat(ServerGrammar.fields(Server.VLLM, language, "n").toString())
                    .doesNotContain("guided_");
        }
    }

    @Test
    void aRegularExpressionAsGbnf() {
        assertThat(ServerGrammar.gbnf(Language.regex("ab[c-e]*")))
                .isEqualTo("root ::= r0\nr0 ::= \"ab\" t0\nt0 ::= [c-e] t0 | \"\"\n");
    }

    @Test
    void larkForLlguidance() {
        assertThat(ServerGrammar.lark(SCHEMA)).isEqualTo("start: %json {\"type\":\"integer\"}\n");
        assertThat(ServerGrammar.lark(Language.gbnf("root ::= item{2,3} [^a]? | \"x\"\nitem ::= \"y\"")))
                .isEqualTo(
                        "start: r_root\nr_root: r_item{2,3} /[\\u{0}-\\u{60}b-\\u{D7FF}\\u{E000}-\\u{10FFFF}]/? | \"x\"\n"
                                + "r_item: \"y\"\n");
    }

    @Test
    void whatIsWrittenAsGbnfIsTheSameLanguage() {
        RandomSchemas schemas = new RandomSchemas(5);
        int compared = 0;
        for (int i = 0; i < 150; i++) {
            ObjectNode schema = schemas.schema();
            Language declared = Language.schema(schema, SchemaOptions.DEFAULT.withOrder(SchemaOptions.Order.DECLARED));
            Constraint direct;
            String gbnf;
            try {
                direct = Constraint.compile(declared, Vocabularies.bytes());
                gbnf = ServerGrammar.gbnf(declared);
            } catch (ConstraintException notPossible) {
                continue;
            }
            if (gbnf.length() > 60_000) {
                continue;
            }
            Constraint written = Constraint.compile(Language.gbnf(gbnf), Vocabularies.bytes());
            Random random = new Random(i);
            Constraint.State one = direct.start();
            Constraint.State other = written.start();
            for (int step = 0; step < 60 && !one.isFinished(); step++) {
                long[] mask = one.mask();
                assertThat(other.mask()).as("%s as %s", schema, gbnf).isEqualTo(mask);
                compared++;
                int token = Vocabularies.pick(mask, random);
                one = one.accept(token);
                other = other.accept(token);
            }
        }
        assertThat(compared).isGreaterThan(1_000);
    }

    @Test
    void textsOfAGrammarInLarkAreThoseOfItsGbnf() {
        String gbnf =
                ServerGrammar.gbnf(Language.lark("start: \"a\" start \"b\" | WORD\nWORD: /[x-z]{2}é?/\n%ignore \" \""));
        Constraint written = Constraint.compile(Language.gbnf(gbnf), Vocabularies.bytes());
        assertThat(written.start().tryAccept(" a a xyé b b ".getBytes(StandardCharsets.UTF_8)))
                .get()
                .matches(Constraint.State::isComplete);
        assertThat(written.start()
                        .tryAccept("a x".getBytes(StandardCharsets.UTF_8))
                        .map(Constraint.State::isComplete))
                .contains(false);
    }
}
