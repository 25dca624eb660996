package dev.assay.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.Score;
import dev.assay.model.ScoreSource;
import dev.assay.model.ScoreValue;
import dev.assay.model.SpanContent;
import dev.assay.model.SpanContent.Direction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtlpLogsTest {

    private static final String TRACE = "0102030405060708090a0b0c0d0e0f10";
    private static final String SPAN = "0102030405060708";
    private static final String IDS =
            "\"traceId\":\"" + TRACE + "\",\"spanId\":\"" + SPAN + "\",\"timeUnixNano\":\"1000000000\"";
    private static final Instant TIME = Instant.ofEpochSecond(1);

    @Test
    void legacyEventsAreMessages() {
        OtlpLogs.Decoded decoded = decode(
                log("gen_ai.system.message", body("content", "Be brief.")),
                log("gen_ai.user.message", "\"body\":{\"stringValue\":\"hi\"}"),
                log(
                        "gen_ai.user.message",
                        "\"body\":{\"stringValue\":\"{\\\"content\\\":\\\"there\\\",\\\"role\\\":\\\"developer\\\"}\"}"),
                log(
                        "gen_ai.tool.message",
                        "\"body\":{\"kvlistValue\":{\"values\":[" + pair("id", "c1") + "," + pair("content", "rainy")
                                + "]}}"),
                log("gen_ai.choice", choice(1, "max_tokens", "Second")),
                log("gen_ai.choice", choice(0, "stop", "First")));
        assertThat(decoded.contents())
                .containsExactly(
                        input(0, Message.text("system", "Be brief.")),
                        input(1, Message.text("user", "hi")),
                        input(2, Message.text("developer", "there")),
                        input(3, Message.of("tool", new Part.ToolCallResponse("c1", new Json("\"rainy\"")))),
                        output(1, "Second", "length"),
                        output(0, "First", "stop"));
    }

    @Test
    void theNameOfTheEventMayBeAnAttribute() {
        OtlpLogs.Decoded decoded = decode("{" + IDS + ",\"attributes\":[" + pair("event.name", "gen_ai.user.message")
                + "]," + body("content", "hi") + "}");
        assertThat(decoded.contents()).containsExactly(input(0, Message.text("user", "hi")));
    }

    @Test
    void detailsHoldTheWholeConversation() {
        OtlpLogs.Decoded decoded = decode("{" + IDS
                + ",\"eventName\":\"gen_ai.client.inference.operation.details\",\"attributes\":["
                + pair("gen_ai.system_instructions", "[{\\\"type\\\":\\\"text\\\",\\\"content\\\":\\\"Be brief.\\\"}]")
                + ","
                + pair(
                        "gen_ai.input.messages",
                        "[{\\\"role\\\":\\\"user\\\",\\\"parts\\\":[{\\\"type\\\":\\\"text\\\",\\\"content\\\":\\\"hi\\\"}]}]")
                + ","
                + pair(
                        "gen_ai.output.messages",
                        "[{\\\"role\\\":\\\"assistant\\\",\\\"parts\\\":[{\\\"type\\\":\\\"text\\\",\\\"content\\\":\\\"Hello\\\"}],\\\"finish_reason\\\":\\\"stop\\\"}]")
                + "]}");
        assertThat(decoded.contents())
                .containsExactly(
                        input(0, Message.text("system", "Be brief.")),
                        input(1, Message.text("user", "hi")),
                        output(0, "Hello", "stop"));
    }

    /** Without capture of content the events come all the same. */
    @Test
    void anEventWithoutContentIsNoMessage() {
        OtlpLogs.Decoded decoded = decode(
                log("gen_ai.user.message", "\"body\":{}"),
                log(
                        "gen_ai.choice",
                        "\"body\":{\"kvlistValue\":{\"values\":[" + pair("finish_reason", "stop") + "]}}"));
        assertThat(decoded.contents()).isEmpty();
        assertThat(decoded.rejected()).isEqualTo(Rejected.NONE);
    }

    @Test
    void evaluationsAreScores() {
        String log = "{" + IDS + ",\"eventName\":\"gen_ai.evaluation.result\",\"attributes\":["
                + pair("gen_ai.evaluation.name", "tone") + ","
                + pair("gen_ai.evaluation.score.label", "rude") + ","
                + pair("gen_ai.evaluation.explanation", "it shouts") + ","
                + pair("gen_ai.evaluation.evaluator.id", "tone-check") + ","
                + pair("gen_ai.evaluation.evaluator.version", "2") + ","
                + pair("gen_ai.evaluation.evaluator.type", "Human") + "]}";
        OtlpLogs.Decoded decoded = decode(log);
        Score score = decoded.scores().getFirst();
        assertThat(score)
                .isEqualTo(new Score(
                        score.id(),
                        "tone",
                        new ScoreValue.Category("rude"),
                        "it shouts",
                        ScoreSource.HUMAN,
                        "tone-check",
                        "2",
                        TRACE,
                        SPAN,
                        "",
                        "",
                        TIME));
        assertThat(decode(log, log).scores()).extracting(Score::id).containsExactly(score.id(), score.id());
    }

    @Test
    void aNumberComesWithItsLabelAndASessionWillDo() {
        OtlpLogs.Decoded decoded =
                decode("{\"timeUnixNano\":\"1000000000\",\"eventName\":\"gen_ai.evaluation.result\",\"attributes\":["
                        + pair("gen_ai.evaluation.name", "tone")
                        + ",{\"key\":\"gen_ai.evaluation.score.value\",\"value\":{\"intValue\":1}},"
                        + pair("gen_ai.evaluation.score.label", "pass") + ","
                        + pair("gen_ai.evaluation.explanation", "polite") + ","
                        + pair("gen_ai.conversation.id", "c") + "]}");
        Score score = decoded.scores().getFirst();
        assertThat(score.value()).isEqualTo(new ScoreValue.Numeric(1));
        assertThat(score.comment()).isEqualTo("pass: polite");
        assertThat(score.sessionId()).isEqualTo("c");
        assertThat(score.traceId()).isEmpty();
    }

    @Test
    void aResponseIdAloneWillDo() {
        OtlpLogs.Decoded decoded =
                decode("{\"timeUnixNano\":\"1000000000\",\"eventName\":\"gen_ai.evaluation.result\",\"attributes\":["
                        + pair("gen_ai.evaluation.name", "tone") + ","
                        + pair("gen_ai.evaluation.score.label", "warm") + ","
                        + pair("gen_ai.response.id", "resp_1") + "]}");
        assertThat(decoded.rejected()).isEqualTo(Rejected.NONE);
        assertThat(decoded.scores().getFirst().responseId()).isEqualTo("resp_1");
        assertThat(decoded.scores().getFirst().traceId()).isEmpty();
    }

    @Test
    void whatDoesNotSayEnoughIsRejectedAndWhatIsNotOursIsLeft() {
        OtlpLogs.Decoded decoded = decode(
                "{\"eventName\":\"gen_ai.user.message\"," + body("content", "hi") + "}",
                "{" + IDS + ",\"eventName\":\"gen_ai.evaluation.result\"}",
                "{" + IDS + ",\"body\":{\"stringValue\":\"GET /\"}}");
        assertThat(decoded.rejected())
                .isEqualTo(new Rejected(
                        2, "gen_ai.user.message without the trace id and span id of the span it belongs to"));
        assertThat(decoded.notOurs()).isEqualTo(1);
    }

    private static OtlpLogs.Decoded decode(String... logs) {
        String body = "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + String.join(",", logs) + "]}]}]}";
        return OtlpLogs.decode(OtlpJson.logs(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String log(String event, String body) {
        return "{" + IDS + ",\"eventName\":\"" + event + "\"," + body + "}";
    }

    private static String body(String key, String value) {
        return "\"body\":{\"kvlistValue\":{\"values\":[" + pair(key, value) + "]}}";
    }

    private static String choice(int index, String reason, String text) {
        return "\"body\":{\"kvlistValue\":{\"values\":[{\"key\":\"index\",\"value\":{\"intValue\":" + index + "}},"
                + pair("finish_reason", reason) + ",{\"key\":\"message\",\"value\":{\"kvlistValue\":{\"values\":["
                + pair("content", text) + "]}}}]}}";
    }

    private static String pair(String key, String value) {
        return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
    }

    private static SpanContent input(int index, Message message) {
        return new SpanContent(TRACE, SPAN, TIME, Direction.INPUT, index, message, "");
    }

    private static SpanContent output(int index, String text, String reason) {
        Message message = new Message("assistant", "", List.of(new Part.Text(text)));
        return new SpanContent(TRACE, SPAN, TIME, Direction.OUTPUT, index, message, reason);
    }
}
