package dev.assay.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.ScoreValue;
import dev.assay.model.Usage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecognitionTest {

    @ParameterizedTest
    @CsvSource({
        "query,answer",
        "prompt,completion",
        "prompt,response",
        "prompt,output",
        "question,answer",
        "input,output",
        "User Query,Model Response",
        "instruction,output",
    })
    void findsInputAndOutputByTheirNames(String input, String output) throws IOException, MappingException {
        Reading read = Reading.of("{\"%s\":\"what?\",\"%s\":\"that\",\"n\":1}\n".formatted(input, output));
        assertThat(read.sentence()).isEqualTo("input in /%s, output in /%s; metadata from n".formatted(input, output));
        assertThat(read.call().input()).containsExactly(Message.text("user", "what?"));
        assertThat(read.call().output()).containsExactly(Message.text("assistant", "that"));
        assertThat(read.first().metadata()).isEqualTo(new Json("{\"n\":1}"));
    }

    @Test
    void joinsInstructionAndInput() throws IOException, MappingException {
        Reading read = Reading.of("""
                [{"instruction":"Translate.","input":"Hund","output":"dog"},
                 {"instruction":"Say hi.","input":"","output":"hi"}]
                """);
        assertThat(read.sentence()).isEqualTo("input in /instruction and /input, output in /output");
        assertThat(read.exchanges())
                .map(exchange -> ((Content.Call) exchange.content()).input())
                .containsExactly(
                        List.of(Message.text("user", "Translate.\n\nHund")), List.of(Message.text("user", "Say hi.")));
    }

    @Test
    void readsAPromptWithoutAnAnswer() throws IOException, MappingException {
        Reading read = Reading.of("{\"uid\":\"1\",\"cluster\":\"c\",\"prompt\":\"Compose.\"}\n");
        assertThat(read.sentence()).isEqualTo("input in /prompt, no output; metadata from uid, cluster");
        assertThat(read.call().output()).isEmpty();
    }

    @Test
    void readsTheDetailsOfACsvRow() throws IOException, MappingException {
        Reading read = Reading.of("""
                ,model,temperature,id,query,answer,latency,cost,date,timestamp,Directly Usable,answer_token
                0,openaichat/gpt-4-0613,0.1,7,q,a,2.5,0.0011,20230702,"07/11/2023, 01:04:13",1,107
                """);
        assertThat(read.sentence())
                .isEqualTo(
                        "input in /query, output in /answer, model in /model, time in /timestamp (month first, UTC), "
                                + "latency in /latency (seconds), cost in /cost, output tokens in /answer_token, "
                                + "score Directly Usable in /Directly Usable; metadata from column 1, temperature, id, date");
        Exchange row = read.first();
        assertThat(row.requestModel()).isEqualTo("openaichat/gpt-4-0613");
        assertThat(row.provider()).isEqualTo("openai");
        assertThat(row.time()).hasValue(Instant.parse("2023-07-11T01:04:13Z"));
        assertThat(row.latency()).hasValue(Duration.ofMillis(2500));
        assertThat(row.costUsd()).hasValue(0.0011);
        assertThat(row.usage().outputTokens()).hasValue(107);
        assertThat(row.scores()).containsExactly(new RowScore("Directly Usable", new ScoreValue.Numeric(1), ""));
        assertThat(row.metadata().text())
                .isEqualTo("{\"column 1\":\"0\",\"temperature\":\"0.1\",\"id\":\"7\",\"date\":\"20230702\"}");
    }

    @Test
    void readsFineTuningMessagesAsOneCall() throws IOException, MappingException {
        Reading read = Reading.of("""
                {"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"},\
                {"role":"assistant","content":"Hello"}]}
                """);
        assertThat(read.sentence()).isEqualTo("OpenAI-style messages in /messages");
        assertThat(read.call().input())
                .containsExactly(Message.text("system", "Be brief."), Message.text("user", "Hi"));
        assertThat(read.call().output()).containsExactly(Message.text("assistant", "Hello"));
    }

    @Test
    void readsAnswersThatAreAnObjectAroundAText() throws IOException, MappingException {
        Reading read = Reading.of("""
                {"uid":"u","ans_id":"a","model":"gpt-4-0314","messages":[{"content":"Tell me","role":"user"},\
                {"content":{"answer":"Well"},"role":"assistant"}],"tstamp":1711397284.101236}
                """);
        assertThat(read.sentence())
                .isEqualTo("OpenAI-style messages in /messages, model in /model, time in /tstamp; "
                        + "metadata from uid, ans_id");
        assertThat(read.call().output()).containsExactly(Message.text("assistant", "Well"));
        assertThat(read.first().time()).hasValue(Instant.parse("2024-03-25T20:08:04.101236Z"));
    }

    @Test
    void readsRequestsAndResponsesOfOpenAi() throws IOException, MappingException {
        Reading read = Reading.of("""
                {"request":{"model":"gpt-4o","temperature":0.5,"messages":[{"role":"user","content":"Weather?"}],\
                "tools":[{"type":"function","function":{"name":"weather"}}]},\
                "response":{"id":"r1","object":"chat.completion","created":1711397284,"model":"gpt-4o-2024-08-06",\
                "choices":[{"index":0,"finish_reason":"tool_calls","message":{"role":"assistant","content":null,\
                "tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Ulm\\"}"}}]}}],\
                "usage":{"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":4}},\
                "system_fingerprint":"fp"}}
                """);
        assertThat(read.sentence()).isEqualTo("requests in /request, responses in /response");
        Exchange row = read.first();
        assertThat(read.call().output())
                .containsExactly(
                        Message.of("assistant", new Part.ToolCall("c1", "weather", new Json("{\"city\":\"Ulm\"}"))));
        assertThat(row.requestModel()).isEqualTo("gpt-4o");
        assertThat(row.responseModel()).isEqualTo("gpt-4o-2024-08-06");
        assertThat(row.responseId()).isEqualTo("r1");
        assertThat(row.finishReasons()).containsExactly("tool_calls");
        assertThat(row.time()).hasValue(Instant.ofEpochSecond(1711397284));
        assertThat(row.tools().text()).contains("weather");
        assertThat(row.usage())
                .isEqualTo(new Usage(
                        OptionalLong.of(10),
                        OptionalLong.of(5),
                        OptionalLong.of(4),
                        OptionalLong.empty(),
                        OptionalLong.empty()));
        assertThat(row.metadata().text())
                .startsWith("{\"request\":{\"temperature\":0.5},\"response\":{")
                .contains("\"system_fingerprint\":\"fp\"")
                .doesNotContain("Weather?");
    }

    @Test
    void readsTheOutputOfOpenAisBatchApi() throws IOException, MappingException {
        Reading read = Reading.of("""
                {"id":"b1","custom_id":"x","response":{"status_code":200,"body":{"id":"r","model":"gpt-4o","choices":\
                [{"message":{"role":"assistant","content":"Yes"},"finish_reason":"stop"}]}},"error":null}
                """);
        assertThat(read.sentence()).startsWith("responses in /response/body");
        assertThat(read.call().output()).containsExactly(Message.text("assistant", "Yes"));
        assertThat(read.first().metadata().text()).contains("\"response\":{\"status_code\":200}");
    }

    @Test
    void readsMessagesAndTheResponseBesideThem() throws IOException, MappingException {
        Reading read = Reading.of("""
                {"model":"m","messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"},\
                {"role":"user","content":"c"}],"response":"d"}
                """);
        assertThat(read.sentence())
                .isEqualTo("OpenAI-style messages in /messages, output in /response, model in /model");
        assertThat(read.call().input()).hasSize(3);
        assertThat(read.call().output()).containsExactly(Message.text("assistant", "d"));
    }

    @Test
    void readsAnthropicMessagesWithTools() throws IOException, MappingException {
        Reading read = Reading.of("""
                {"model":"claude-x","system":"Be kind.","messages":[{"role":"user","content":"Weather in Ulm?"},
                 {"role":"assistant","content":[{"type":"thinking","thinking":"Hm","signature":"s"},
                  {"type":"text","text":"Let me look."},{"type":"tool_use","id":"t1","name":"weather","input":{"city":"Ulm"}}]},
                 {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"sun"}]}]},
                 {"role":"assistant","content":[{"type":"text","text":"Sunny."}]}]}
                """);
        assertThat(read.sentence())
                .isEqualTo("Anthropic-style messages in /messages, system in /system, model in /model");
        Part.ToolCall call = new Part.ToolCall("t1", "weather", new Json("{\"city\":\"Ulm\"}"));
        Part.ToolCallResponse result = new Part.ToolCallResponse("t1", new Json("\"sun\""));
        assertThat(read.conversation().messages())
                .containsExactly(
                        Message.text("user", "Weather in Ulm?"),
                        Message.of("assistant", new Part.Reasoning("Hm"), new Part.Text("Let me look."), call),
                        Message.of("tool", result),
                        Message.text("assistant", "Sunny."));
        assertThat(read.conversation().steps())
                .containsExactly(
                        new Step.ModelCall(1),
                        new Step.ToolCall(call, java.util.Optional.of(result)),
                        new Step.ModelCall(3));
        assertThat(read.first().systemInstructions()).containsExactly(new Part.Text("Be kind."));
    }

    @Test
    void readsAgentRunsWithToolsAndReward() throws IOException, MappingException {
        Reading read = Reading.of("""
                [{"task_id":3,"reward":1.0,"info":{"source":"user"},"trial":2,"traj":[
                  {"role":"system","content":"Policy"},{"role":"user","content":"Book a flight"},
                  {"role":"assistant","content":null,"tool_calls":[
                    {"id":"c1","type":"function","function":{"name":"find","arguments":"{\\"to\\":\\"SEA\\"}"}},
                    {"id":"c2","type":"function","function":{"name":"think","arguments":"not json"}}]},
                  {"role":"tool","tool_call_id":"c2","name":"think","content":""},
                  {"role":"tool","tool_call_id":"c1","name":"find","content":"[{\\"id\\": 1}]"},
                  {"role":"assistant","content":"Done."},{"role":"user","content":"###STOP###"}]}]
                """);
        assertThat(read.sentence())
                .isEqualTo("OpenAI-style messages in /traj, session in /task_id, score reward in /reward; "
                        + "metadata from info, trial");
        assertThat(read.first().sessionId()).isEqualTo("3");
        assertThat(read.first().scores()).containsExactly(new RowScore("reward", new ScoreValue.Numeric(1), ""));
        assertThat(read.first().metadata().text()).isEqualTo("{\"info\":{\"source\":\"user\"},\"trial\":2}");
        assertThat(read.conversation().steps())
                .containsExactly(
                        new Step.ModelCall(2),
                        new Step.ToolCall(
                                new Part.ToolCall("c1", "find", new Json("{\"to\":\"SEA\"}")),
                                java.util.Optional.of(new Part.ToolCallResponse("c1", new Json("[{\"id\": 1}]")))),
                        new Step.ToolCall(
                                new Part.ToolCall("c2", "think", new Json("\"not json\"")),
                                java.util.Optional.of(new Part.ToolCallResponse("c2", new Json("\"\"")))),
                        new Step.ModelCall(5));
    }

    @Test
    void readsShareGpt() throws IOException, MappingException {
        Reading read = Reading.of("""
                [{"id":"x","conversations":[{"from":"human","value":"Hi"},{"from":"gpt","value":"Hello"},
                  {"from":"human","value":"Bye"},{"from":"gpt","value":"Bye!"}]}]
                """);
        assertThat(read.sentence()).isEqualTo("ShareGPT-style messages in /conversations; metadata from id");
        assertThat(read.conversation().messages())
                .extracting(Message::role)
                .containsExactly("user", "assistant", "user", "assistant");
    }

    @Test
    void readsRowsThatAreATextAndALabel() throws IOException, MappingException {
        Reading read = Reading.of("""
                {
                  "train": [["set an alarm", "alarm"], ["wake me at six", "alarm"], ["what is the time", "time"]],
                  "test": [["now?", "time"]]
                }
                """);
        assertThat(read.sentence()).isEqualTo("input in /0, no output; metadata from 1");
        assertThat(read.exchanges()).hasSize(4);
        assertThat(read.call().input()).containsExactly(Message.text("user", "set an alarm"));
        assertThat(read.first().tags()).containsExactly("train");
        assertThat(read.first().metadata()).isEqualTo(new Json("{\"label\":\"alarm\"}"));
        assertThat(read.exchanges().getLast().tags()).containsExactly("test");
    }

    @Test
    void readsMessagesWithinACellOfACsvFile() throws IOException, MappingException {
        Reading read = Reading.of("""
                id,messages
                1,"[{""role"":""user"",""content"":""Hi""},{""role"":""assistant"",""content"":""Hello""}]"
                """);
        assertThat(read.sentence()).isEqualTo("OpenAI-style messages in /messages; metadata from id");
        assertThat(read.call().output()).containsExactly(Message.text("assistant", "Hello"));
    }

    @Test
    void takesTheMappingThatIsAskedFor() throws IOException, MappingException {
        MappingOptions options = MappingOptions.parse(
                List.of("input=/a/q,output=Text of it,latency=/took,time=/when", "user=/who,session=/a/s,id=/key"),
                "",
                List.of("good=/verdict/ok", "why=/verdict/why"));
        Reading read = Reading.of("""
                {"a":{"q":"what","s":7},"Text of it":"that","took":"830 ms","when":"2026-03-01 12:30:00+01:00",\
                "who":"u1","key":"k","verdict":{"ok":true,"why":"clear"},"model":"m"}
                """, options);
        assertThat(read.sentence())
                .isEqualTo("input in /a/q, output in Text of it, model in /model, time in /when, "
                        + "latency in /took (seconds), session in /a/s, user in /who, identity in /key, "
                        + "score good in /verdict/ok, score why in /verdict/why");
        Exchange row = read.first();
        assertThat(read.call().input()).containsExactly(Message.text("user", "what"));
        assertThat(read.call().output()).containsExactly(Message.text("assistant", "that"));
        assertThat(row.latency()).hasValue(Duration.ofMillis(830));
        assertThat(row.time()).hasValue(Instant.parse("2026-03-01T11:30:00Z"));
        assertThat(row.userId()).isEqualTo("u1");
        assertThat(row.sessionId()).isEqualTo("7");
        assertThat(row.id()).isEqualTo("k");
        assertThat(row.metadata()).isEqualTo(Json.ABSENT);
        assertThat(row.scores())
                .containsExactly(
                        new RowScore("good", new ScoreValue.Bool(true), ""),
                        new RowScore("why", new ScoreValue.Category("clear"), ""));
    }

    @Test
    void saysWhatIsWrongWithARowAndReadsTheOthers() throws IOException, MappingException {
        Reading read =
                Reading.of("""
                {"query":"a","answer":"b","latency":1,"timestamp":1711397284}
                {"query":"","answer":null,"latency":1,"timestamp":1711397284}
                {"query":"a","answer":"b","latency":"soon","timestamp":1711397284}
                {"query":"a","answer":"b","latency":1,"timestamp":"yesterday"}
                """, MappingOptions.parse(List.of("latency=/latency,time=/timestamp"), "", List.of()));
        assertThat(read.exchanges()).hasSize(1);
        assertThat(read.reasons())
                .containsExactly(
                        "2: says nothing (expected: text in /query or /answer)",
                        "3: latency in /latency is soon (expected: a duration such as 1.25 or 1250 ms)",
                        "4: time in /timestamp is yesterday (" + Times.EXPECTED + ")");
    }

    @Test
    void saysWhichColumnsThereAreWhereNothingFits() {
        assertThatThrownBy(() -> Reading.of("{\"foo\":\"x\",\"bar baz\":\"y\",\"n\":1}\n"))
                .isInstanceOf(MappingException.class)
                .hasMessage("no column says what went into the model; the columns are foo, bar baz, n. "
                        + "Say which with, for example, --map \"input=/foo,output=/bar baz\" or --messages /COLUMN");
    }

    @Test
    void refusesASelectorThatFindsNothing() throws MappingException {
        MappingOptions options = MappingOptions.parse(List.of("output=/respones"), "", List.of());
        assertThatThrownBy(() -> Reading.of("{\"query\":\"x\",\"response\":\"y\"}\n", options))
                .hasMessage("none of the first 1 rows has /respones (expected: one of the columns query, response)");
    }

    @Test
    void refusesOptionsThatAreNone() {
        assertThatThrownBy(() -> MappingOptions.parse(List.of("inptu=/q"), "", List.of()))
                .hasMessageStartingWith("--map inptu=/q: there is no field 'inptu' (expected one of: input, output,");
        assertThatThrownBy(() -> MappingOptions.parse(List.of("input"), "", List.of()))
                .hasMessage("--map input: is no pair (expected: NAME=WHERE, for example input=/query)");
        assertThatThrownBy(() -> MappingOptions.parse(List.of(), "", List.of("=x")))
                .hasMessageStartingWith("--score =x: is no pair");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-01T12:30:00Z | 2026-03-01T12:30:00Z",
                "2026-03-01T12:30:00.123456+02:00 | 2026-03-01T10:30:00.123456Z",
                "2026-03-01 12:30 | 2026-03-01T12:30:00Z",
                "2026-03-01 12:30:00 UTC | 2026-03-01T12:30:00Z",
                "2026/3/1 | 2026-03-01T00:00:00Z",
                "20260301 | 2026-03-01T00:00:00Z",
                "1711397284 | 2024-03-25T20:08:04Z",
                "1711397284.5 | 2024-03-25T20:08:04.500Z",
                "1711397284101 | 2024-03-25T20:08:04.101Z",
                "1711397284101236 | 2024-03-25T20:08:04.101236Z",
                "1711397284101236789 | 2024-03-25T20:08:04.101236789Z",
                "07/11/2023, 01:04:13 | 2023-07-11T01:04:13Z",
                "7/11/2023 1:04 PM | 2023-07-11T13:04:00Z",
                "Mon, 25 Mar 2024 20:08:04 GMT | 2024-03-25T20:08:04Z",
            })
    void readsTimes(String written, String meant) {
        assertThat(Times.parse(written, false)).hasValue(Instant.parse(meant));
    }

    @ParameterizedTest
    @CsvSource({"17", "yesterday", "2026-13-01", "13/13/2023", "1e30", "-5"})
    void readsNoTimeWhereThereIsNone(String written) {
        assertThat(Times.parse(written, false)).isEmpty();
    }

    @Test
    void putsTheDayFirstWhereTheMonthCannotBe() throws IOException, MappingException {
        Reading read = Reading.of("""
                query,answer,date
                a,b,03/04/2026
                a,b,25/04/2026
                """);
        assertThat(read.sentence()).isEqualTo("input in /query, output in /answer, time in /date (day first, UTC)");
        assertThat(read.first().time()).hasValue(Instant.parse("2026-04-03T00:00:00Z"));
    }
}
