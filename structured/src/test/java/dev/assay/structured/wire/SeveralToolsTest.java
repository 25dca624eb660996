package dev.assay.structured.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.structured.Answer;
import dev.assay.structured.Call;
import dev.assay.structured.Structured;
import dev.assay.structured.provider.ToolCall;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Several tools that a model calls in one turn, with every provider. */
class SeveralToolsTest {
    private static final ToolCall WEATHER = new ToolCall("call_1", "weather", "{\"city\":\"Lima\"}");
    private static final ToolCall NO_SUM = new ToolCall("call_2", "sum", "{\"left\":\"one\",\"right\":2}");
    private static final ToolCall SUM = new ToolCall("call_2", "sum", "{\"left\":1,\"right\":2}");

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    public record Weather(String city) {}

    public record Sum(int left, int right) {}

    private Answer<List<Call>> ask(Speaker speaker) {
        return Structured.with(speaker.model(server))
                .tools()
                .tool("weather", "Tells the weather.", Weather.class)
                .tool("sum", "Adds.", Sum.class)
                .ask("How is Lima, and 1 + 2?");
    }

    @ParameterizedTest
    @MethodSource("dev.assay.structured.wire.Speakers#all")
    void areCalledAtOnceAndOnlyTheBadOneIsCorrected(Speaker speaker) {
        server.then(speaker.calls(List.of(WEATHER, NO_SUM))).then(speaker.calls(List.of(WEATHER, SUM)));
        Answer<List<Call>> answer = ask(speaker);
        assertThat(answer.value())
                .containsExactly(new Call("weather", new Weather("Lima")), new Call("sum", new Sum(1, 2)));
        assertThat(answer.attempts()).hasSize(2);
        assertThat(server.body(0).toString()).contains("\"weather\"", "Tells the weather.", "\"sum\"", "\"left\"");
        String again = server.body(1).toString();
        assertThat(again).containsOnlyOnce("Accepted.").contains("/1/left").contains("Lima");
        if (!(speaker instanceof OllamaSpeaker)) { // which tells calls apart by their order
            assertThat(again.split("call_1", -1)).as(again).hasSizeGreaterThan(2);
            assertThat(again.split("call_2", -1)).as(again).hasSizeGreaterThan(2);
        }
    }

    @Test
    void eachCallHasItsResult() {
        server.then(Speakers.OPENAI.calls(List.of(WEATHER, NO_SUM))).then(Speakers.OPENAI.calls(List.of(WEATHER, SUM)));
        ask(Speakers.OPENAI);
        JsonNode results = server.body(1).path("messages");
        assertThat(results.path(2).path("tool_call_id").stringValue()).isEqualTo("call_1");
        assertThat(results.path(2).path("content").stringValue()).isEqualTo("Accepted.");
        assertThat(results.path(3).path("content").stringValue()).contains("/1/left");
        assertThat(server.body(0).path("parallel_tool_calls").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.assay.structured.wire.Speakers#all")
    void wordsInsteadOfACallAreNoAnswer(Speaker speaker) {
        server.then(speaker.words("It is warm.")).then(speaker.calls(List.of(WEATHER)));
        assertThat(ask(speaker).value()).containsExactly(new Call("weather", new Weather("Lima")));
        assertThat(server.body(1).toString()).contains("No tool is called");
    }

    @Test
    void aToolThatDoesNotExistIsNamed() {
        server.then(Speakers.OPENAI.calls(List.of(new ToolCall("call_1", "wether", "{}"))))
                .then(Speakers.OPENAI.calls(List.of(WEATHER)));
        assertThat(ask(Speakers.OPENAI).value()).hasSize(1);
        assertThat(server.body(1).toString()).contains("There is no such tool; there are [weather, sum]");
    }
}
