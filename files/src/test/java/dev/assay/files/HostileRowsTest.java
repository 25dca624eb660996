package dev.assay.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Message;
import dev.assay.model.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are too much of something cost only themselves, and neither minutes nor all of the memory. */
class HostileRowsTest {

    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31", "0001-01-01T00:00:00Z", "1925-01-01", "19250101", "2200-01-01"})
    void refusesTimesThatNoCallWasMadeAt(String time) throws IOException, MappingException {
        Reading read = Reading.of(
                "{\"prompt\":\"a\",\"at\":\"" + time + "\"}\n{\"prompt\":\"b\",\"at\":\"2026-03-01\"}\n",
                MappingOptions.parse(List.of("time=/at"), "", List.of()));
        assertThat(read.exchanges()).hasSize(1);
        assertThat(read.reasons()).containsExactly("1: time in /at is " + time + " (" + Times.EXPECTED + ")");
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsNoTimeFromMillionsOfDigits() throws IOException, MappingException {
        Reading read = Reading.of("{\"prompt\":\"a\",\"time\":\"" + "1".repeat(4_000_000) + "\"}\n");
        assertThat(read.first().time()).isEmpty();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void namesThousandsOfColumnsOfOneName() throws IOException, MappingException {
        Reading read = Reading.of("prompt" + ",a".repeat(10_000) + "\nx" + ",1".repeat(10_000) + "\n");
        assertThat(read.first().metadata().text()).contains("\"a 10000\":\"1\"");
        assertThat(read.sentence()).endsWith("metadata from a, a 2, a 3, a 4, a 5, a 6 and 9994 more");
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void findsTheResponsesOfHundredThousandAnswers() throws IOException, MappingException {
        String messages = IntStream.range(0, 100_000)
                .mapToObj(i -> "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"" + i + "\"}]}")
                .collect(Collectors.joining(","));
        Reading read = Reading.of(
                "{\"messages\":[" + messages + ",{\"role\":\"tool\",\"tool_call_id\":\"7\",\"content\":\"late\"}]}\n");
        List<Step> steps = read.conversation().steps();
        assertThat(steps).hasSize(200_000);
        assertThat(steps.stream()
                        .filter(step -> step instanceof Step.ToolCall call
                                && call.response().isPresent()))
                .singleElement()
                .isSameAs(steps.get(15));
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void joinsTheCallsOfOneResponse() throws IOException, MappingException {
        String item = "{\"type\":\"function_call\",\"name\":\"f\"},";
        Reading read = Reading.of("{\"input\":\"a\",\"output\":{\"object\":\"response\",\"output\":["
                + item.repeat(200_000)
                + "{\"type\":\"function_call_output\",\"output\":\"b\"}]}}\n");
        assertThat(read.call().output()).extracting(Message::role).containsExactly("assistant", "tool");
        assertThat(read.call().output().getFirst().parts()).hasSize(200_000);
    }

    @Test
    void refusesARowOfMillionsOfSmallValuesAndGoesOn() throws IOException, MappingException {
        String many = "{\"prompt\":\"a\",\"x\":[" + "{},".repeat(1_000_000) + "{}]}";
        Reading lines = Reading.of(many + "\n{\"prompt\":\"b\"}\n");
        assertThat(lines.exchanges()).hasSize(1);
        assertThat(lines.reasons())
                .singleElement()
                .asString()
                .startsWith("1: is no JSON: more than 2000000 values, names and brackets (expected: fewer in one row)");
        Reading document = Reading.of("[{\"prompt\":\"b\"},\n" + many + "]");
        assertThat(document.exchanges()).hasSize(1);
        assertThat(document.reasons()).singleElement().asString().endsWith("nothing after it was read");
    }

    @Test
    void readsManyRowsThatAreTogetherMoreThanOneMayHold() throws IOException, MappingException {
        String row = "{\"prompt\":\"a\",\"x\":[" + "1,".repeat(800_000) + "1]}";
        assertThat(Reading.of("[" + row + "," + row + "," + row + "]").exchanges())
                .hasSize(3);
    }

    @Test
    void keepsAllThatWasSaidBeforeATextIsJoinedToIt() throws IOException, MappingException {
        MappingOptions options = MappingOptions.parse(List.of("input=/context,input=/question"), "", List.of());
        Reading read = Reading.of("""
                {"context":[{"role":"user","content":""}],"question":"why?"}
                {"context":[{"role":"user","content":["one","two"]}],"question":"why?"}
                """, options);
        assertThat(read.reasons()).isEmpty();
        assertThat(read.exchanges())
                .extracting(exchange -> ((Content.Call) exchange.content()).input())
                .containsExactly(
                        List.of(new Message("user", "", List.of()), Message.text("user", "why?")),
                        List.of(
                                new Message("user", "", List.of(new Part.Text("one"), new Part.Text("two"))),
                                Message.text("user", "why?")));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 11})
    void saysThatAGzippedFileIsDamaged(int length) {
        byte[] cut = new byte[length];
        cut[0] = 0x1f;
        cut[1] = (byte) 0x8b;
        assertThatThrownBy(() -> Rows.of("cut.gz", new ByteArrayInputStream(cut)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("cut.gz: the compressed file is damaged or ends too early");
    }

    @Test
    void readsNoUsageFromANumberThatIsTooLarge() throws IOException, MappingException {
        Reading read = Reading.of("""
                {"prompt":"a","response":{"choices":[{"message":{"content":"b"}}],\
                "usage":{"prompt_tokens":99999999999999999999,"completion_tokens":1}}}
                """);
        assertThat(read.first().usage().inputTokens()).isEmpty();
        assertThat(read.first().usage().outputTokens()).hasValue(1);
    }

    @Test
    void leavesScoresThatNoServerTakesInTheMetadata() throws IOException, MappingException {
        Reading read = Reading.of("{\"prompt\":\"a\",\"scores\":{\"\":1,\"" + "n".repeat(201) + "\":2,\"good\":3}}\n");
        assertThat(read.first().scores()).extracting(RowScore::name).containsExactly("good");
        assertThat(read.first().metadata().text()).startsWith("{\"scores\":{\"\":1,\"nnn");
        assertThatThrownBy(() -> MappingOptions.parse(List.of(), "", List.of(" =/x")))
                .hasMessage("--score  =/x: the name is '' (expected: 1 to 200 characters)");
    }

    @Test
    void namesNotAllOfAHundredThousandColumns() {
        String row = IntStream.range(0, 100_000)
                .mapToObj(i -> "\"k" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
        assertThatThrownBy(() -> Reading.of(row))
                .isInstanceOf(MappingException.class)
                .message()
                .contains("k49 and 99950 more")
                .hasSizeLessThan(1000);
    }
}
