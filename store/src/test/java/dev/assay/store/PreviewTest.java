package dev.assay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewTest {

    @Test
    void showsTheNewestThingThatWasAskedAndAnswered() {
        List<Message> messages = List.of(
                Message.text("user", "first"),
                Message.text("assistant", "well,\n  then"),
                Message.text("user", "thanks"),
                Message.of("tool", new Part.ToolCallResponse("", new Json("1"))));
        assertThat(Preview.ofInput(messages)).isEqualTo("thanks");
        assertThat(Preview.ofOutput(messages)).isEqualTo("well, then");
    }

    @Test
    void whatAToolAnsweredIsNotWhatTheUserAsked() {
        List<Message> messages = List.of(
                Message.text("user", "Weather in Paris?"),
                Message.of("assistant", new Part.ToolCall("1", "weather", new Json("{}"))),
                Message.of("user", new Part.ToolCallResponse("1", new Json("18"))));
        assertThat(Preview.ofInput(messages)).isEqualTo("Weather in Paris?");
        assertThat(Preview.ofInput(messages.subList(1, 3))).isEqualTo("18");
    }

    @Test
    void showsTheNewestMessageWhereNobodyAskedOrAnswered() {
        List<Message> messages = List.of(Message.text("system", "be kind"), Message.text("tool", "42"));
        assertThat(Preview.ofInput(messages)).isEqualTo("42");
        assertThat(Preview.ofOutput(messages)).isEqualTo("42");
    }

    @Test
    void isOneLineWithSingleSpaces() {
        assertThat(Preview.ofInput(List.of(Message.text("user", " \n a  b\t\r\nc\u2003d\u00a0e   "))))
                .isEqualTo("a b c d\u00a0e");
        Message parts = Message.of("user", new Part.Text("one "), new Part.Text(""), new Part.Text(" two"));
        assertThat(Preview.ofInput(List.of(parts))).isEqualTo("one two");
        assertThat(Preview.ofInput(List.of(Message.text("user", " \n ")))).isEmpty();
    }

    @Test
    void endsWithAWholeCharacter() {
        String text = "x".repeat(Preview.MAX_LENGTH - 1);
        assertThat(Preview.ofInput(List.of(Message.text("user", text + " y")))).isEqualTo(text);
        assertThat(Preview.ofInput(List.of(Message.text("user", text + "\ud83d\ude00"))))
                .isEqualTo(text);
        assertThat(Preview.ofInput(List.of(Message.text("user", text + "yz")))).isEqualTo(text + "y");
    }
}
