package dev.assay.store.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Message;
import dev.assay.model.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedTextTest {

    private final EscapedText escaped = new EscapedText();

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "eight by", "eight byt\n", "\"", "\\", "a\u0000\u001f\u007f\b\f\r\t", "ä\"日本\n𝄞\\"
            })
    void asJacksonWritesIt(String text) {
        assertThat('"' + escaped(text) + '"').isEqualTo(MessageJson.quote(text).text());
    }

    /** Every byte at every place of a word, beside every neighbour that could be mistaken for it. */
    @Test
    void asJacksonWritesAnything() {
        Random random = new Random(1);
        String characters = "\"\\\n\u0000\u001f !#[]^aZ~\u007f\u0080ÿĀ€\uffff";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            assertThat('"' + escaped(text.toString()) + '"')
                    .isEqualTo(MessageJson.quote(text.toString()).text());
        }
    }

    @Test
    void halfASurrogatePairIsAQuestionMark() {
        assertThat(escaped("a\ud834b")).isEqualTo("a?b");
    }

    @Test
    void aLongTextOfEscapes() {
        assertThat(escaped("\u0001".repeat(100_000))).isEqualTo("\\u0001".repeat(100_000));
    }

    @Test
    void aLongContentAmongMessages() {
        String content = "a \"long\" text\n".repeat(1_000);
        List<Message> messages =
                List.of(new Message("user", "", List.of(new Part.Text(content), new Part.Text("short \"one\""))));
        try (MessageBytes bytes = new MessageBytes()) {
            assertThat(new String(bytes.of(messages), StandardCharsets.UTF_8)).isEqualTo(MessageJson.write(messages));
        }
    }

    private String escaped(String text) {
        escaped.set(text);
        return new String(escaped.bytes(), 0, escaped.length(), StandardCharsets.UTF_8);
    }
}
