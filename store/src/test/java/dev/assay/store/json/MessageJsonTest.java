package dev.assay.store.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class MessageJsonTest {

    private static final List<Message> CONVERSATION = List.of(
            Message.text("system", "Be brief."),
            new Message(
                    "user",
                    "Ann",
                    List.of(new Part.Text("Weather in \"Paris\"?\n"), new Part.Text("\u20ac \ud83d\ude00"))),
            Message.of(
                    "assistant",
                    new Part.Reasoning("hmm"),
                    new Part.ToolCall("call_1", "get_weather", new Json("{\"city\": \"Paris\", \"n\": 1.50}")),
                    new Part.ToolCall("", "now", Json.ABSENT)),
            Message.of(
                    "tool",
                    new Part.ToolCallResponse("call_1", new Json("\"rainy\"")),
                    new Part.ToolCallResponse("", Json.ABSENT)),
            Message.of(
                    "user",
                    new Part.Other(new Json("{\"type\":\"uri\",\"modality\":\"image\",\"uri\":\"https://x/y.png\"}"))),
            new Message("assistant", "", List.of()));

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(MessageJson.read(MessageJson.write(CONVERSATION))).isEqualTo(CONVERSATION);
        MessageJson.Reading reading = MessageJson.readWhole(MessageJson.write(CONVERSATION), "user");
        assertThat(reading.messages()).isEqualTo(CONVERSATION);
        assertThat(reading.complete()).isTrue();
    }

    @Test
    void partsAreReadAgain() {
        for (Message message : CONVERSATION) {
            assertThat(MessageJson.readParts(MessageJson.writeParts(message.parts())))
                    .isEqualTo(message.parts());
        }
    }

    @Test
    void writesTheFormOfTheConvention() {
        assertThat(MessageJson.write(List.of(CONVERSATION.get(2), CONVERSATION.get(3))))
                .isEqualTo("[{\"role\":\"assistant\",\"parts\":[{\"type\":\"reasoning\",\"content\":\"hmm\"},"
                        + "{\"type\":\"tool_call\",\"id\":\"call_1\",\"name\":\"get_weather\",\"arguments\":{\"city\": \"Paris\", \"n\": 1.50}},"
                        + "{\"type\":\"tool_call\",\"name\":\"now\"}]},"
                        + "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"call_1\",\"response\":\"rainy\"},"
                        + "{\"type\":\"tool_call_response\"}]}]");
    }

    @Test
    void nothingIsNothing() {
        assertThat(MessageJson.read("")).isEmpty();
        assertThat(MessageJson.readParts("")).isEmpty();
        assertThat(MessageJson.read("[]")).isEmpty();
        assertThat(MessageJson.write(List.of())).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1",
                "-0",
                "1e400",
                "1.0",
                "12345678901234567890123456789",
                "0.30000000000000004",
                "{\"a\":[1.10,2e+5,null,true]}",
                "[1 , 2]",
                "\"\"",
                "null",
                "false",
                "\"a\\u00e9\\ud83d\\ude00\\n\"",
            })
    void valuesKeepEveryDigitAndEscape(String value) {
        String source = "[{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"response\":" + value
                + " ,\"id\":\"1\"},{\"type\":\"x\",\"v\":" + value + "}, {\"type\":\"tool_call_response\",\"response\":"
                + value + "}]}]";
        List<Part> parts = MessageJson.read(source).getFirst().parts();
        String kept = value.equals("\"a\\u00e9\\ud83d\\ude00\\n\"") ? "\"a\u00e9\ud83d\ude00\\n\"" : value;
        assertThat(parts)
                .containsExactly(
                        new Part.ToolCallResponse("1", new Json(kept)),
                        new Part.Other(new Json("{\"type\":\"x\",\"v\":" + value + "}")),
                        new Part.ToolCallResponse("", new Json(kept)));
    }

    /** Positions are in UTF-16 units of the source, whatever escapes and wide characters stand before. */
    @Test
    void valuesAreCutAtTheRightPlaceAfterEscapesAndWideCharacters() {
        String wide = "\ud83d\ude00\u00e9\\u0041\\\"".repeat(5_000);
        String other = "{\"type\":\"blob\",\"content\":\"" + wide + "\"}";
        String source = " [ {\"parts\":[{\"type\":\"text\",\"content\":\"" + wide + "\"}," + other
                + ",{\"type\":\"tool_call\",\"name\":\"f\",\"arguments\": {\"a\":1}  }],\"role\":\"user\"} ] ";
        List<Part> parts = MessageJson.read(source).getFirst().parts();
        assertThat(parts.get(0)).isEqualTo(new Part.Text("\ud83d\ude00\u00e9A\"".repeat(5_000)));
        assertThat(parts.get(1)).isEqualTo(new Part.Other(new Json(other)));
        assertThat(parts.get(2)).isEqualTo(new Part.ToolCall("", "f", new Json("{\"a\":1}")));
    }

    @Test
    void readsWhatClientsReallyWrite() {
        assertThat(MessageJson.read("[{\"role\":\"user\",\"content\":\"hi\"}]"))
                .containsExactly(Message.text("user", "hi"));
        assertThat(MessageJson.read("[{\"role\":\"user\",\"parts\":\"hi\"}]"))
                .containsExactly(Message.text("user", "hi"));
        assertThat(MessageJson.read("[{\"parts\":[\"hi\"],\"role\":null}]"))
                .containsExactly(Message.text("user", "hi"));
        assertThat(MessageJson.read("[{\"role\":\"user\",\"parts\":{\"type\":\"text\",\"text\":\"hi\"}}]"))
                .containsExactly(Message.text("user", "hi"));
        assertThat(MessageJson.read("[{\"role\":\"user\",\"content\":null}]"))
                .containsExactly(new Message("user", "", List.of()));
        assertThat(MessageJson.readParts("[{\"type\":\"thinking\",\"thinking\":\"hmm\"},"
                        + "{\"type\":\"tool_call_response\",\"id\":\"1\",\"result\":20},"
                        + "{\"type\":\"tool_call\",\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"},"
                        + "{\"type\":\"tool_call\",\"name\":\"f\",\"arguments\":\"not json\"},"
                        + "{\"type\":\"tool_call\",\"name\":\"f\",\"arguments\":null},"
                        + "{\"type\":\"text\",\"content\":null},"
                        + "{\"no\":\"type\"}]"))
                .containsExactly(
                        new Part.Reasoning("hmm"),
                        new Part.ToolCallResponse("1", new Json("20")),
                        new Part.ToolCall("", "f", new Json("{\"a\":1}")),
                        new Part.ToolCall("", "f", new Json("\"not json\"")),
                        new Part.ToolCall("", "f", Json.ABSENT),
                        new Part.Other(new Json("{\"type\":\"text\",\"content\":null}")),
                        new Part.Other(new Json("{\"no\":\"type\"}")));
    }

    @Test
    void tellsFinishReasonsAndWhetherItReadAll() {
        MessageJson.Reading reading = MessageJson.readWhole(
                "[{\"parts\":[],\"finish_reason\":\"stop\"},{\"role\":\"user\",\"parts\":[]}]", "assistant");
        assertThat(reading.messages()).extracting(Message::role).containsExactly("assistant", "user");
        assertThat(reading.finishReasons()).containsExactly("stop", "");
        assertThat(reading.complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"role\":\"assistant\",\"tool_calls\":[{}]}]",
                "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}]",
                "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"hi\",\"cache_control\":{}}]}]",
                "[{\"role\":{\"x\":1},\"parts\":[]}]",
            })
    void tellsWhatItLeftOut(String text) {
        assertThat(MessageJson.readWhole(text, "user").complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "1",
                "[1]",
                "[[]]",
                "[{\"role\":\"user\",\"parts\":[1]}]",
                "[",
                "[{",
                "[{\"role\":\"us",
                "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"He",
                "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hello\"}",
                "[{\"role\":\"user\"}] ]",
                "[{\"role\":\"user\"}] x",
                "[{\"role\":\"a\\u00\"}]",
                "hello",
            })
    void saysThatItIsNotWhatWasExpected(String text) {
        assertThatThrownBy(() -> MessageJson.read(text)).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> MessageJson.readWhole(text, "user")).isInstanceOf(JacksonException.class);
    }

    @Test
    void nestingIsBounded() {
        String deep = "[{\"role\":\"user\",\"parts\":[{\"type\":\"x\",\"v\":" + "[".repeat(100_000);
        assertThatThrownBy(() -> MessageJson.read(deep)).isInstanceOf(JacksonException.class);
        assertThat(MessageJson.isJson("[".repeat(100_000) + "]".repeat(100_000)))
                .isFalse();
        assertThat(MessageJson.structureOrString("[".repeat(100_000) + "]".repeat(100_000))
                        .text())
                .startsWith("\"[[");
    }

    /** What was accepted from a client at any depth must be readable when it comes back from the store. */
    @Test
    void whatWasAcceptedDeepCanBeReadAgain() {
        String embedded = "[".repeat(400) + "]".repeat(400);
        String raw = "{\"type\":\"x\",\"v\":" + "[".repeat(495) + "]".repeat(495) + "}";
        String source = "[{\"role\":\"user\",\"parts\":[{\"type\":\"tool_call\",\"name\":\"f\",\"arguments\":\""
                + embedded + "\"}," + raw + "]}]";
        MessageJson.Reading reading = MessageJson.readWhole(source, "user");
        assertThat(MessageJson.read(MessageJson.write(reading.messages()))).isEqualTo(reading.messages());
        MessageJson.Reading single = MessageJson.readWhole("[{\"role\":\"user\",\"parts\":" + raw + "}]", "user");
        assertThat(MessageJson.read(MessageJson.write(single.messages()))).isEqualTo(single.messages());
    }

    @Test
    void aTextIsQuotedUnlessItIsAStructure() {
        assertThat(MessageJson.structureOrString(" {\"a\":1} ")).isEqualTo(new Json("{\"a\":1}"));
        assertThat(MessageJson.structureOrString("[1,2]")).isEqualTo(new Json("[1,2]"));
        assertThat(MessageJson.structureOrString("12")).isEqualTo(new Json("\"12\""));
        assertThat(MessageJson.structureOrString("true")).isEqualTo(new Json("\"true\""));
        assertThat(MessageJson.structureOrString("{\"a\":")).isEqualTo(new Json("\"{\\\"a\\\":\""));
        assertThat(MessageJson.structureOrString("{} {}")).isEqualTo(new Json("\"{} {}\""));
        assertThat(MessageJson.structureOrString("")).isEqualTo(new Json("\"\""));
        assertThat(MessageJson.quote("a\"\u0001\n")).isEqualTo(new Json("\"a\\\"\\u0001\\n\""));
    }
}
