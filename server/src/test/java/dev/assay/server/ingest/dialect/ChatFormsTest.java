package dev.assay.server.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.store.json.MessageJson.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatFormsTest {

    private static final Json PARIS = new Json("{\"city\":\"Paris\"}");

    @Test
    void openAiChatMessages() {
        Reading reading = read("""
                [{"role":"developer","content":"Be brief."},
                 {"role":"user","content":[{"type":"text","text":"hi"},{"type":"input_audio","input_audio":{"data":"AA"}}],"name":"Ann"},
                 {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"city\\":\\"Paris\\"}"}}]},
                 {"role":"tool","tool_call_id":"c1","content":"{\\"t\\":20.50}"},
                 {"role":"assistant","content":null,"refusal":"I cannot."}]
                """);
        assertThat(reading.messages())
                .containsExactly(
                        Message.text("developer", "Be brief."),
                        new Message(
                                "user",
                                "Ann",
                                List.of(
                                        new Part.Text("hi"),
                                        new Part.Other(new Json(
                                                "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AA\"}}")))),
                        Message.of("assistant", new Part.ToolCall("c1", "f", PARIS)),
                        Message.of("tool", new Part.ToolCallResponse("c1", new Json("{\"t\":20.50}"))),
                        Message.text("assistant", "I cannot."));
        assertThat(reading.complete()).isTrue();
    }

    @Test
    void anthropicContentBlocks() {
        Reading reading = read("""
                {"role":"assistant","stop_reason":"tool_use","content":[
                  {"type":"thinking","thinking":"hmm","signature":"sig"},
                  {"type":"redacted_thinking","data":"xx"},
                  {"type":"text","text":"Let me see"},
                  {"type":"tool_use","id":"t1","name":"f","input":{"city":"Paris"}},
                  {"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"rainy"}]}]}
                """);
        assertThat(reading.messages())
                .containsExactly(Message.of(
                        "assistant",
                        new Part.Reasoning("hmm"),
                        new Part.Other(new Json("{\"type\":\"redacted_thinking\",\"data\":\"xx\"}")),
                        new Part.Text("Let me see"),
                        new Part.ToolCall("t1", "f", PARIS),
                        new Part.ToolCallResponse("t1", new Json("[{\"type\":\"text\",\"text\":\"rainy\"}]"))));
        assertThat(reading.finishReasons()).containsExactly("tool_use");
        assertThat(reading.complete()).isFalse();
    }

    @Test
    void openAiResponsesItems() {
        Reading reading = read("""
                {"id":"r","output":[
                  {"type":"reasoning","id":"rs","summary":[]},
                  {"type":"reasoning","id":"rs","summary":[{"type":"summary_text","text":"hm"},{"type":"summary_text","text":"aha"}]},
                  {"type":"function_call","id":"fc","call_id":"c1","name":"f","arguments":"{\\"city\\":\\"Paris\\"}","status":"completed"},
                  {"type":"function_call_output","call_id":"c1","output":"rainy"},
                  {"type":"message","role":"assistant","status":"completed","content":[{"type":"output_text","text":"Hello","annotations":[]}]}]}
                """);
        assertThat(reading.messages())
                .containsExactly(
                        Message.of(
                                "assistant",
                                new Part.Other(new Json("{\"type\":\"reasoning\",\"id\":\"rs\",\"summary\":[]}")),
                                new Part.Reasoning("hm\n\naha"),
                                new Part.ToolCall("c1", "f", PARIS)),
                        Message.of("tool", new Part.ToolCallResponse("c1", new Json("\"rainy\""))),
                        Message.text("assistant", "Hello"));
    }

    @Test
    void geminiContents() {
        Reading reading = read("""
                {"contents":[{"role":"user","parts":[{"text":"hi"}]},{"role":"model","parts":[{"functionCall":{"name":"f","args":{"city":"Paris"}}}]}],"system":null}
                """);
        assertThat(reading.messages())
                .containsExactly(
                        Message.text("user", "hi"), Message.of("assistant", new Part.ToolCall("", "f", PARIS)));
        Reading answer = read(
                "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Hello\"}]},\"finishReason\":\"STOP\"}]}");
        assertThat(answer.messages()).containsExactly(Message.text("assistant", "Hello"));
        assertThat(answer.finishReasons()).containsExactly("STOP");
    }

    @Test
    void requestsWithInstructions() {
        assertThat(read("{\"system\":\"Be brief.\",\"prompt\":\"hi\"}").messages())
                .containsExactly(Message.text("system", "Be brief."), Message.text("user", "hi"));
        assertThat(
                        read("{\"instructions\":\"Be brief.\",\"input\":[{\"role\":\"user\",\"content\":\"hi\"}],\"model\":\"m\"}")
                                .messages())
                .containsExactly(Message.text("system", "Be brief."), Message.text("user", "hi"));
    }

    @Test
    void partsWithoutAMessageAreGathered() {
        assertThat(read("[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]")
                        .messages())
                .containsExactly(Message.of("user", new Part.Text("a"), new Part.Text("b")));
    }

    @Test
    void numbersKeepTheirDigits() {
        assertThat(
                        read("[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"1\",\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1.10,\"b\":12345678901234567890,\"c\":1E+2}}}]}]")
                                .messages())
                .containsExactly(Message.of(
                        "assistant",
                        new Part.ToolCall("1", "f", new Json("{\"a\":1.10,\"b\":12345678901234567890,\"c\":1E+2}"))));
    }

    @Test
    void whatIsNoConversationIsNone() {
        for (String text : List.of(
                "1",
                "{}",
                "{\"a\":1}",
                "[1]",
                "[[]]",
                "null",
                "true",
                "{\"choices\":1}",
                "{\"choices\":[1]}",
                "{\"candidates\":[{}]}")) {
            assertThat(ChatForms.read(text, "user")).as(text).isEmpty();
        }
    }

    private static Reading read(String text) {
        return ChatForms.read(text, "user").orElseThrow();
    }
}
