package dev.assay.structured.constrain;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.structured.schema.SchemaException;
import dev.assay.structured.schema.Validator;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any language compiles or is refused, any text is followed or refused, and what a schema's constraint accepts is an instance for the validator too. The
 * input is what kind of language, the language, and a text, with the control character 1 between.
 */
class ConstrainFuzzTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    @FuzzTest
    void anyLanguageIsHeldOrRefused(byte[] input) {
        String[] parts = new String(input, StandardCharsets.UTF_8).split("\u0001", 3);
        if (parts.length < 3 || parts[1].length() > 400) {
            return;
        }
        try {
            switch (parts[0]) {
                case "schema" -> schema(MAPPER.readTree(parts[1]), parts[2]);
                case "regex" -> accepts(Language.regex(parts[1]), parts[2]);
                case "lark" -> accepts(Language.lark(parts[1]), parts[2]);
                case "gbnf" -> accepts(Language.gbnf(parts[1]), parts[2]);
                default -> {
                    // no language
                }
            }
        } catch (ConstraintException | SchemaException | JacksonException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static void schema(JsonNode schema, String text) {
        // other drafts mean other things by some keywords than the validator's
        if (!schema.toString().contains("$schema") && accepts(Language.schema(schema), text)) {
            Validator validator = Validator.compile(schema, Map.of(), true);
            assertThat(validator.validate(MAPPER.readTree(text)))
                    .as("%s of %s", text, schema)
                    .isEmpty();
        }
    }

    private static boolean accepts(Language language, String text) {
        Constraint.State start =
                Constraint.compile(language, Vocabularies.bytes()).start();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int good = start.acceptable(bytes);
        boolean whole = start.tryAccept(bytes).map(Constraint.State::isComplete).orElse(false);
        assertThat(whole && good < bytes.length).isFalse();
        return whole;
    }
}
