package dev.assay.structured.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.structured.Check;
import dev.assay.structured.Partials;
import dev.assay.structured.Structured;
import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.Models;
import dev.assay.structured.provider.Settings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a model reasoned goes back as it came when it is asked again: several providers refuse the request otherwise, all answer worse. */
class ReasoningTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String BAD = Speaker.quote(Order.BAD);
    private static final String FREE = Speaker.quote(Order.GOOD.replace("12.50", "0"));

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    private static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }

    private Structured with(Speaker speaker, Mode mode) {
        return Structured.with(speaker.model(server)).mode(mode);
    }

    private void ask(Structured structured) {
        structured.ask(Order.class, "Extract the order");
    }

    private void stream(Structured structured) {
        try (Partials<Order> partials = structured.question(Order.class).stream("Extract the order")) {
            assertThat(partials.answer().value().currency()).isEqualTo("EUR");
        }
    }

    private static final String THOUGHTS = "{\"type\":\"thinking\",\"thinking\":\"Euros.\",\"signature\":\"c2ln\"},"
            + "{\"type\":\"redacted_thinking\",\"data\":\"b3BhcXVl\"}";

    @Test
    void anthropicsThinkingKeepsItsSignatureAndItsPlace() {
        String blocks = "[" + THOUGHTS + ",{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"Order\",\"input\":"
                + Order.BAD + "}]";
        server.then("{\"id\":\"msg_1\",\"model\":\"m-1\",\"content\":" + blocks + ",\"stop_reason\":\"tool_use\"}")
                .then(new AnthropicSpeaker().call("Order", Order.GOOD));
        ask(with(new AnthropicSpeaker(), Mode.TOOL));

        JsonNode messages = server.body(1).path("messages");
        assertThat(messages.path(1).path("content")).isEqualTo(tree(blocks));
        assertThat(messages.path(2).path("content").path(0).path("tool_use_id").stringValue())
                .isEqualTo("toolu_1");
    }

    @Test
    void anthropicsStreamedThinkingIsPutTogether() {
        String block = "\"type\":\"content_block_delta\",\"index\":";
        String start = "{\"type\":\"content_block_start\",\"index\":";
        server.then(List.of(
                        Speaker.event(
                                "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"m-1\",\"usage\":{}}}"),
                        Speaker.event(start
                                + "0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}"),
                        Speaker.event("{" + block + "0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"Eu\"}}"),
                        Speaker.event("{" + block + "0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"ros.\"}}"),
                        Speaker.event(
                                "{" + block + "0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"c2ln\"}}"),
                        Speaker.event(
                                start + "1,\"content_block\":{\"type\":\"redacted_thinking\",\"data\":\"b3BhcXVl\"}}"),
                        Speaker.event(start + "2,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"),
                        Speaker.event("{" + block + "2,\"delta\":{\"type\":\"text_delta\",\"text\":" + FREE + "}}"),
                        Speaker.event(
                                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":7}}"),
                        Speaker.event("{\"type\":\"message_stop\"}")))
                .then(new AnthropicSpeaker().streamed(Order.GOOD));
        // the rule is one of Java: a stream that breaks one of the schema is ended early, before its blocks are whole
        try (Partials<Order> partials = with(new AnthropicSpeaker(), Mode.PROMPT)
                .question(Order.class)
                .check(Check.that(order -> order.total().signum() > 0, "An order costs something."))
                .stream("Extract the order")) {
            assertThat(partials.answer().attempts()).hasSize(2);
        }

        JsonNode said = server.body(1).path("messages").path(1).path("content");
        assertThat(said).isEqualTo(tree("[" + THOUGHTS + ",{\"type\":\"text\",\"text\":" + FREE + "}]"));
    }

    @Test
    void geminisSignaturesGoBackInTheirParts() {
        String parts = "[{\"text\":\"Euros.\",\"thought\":true},{\"text\":" + BAD + ",\"thoughtSignature\":\"c2ln\"}]";
        server.then("{\"candidates\":[{\"content\":{\"parts\":" + parts + "},\"finishReason\":\"STOP\"}]}")
                .then(new GeminiSpeaker().words(Order.GOOD));
        ask(with(new GeminiSpeaker(), Mode.NATIVE));
        assertThat(server.body(1).path("contents").path(1).path("parts")).isEqualTo(tree(parts));
    }

    @Test
    void geminisStreamedSignaturesGoBackToo() {
        server.then(new GeminiSpeaker().streamedCall("Order", Order.BAD))
                .then(new GeminiSpeaker().streamedCall("Order", Order.GOOD));
        stream(with(new GeminiSpeaker(), Mode.TOOL));
        assertThat(server.body(1).path("contents").path(1).path("parts")).anySatisfy(part -> {
            assertThat(part.path("thoughtSignature").asString("")).isEqualTo("c2lnbmVk");
            assertThat(part.path("functionCall").path("args")).isEqualTo(tree(Order.BAD));
        });
    }

    @Test
    void openAisReasoningItemsComeAndGoEncrypted() {
        String items = "[{\"id\":\"rs_1\",\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"b3BhcXVl\"},"
                + "{\"id\":\"fc_1\",\"type\":\"function_call\",\"status\":\"completed\",\"call_id\":\"call_1\",\"name\":\"Order\",\"arguments\":"
                + BAD + "}]";
        server.then("{\"id\":\"resp_1\",\"status\":\"completed\",\"model\":\"m-1\",\"output\":" + items + "}")
                .then(new ResponsesSpeaker().call("Order", Order.GOOD));
        ask(with(new ResponsesSpeaker(), Mode.TOOL)
                .settings(Settings.NONE.withExtra("reasoning", tree("{\"effort\":\"low\"}"))));

        assertThat(server.body(0).path("include")).isEqualTo(tree("[\"reasoning.encrypted_content\"]"));
        JsonNode input = server.body(1).path("input");
        assertThat(input.path(1)).isEqualTo(tree(items).path(0));
        assertThat(input.path(2)).isEqualTo(tree(items).path(1));
        assertThat(input.path(3).path("call_id").stringValue()).isEqualTo("call_1");
    }

    @Test
    void openAisReasoningThatIsNotGivenIsNotReferredTo() {
        server.then(new ResponsesSpeaker().call("Order", Order.BAD))
                .then(new ResponsesSpeaker().call("Order", Order.GOOD));
        ask(with(new ResponsesSpeaker(), Mode.TOOL));
        assertThat(server.body(0).has("include")).isFalse();
        assertThat(server.body(1).toString()).doesNotContain("rs_1");
    }

    @Test
    void deepSeeksReasoningGoesBackBesideCallsAndNeverAlone() {
        String reasoning = "\"reasoning_content\":\"Euros.\",";
        Structured deepSeek = Structured.with(Models.compatible("m-1", server.at("/v1"), ""));
        server.then(Speakers.OPENAI
                        .call("Order", Order.BAD)
                        .replace("\"content\":null", reasoning + "\"content\":null"))
                .then(Speakers.OPENAI.call("Order", Order.GOOD));
        ask(deepSeek.mode(Mode.TOOL));
        assertThat(server.body(1)
                        .path("messages")
                        .path(1)
                        .path("reasoning_content")
                        .stringValue())
                .isEqualTo("Euros.");

        server.then(Speakers.OPENAI.words(Order.BAD).replace("\"content\":", reasoning + "\"content\":"))
                .then(Speakers.OPENAI.words(Order.GOOD));
        ask(deepSeek.mode(Mode.PROMPT));
        assertThat(server.body(3).toString()).doesNotContain("Euros.");
    }
}
