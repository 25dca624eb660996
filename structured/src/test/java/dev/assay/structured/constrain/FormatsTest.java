package dev.assay.structured.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Formats under masks: what is held, what says nothing, and what is refused when a schema is compiled. */
class FormatsTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "date-time | 2026-12-31T23:59:60Z | 2026-12-31T23:59:61Z",
                "local-date-time | 2026-11-23T09:30 | 2026-11-23T09:30:00Z",
                "local-time | 09:30:00.5 | 24:00",
                "email | a.b@c.example | a..b@c.example",
                "idn-email | ü@example.org | ü@",
                "hostname | a-b.example | -a.example",
                "uri | https://example.org/a?b=c#d | https://example.org/ü",
                "iri | https://example.org/ü | https://example.org/a b",
                "uri-reference | ../a | a%2",
                "uri-template | https://example.org/keys{/id*,n:3} | https://example.org/{",
                "json-pointer | /a~1b | /a~2",
                "regex | ^[a-f0-9]{2,5}(?:x(y+)?)$ | (x",
                "regex | [a-z]{2,3} | [z-a]{2,3}",
                "regex | a{3,5} | a{5,3}",
                "byte | YWI= | YWI"
            })
    void holdsAFormat(String format, String valid, String invalid) {
        Constraint constraint = compile("{\"type\":\"string\",\"format\":\"" + format + "\"}");
        assertThat(accepts(constraint, valid)).as(valid).isTrue();
        assertThat(accepts(constraint, invalid)).as(invalid).isFalse();
    }

    @Test
    void holdsTheLengthsOfAddresses() {
        Constraint email = compile("{\"type\":\"string\",\"format\":\"email\"}");
        assertThat(accepts(email, "a".repeat(64) + "@b.example")).isTrue();
        assertThat(accepts(email, "a".repeat(65) + "@b.example")).isFalse();
        Constraint host = compile("{\"type\":\"string\",\"format\":\"hostname\"}");
        assertThat(accepts(host, "a.".repeat(126) + "a")).isTrue();
        assertThat(accepts(host, "a.".repeat(127) + "a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"integer\",\"format\":\"int32\"}",
                "{\"type\":\"number\",\"format\":\"double\"}",
                "{\"type\":\"integer\",\"format\":\"house-number\"}",
                "{\"format\":\"int64\"}",
                "{\"type\":\"string\",\"format\":\"password\"}",
                "{\"oneOf\":[{\"type\":\"integer\",\"format\":\"ours\"},{\"type\":\"null\"}]}"
            })
    void takesFormatsThatSayNothingAboutTexts(String schema) {
        assertThatCode(() -> compile(schema)).doesNotThrowAnyException();
    }

    @Test
    void refusesAFormatOfTextsThatItDoesNotKnow() {
        assertThatThrownBy(() ->
                        compile("{\"properties\":{\"a\":{\"type\":[\"integer\",\"string\"],\"format\":\"ours\"}}}"))
                .isInstanceOf(ConstraintException.class)
                .hasMessageStartingWith("#/properties/a: format: \"ours\" is not known (expected: one of byte, date, ");
    }

    private static Constraint compile(String schema) {
        return Constraint.compile(MAPPER.readTree(schema), Vocabularies.bytes());
    }

    private static boolean accepts(Constraint constraint, String text) {
        JsonNode value = MAPPER.getNodeFactory().stringNode(text);
        return constraint
                .start()
                .tryAccept(MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8))
                .map(Constraint.State::isComplete)
                .orElse(false);
    }
}
