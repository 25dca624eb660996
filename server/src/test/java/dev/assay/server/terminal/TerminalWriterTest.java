package dev.assay.server.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.terminal.TerminalWriter.Control;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalWriterTest {

    private final StringWriter terminal = new StringWriter();
    private final PrintWriter out = new TerminalWriter(terminal);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J\u001b[H", // clears the screen
                "\u001b]0;title\u0007", // sets the title
                "\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\", // a link under another name
                "\u001b]52;c;cm0gLXJm\u0007", // the clipboard
                "\u009b31m", // the same in one character
                "over\rwritten",
                "\b\b\b",
                "\u202egnp.exe", // right to left
                "\u2067a\u2069", // isolated right to left
                "\u200f",
                "\u2028",
                "\udb40\udc41", // a tag, outside of the first plane
                "\ud800" // half of a pair
            })
    void nothingOfATextActs(String hostile) {
        out.print(hostile);
        out.println();
        out.print(hostile.toCharArray());
        out.write('\u001b');
        out.printf("%s", hostile);
        out.print("."); // half of a pair is told by what follows

        String shown = terminal.toString();
        assertThat(shown.codePoints().filter(c -> Harmless.of(c) != c).toArray())
                .as(HexFormat.of().formatHex(shown.getBytes(StandardCharsets.UTF_16BE)))
                .isEmpty();
        assertThat(shown).contains("\uFFFD");
    }

    @Test
    void textStaysAsItIs() {
        String text = "a\tb\nשלום مرحبا नमस्ते 👩‍👩‍👧 é \u200c";
        out.print(text);
        out.flush();
        assertThat(terminal).hasToString(text);
        assertThat(Harmless.text(text)).isSameAs(text);
    }

    @Test
    void whatTheProgramWants_isDone_onATerminalAlone() {
        out.print("a");
        TerminalWriter.control(out, Control.LINE_START, Control.ERASE_REST);
        out.print("b");
        out.flush();
        assertThat(terminal).hasToString("a\r\u001b[Kb");

        StringWriter file = new StringWriter();
        PrintWriter toFile = new PrintWriter(file);
        TerminalWriter.control(toFile, Control.BOLD);
        toFile.print("b");
        assertThat(file).hasToString("b");
    }

    @Test
    void endsOfLinesAreEnds_howeverTheyAreWritten() {
        out.print("a\r\nb\r");
        out.print("\nc\r\rd");
        out.flush();
        assertThat(terminal).hasToString("a\nb\nc\uFFFD\uFFFDd");
    }

    @Test
    void lineHasNoLines() {
        assertThat(Harmless.line("a\r\nb\tc\u001b")).isEqualTo("a  b c\uFFFD");
    }
}
