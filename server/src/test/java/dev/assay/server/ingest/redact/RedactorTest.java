package dev.assay.server.ingest.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RedactorTest {

    private static final String ALL =
            "{\"email\":\"mask\",\"phone\":\"mask\",\"card\":\"mask\",\"iban\":\"mask\",\"key\":\"mask\"}";

    private static String redacted(String settings, String text) {
        return new Redactor(RedactionSettings.read(settings), "k".getBytes(StandardCharsets.UTF_8)).redact(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "write to ann.lee+x@example.co.uk. Thanks | write to [email]. Thanks",
                "<Bob@example.com>,carol@example.org      | <[email]>,[email]",
                "call +49 30 901820 now                   | call [phone] now",
                "(415) 555-2671 or 415-555-2671           | [phone] or [phone]",
                "0049 30 901820                           | [phone]",
                "card 4111 1111 1111 1111, thanks         | card [card], thanks",
                "5500-0000-0000-0004                      | [card]",
                "pay to DE89 3704 0044 0532 0130 00 today | pay to [iban] today",
                "GB82WEST12345698765432                   | [iban]",
                "key=sk-proj-abcdefghijklmnopqrstuvwx.    | key=[key].",
                "AKIAIOSFODNN7EXAMPLE                     | [key]",
                "ghp_abcdefghijklmnopqrstuvwxyz0123456789 | [key]",
                "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N | Bearer [key]",
            })
    void isFound(String text, String expected) {
        assertThat(redacted(ALL, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111 1111 1111 1112", // fails the check
                "1795435200000000000", // a time
                "order 20261123-000017 of 2026-11-23",
                "DE89 3704 0044 0532 0130 02", // fails the check
                "version 1.2.3.4 at 10.0.0.12:8080",
                "user@localhost",
                "@everyone, 50 % off",
                "task-force, sk-short, a risk-free trial",
                "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
                ""
            })
    void isNotFound(String text) {
        assertThat(redacted(ALL, text)).isEqualTo(text);
    }

    /** Most of a text is passed over: nothing may be, whatever stands around it and how far into the text it lies. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a@b.io                                                | [email]",
                "+49301234                                             | [phone]",
                "00 4930123456                                         | [phone]",
                "(415) 555-2671                                        | [phone]",
                "415.555.2671                                          | [phone]",
                "4222222222222                                         | [card]",
                "NO9386011117947                                       | [iban]",
                "NO93 8601 1117 947                                    | [iban]",
                "sk-abcdefghijklmnop                                   | [key]",
                "AKIAIOSFODNN7EXAMPLE                                  | [key]",
                "ya29.abcdefghijklmnopqrst                             | [key]",
                "SG.abcdefghijklmnopqrstuvwxyz0123456789abcd           | [key]",
                "eyJhbGciOi.eyJzdWIiOi.dozjgNryP4                      | [key]",
                "-----BEGIN PRIVATE KEY-----MIIE-----END PRIVATE KEY-----| [key]",
            })
    void isFoundWhereverItLies(String text, String expected) {
        for (String around : List.of(
                "the quick brown fox, who jumps over it; ",
                "NASA AND ESA AGREE ON IT ",
                "    \n        \n    ",
                "\\n- 1.5 (2) + 3 = ",
                "the-quick-brown-fox_jumps ",
                "\u00fcber \u6f22\u5b57 ")) {
            String many = around.repeat(2);
            for (int before = 0; before <= 40; before++) {
                String lead = before == 0 ? "" : many.substring(0, Math.min(before, many.length())) + ", ";
                String tail = ", " + many;
                assertThat(redacted(ALL, lead + text + tail)).isEqualTo(lead + expected + tail);
            }
        }
    }

    @Test
    void privateKeysWhole() {
        String pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nAQAB\n-----END RSA PRIVATE KEY-----";
        assertThat(redacted(ALL, "a " + pem + " b")).isEqualTo("a [key] b");
        assertThat(redacted(ALL, "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----"))
                .contains("MII");
    }

    /** Messages are JSON in a string, and must stay that. */
    @Test
    void jsonStaysJson() {
        String text = "[{\"role\":\"user\",\"content\":\"mail:\\nbob@example.com\\n4111111111111111\","
                + "\"card\":4111111111111111, \"n\":[4111111111111111 ]}]";
        String redacted = redacted(ALL, text);
        assertThat(redacted)
                .isEqualTo("[{\"role\":\"user\",\"content\":\"mail:\\n[email]\\n[card]\",\"card\":0, \"n\":[0 ]}]");
        assertThat(JsonMapper.shared().readTree(redacted).path(0).path("card").intValue())
                .isZero();
    }

    @Test
    void actions() {
        assertThat(redacted("{\"email\":\"keep\"}", "a@example.com")).isEqualTo("a@example.com");
        assertThat(redacted("{\"email\":\"drop\"}", "to a@example.com!")).isEqualTo("to !");
        String hashed = redacted("{\"email\":\"hash\"}", "a@example.com b@example.com a@example.com");
        assertThat(hashed).matches("\\[email:([0-9a-f]{12})] \\[email:(?!\\1)[0-9a-f]{12}] \\[email:\\1]");
        Redactor other =
                new Redactor(RedactionSettings.read("{\"email\":\"hash\"}"), "other".getBytes(StandardCharsets.UTF_8));
        assertThat(hashed).doesNotContain(other.redact("a@example.com"));
        assertThat(redacted("{}", "a@example.com")).isEqualTo("a@example.com");
        assertThat(new Redactor(RedactionSettings.read("{\"email\":\"keep\"}"), new byte[1]).isOff())
                .isTrue();
    }

    @Test
    void ownPatterns() {
        String settings = "{\"own\":[{\"name\":\"ticket\",\"pattern\":\"T-[0-9]+\"},"
                + "{\"name\":\"name\",\"pattern\":\"(?i)ann lee\",\"action\":\"drop\"}]}";
        assertThat(redacted(settings, "T-12 by Ann Lee, T-7")).isEqualTo("[ticket] by , [ticket]");
    }

    @Test
    void settingsSayWhatIsWrongWithThem() {
        assertThatThrownBy(() -> RedactionSettings.read("{\"mail\":\"mask\"}"))
                .hasMessageContaining("no detector 'mail' (expected: email");
        assertThatThrownBy(() -> RedactionSettings.read("{\"email\":\"hide\"}"))
                .hasMessageContaining("action is 'hide' (expected: keep");
        assertThatThrownBy(() -> RedactionSettings.read("{\"own\":[{\"name\":\"x\",\"pattern\":\"(a\"}]}"))
                .hasMessageContaining("own[0]: pattern '(a' is none of RE2");
        assertThatThrownBy(() -> RedactionSettings.read("{\"own\":[{\"name\":\"x\",\"pattern\":\"(a)\\\\1\"}]}"))
                .hasMessageContaining("no back-references");
        assertThatThrownBy(() -> RedactionSettings.read("{\"own\":[{\"name\":\"x y\",\"pattern\":\"a\"}]}"))
                .hasMessageContaining("name is 'x y'");
        assertThatThrownBy(() -> RedactionSettings.read("{\"own\":[{\"name\":\"x\",\"pattern\":\"a*\"}]}"))
                .hasMessageContaining("finds nothing at all");
        assertThatThrownBy(() -> RedactionSettings.read("[")).hasMessageContaining("no JSON");
    }

    /**
     * Patterns and texts that take matchers which backtrack, or that start anew at each character, more time than there is:
     * that this ends is what is shown.
     */
    @Test
    void nothingTakesLongerThanTheTextIsLong() {
        String pattern = "{\"own\":[{\"name\":\"x\",\"pattern\":\"(a+)+b\"}]}";
        String as = "a".repeat(100_000);
        assertThat(redacted(pattern, as)).isEqualTo(as);
        for (String part :
                new String[] {"@", "a@", "1 ", "+1-", "DE89 ", "sk-", "eyJa.", "eyJ-", "-----BEGIN PRIVATE KEY", "4"}) {
            assertThat(redacted(ALL, part.repeat(1_000_000 / part.length()))).isNotNull();
        }
    }
}
