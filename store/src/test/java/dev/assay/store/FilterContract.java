package dev.assay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.Score;
import dev.assay.model.ScoreSource;
import dev.assay.model.ScoreValue;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.TraceSummary;
import dev.assay.model.Usage;
import dev.assay.store.filter.Filter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the filter language means; every engine of the columns gives the same answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FilterContract {

    private static final String P = "shop";

    @TempDir
    static Path folder;

    /** Columns with nothing in them. */
    protected abstract Columns open(Path folder);

    protected Columns columns;

    @BeforeAll
    void write() {
        columns = open(folder);
        writeDifferent();
        writeSums();
    }

    /** Trace 1 is an agent with a call of a model that failed; 2 is one call; 3 says nothing. */
    private void writeDifferent() {
        SpanBuilder agent = Spans.step(SpanKind.AGENT, 1, 1, 0);
        agent.tags = List.of("vip", "a*b");
        agent.status = Status.OK;
        agent.endTime = agent.startTime.plusSeconds(3);
        agent.metadata = new Json("{\"plan\":\"pro\",\"seats\":5,\"trial\":false,\"none\":null,\"a/b~c\":\"x\"}");
        SpanBuilder call = Spans.llm(1, 2, 1);
        call.status = Status.ERROR;
        call.errorType = "timeout";
        call.errorMessage = "took 100% too_long";
        call.input = List.of(Message.text("user", "I want a refund!\nNow"));
        call.output =
                List.of(Message.of("assistant", new Part.ToolCall("c1", "get_order", new Json("{\"id\":\"é-1\"}"))));
        call.systemInstructions = List.of(new Part.Text("Be brief."));
        call.tools = new Json("[{\"name\":\"get_order\"}]");
        call.usage = new Usage(
                OptionalLong.of(900),
                OptionalLong.of(200),
                OptionalLong.of(10),
                OptionalLong.empty(),
                OptionalLong.of(0));
        call.costUsd = OptionalDouble.of(0.01);
        call.finishReasons = List.of("stop", "tool_call");
        call.attributes = new Json("{\"http.route\":\"/v1/chat\",\"n\":1.50,\"deep\":{\"x\":1}}");
        SpanBuilder other = Spans.llm(2, 3, 0);
        other.responseModel = "claude-haiku-4-5";
        other.provider = "anthropic";
        other.sessionId = "s-2";
        other.userId = "u-2";
        other.environment = "production";
        other.service = "Support";
        other.promptName = "greet";
        other.promptVersion = "3";
        other.responseId = "resp_1";
        SpanBuilder silent = new SpanBuilder(Spans.trace(3), "ffffffffffffffff");
        silent.startTime = Spans.NOON.plus(Duration.ofDays(1));
        silent.endTime = silent.startTime;
        columns.write(new Batch(
                1,
                List.of(
                        Spans.write(P, agent.build()),
                        Spans.write(P, call.build()),
                        Spans.write(P, other.build()),
                        Spans.write(P, silent.build()),
                        Spans.write("elsewhere", Spans.llm(9, 9, 0).build())),
                List.of(),
                List.of(
                        score("a", "quality", new ScoreValue.Numeric(0.25), 1, Spans.id(2)),
                        score("b", "helpful", new ScoreValue.Bool(true), 2, ""),
                        score("c", "tone", new ScoreValue.Category("warm-hearted"), 2, Spans.id(3)),
                        score("d", "said", new ScoreValue.Text("thank you"), 3, ""))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "cost:>0.025, true",
        "cost:>0.035, false",
        "cost:0.03, true",
        "tokens:300, true",
        "tokens.input:200, true",
        "tokens.input:>200, false",
        "tokens.output:<100, false",
        "tokens.cache_read:14, true",
        "has:tokens.reasoning, false",
        "duration:4s, true",
        "duration:<2s, false",
        "start:<=2026-11-23T12:00:01Z, true",
        "start:>2026-11-23T12:00:01Z, false",
        "end:<2026-11-23T12:00:05Z, false",
        "-cost:>0.035, true",
    })
    void amountsOfATrace_areWhatItsSpansComeTo(String filter, boolean passes) {
        TraceFilter question =
                new TraceFilter("sums", Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), Filter.parse(filter));
        assertThat(columns.findTraces().find(question, 10, Optional.empty()).items())
                .hasSize(passes ? 1 : 0);
    }

    /** One trace with three calls, of which the first repeats the usage of the third, which is below it. */
    private void writeSums() {
        List<Batch.SpanWrite> writes = new ArrayList<>();
        writes.add(Spans.write("sums", Spans.step(SpanKind.AGENT, 1, 1, 0).build()));
        for (int number = 2; number <= 4; number++) {
            SpanBuilder call = Spans.llm(1, number, number == 4 ? 2 : 1);
            call.usage = new Usage(
                    OptionalLong.of(100),
                    OptionalLong.of(50),
                    OptionalLong.of(7),
                    OptionalLong.empty(),
                    OptionalLong.empty());
            call.costUsd = OptionalDouble.of(0.015);
            call.startTime = Spans.NOON.plusSeconds(number);
            call.endTime = call.startTime.plusSeconds(1);
            writes.add(Spans.write("sums", call.build()));
        }
        columns.write(new Batch(2, writes, List.of(), List.of()));
    }

    @AfterAll
    void close() {
        columns.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "model:gpt-5-mini | 12",
                "model:claude* | 2",
                "model:*mini* | 12",
                "model:gpt-5*,claude* | 12",
                "model:* | 12",
                "-model:* | 3",
                "-has:model | 3",
                "response.model:claude-haiku-4-5 | 2",
                "request.model:claude* | ^^",
                "provider:openai -kind:agent | ^^",
                "provider:openai kind:agent | 1",
                "provider:OpenAI | ^^",
                "status:error | 1",
                "has:error | 1",
                "failed:true | ^^",
                "failed:FALSE | 123",
                "-failed:true | 123",
                "has:failed failed:true,false | 123",
                "-has:error | 23",
                "status:ok status:error | 1",
                "-status:ok,error | 3",
                "error.type:time* | 1",
                "error.message:*100%* | 1",
                "error.message:*100*too_long | 1",
                "error.message:*tooXlong | ^^",
                "has:error.message | 1",
                "name:\"chat gpt-5-mini\" | 12",
                "name:chat\\ * | 12",
                "name:* | 12",
                "has:name | 12",
                "tag:vip | 1",
                "tag:a\\*b | 1",
                "tag:\"a*b\" | 1",
                "tag:v*p | 1",
                "tag:v | ^^",
                "has:tag | 1",
                "finish:tool* | 1",
                "finish:stop,length | 1",
                "session:s-2 user:u-2 env:production service:Support | 2",
                "service:support | ^^",
                "prompt:greet prompt.version:3 response.id:resp_* | 2",
                "has:parent | 1",
                "trace:00000000000000000000000000000002 | 2",
                "trace:*3 | 3",
                "span:0000000000000003 | 2",
                "span:FFFFFFFFFFFFFFFF | 3",
                "parent:0000000000000001 | 1",
                "tokens:>1000 | 1",
                "tokens:1100 | 1",
                "tokens:50,1100 | 12",
                "-tokens:>=0 | 3",
                "has:tokens | 12",
                "tokens.input:<=40 | 2",
                "tokens.cache_read:>0 | 1",
                "tokens.reasoning:0 | 1",
                "has:tokens.cache_write | ^^",
                "cost:>=0.01 | 1",
                "cost:>0.01 | ^^",
                "duration:>2s | 1",
                "duration:>=1s | 12",
                "duration:0s | 3",
                "-duration:>=1s | 3",
                "start:>=2026-11-24 | 3",
                "start:<2026-11-24 | 12",
                "end:=2026-11-23T12:00:04Z | 12",
                "has:start | 123",
                "refund | 1",
                "REFUND now | 1",
                "\"refund now\" | ^^",
                "order | 12",
                "-refund | 23",
                "input:refund | 1",
                "output:refund | ^^",
                "output:get_order,Monday | 12",
                "output:É-1 | 1",
                "system:brief | 1",
                "system:text | ^^",
                "tools:GET_order | 1",
                "has:system | 1",
                "-has:input | 3",
                "has:tools | 1",
                "attributes.http.route:/v1/* | 1",
                "attributes.http.route:/v1/chat | 1",
                "attributes.http:* | ^^",
                "attributes.n:1.5 | 1",
                "attributes.n:\"1.50\" | 1",
                "attributes.n:>1 | 1",
                "attributes.n:<1 | ^^",
                "attributes.n:* | ^^",
                "attributes.deep:* | ^^",
                "has:attributes.deep | 1",
                "-has:attributes.n | 23",
                "metadata.plan:pro,free | 1",
                "metadata.plan:>1 | ^^",
                "metadata.seats:5 | 1",
                "metadata.trial:false | 1",
                "has:metadata.none | ^^",
                "metadata.a/b~c:x | 1",
                "score.quality:<0.5 | 1",
                "score.quality:0.25 | 1",
                "score.quality:>0.5 | ^^",
                "score.helpful:true | 2",
                "score.helpful:false | ^^",
                "score.tone:warm* | 2",
                "score.said:\"thank you\" | 3",
                "has:score.tone | 2",
                "-has:score.tone | 13",
                "model:claude* OR tag:vip | 12",
                "(model:claude* OR tag:vip) has:error | 1",
                "-(model:claude* OR tag:vip) | 3",
                "-(has:error tag:vip) | 23",
            })
    void aTracePasses_whereEachTermHoldsOnSomeSpan(String filter, String traces) {
        assertThat(traces(filter)).isEqualTo(traces);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "^^ | f321",
                "model:gpt-5-mini | 32",
                "-model:gpt-5* | f1",
                "has:error tag:vip | ^^",
                "status:ok tag:vip | 1",
                "-status:error -tag:vip | f3",
                "failed:true | 2",
                "failed:false | f31",
                "refund provider:openai | 2",
                "-order | f1",
                "duration:<2s has:parent | 2",
                "attributes.n:>1 | 2",
                "-metadata.plan:pro | f32",
                "score.quality:<0.5 | 2",
                "-score.quality:<0.5 | f31",
                "score.helpful:true OR score.said:thank* | f3",
            })
    void aSpanPasses_whereAllHoldsOnIt(String filter, String spans) {
        assertThat(spans(filter, 100)).isEqualTo(spans);
        assertThat(spans(filter, 1)).as("page by page").isEqualTo(spans);
    }

    /** Trace 1 failed, 2 has a step that did, of 3 only a step that failed has arrived. */
    @Test
    void aTraceFailed_whereItsRootSaysSo() {
        SpanBuilder failed = Spans.step(SpanKind.AGENT, 1, 1, 0);
        failed.status = Status.ERROR;
        SpanBuilder mended = Spans.step(SpanKind.AGENT, 2, 2, 0);
        mended.status = Status.OK;
        SpanBuilder step = Spans.llm(2, 3, 2);
        step.status = Status.ERROR;
        SpanBuilder early = Spans.llm(3, 5, 4);
        early.status = Status.ERROR;
        columns.write(new Batch(
                3,
                Stream.of(failed, mended, step, early)
                        .map(span -> Spans.write("failing", span.build()))
                        .toList(),
                List.of(),
                List.of()));

        assertThat(failing("failed:true")).containsExactlyInAnyOrder(Spans.trace(1), Spans.trace(3));
        assertThat(failing("-failed:true")).containsExactly(Spans.trace(2));
        assertThat(failing("failed:false status:error")).containsExactly(Spans.trace(2));
        assertThat(failing("failed:true OR kind:agent")).hasSize(3);
    }

    private List<String> failing(String filter) {
        TraceFilter question =
                new TraceFilter("failing", Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), Filter.parse(filter));
        return columns.findTraces().find(question, 100, Optional.empty()).items().stream()
                .map(TraceSummary::traceId)
                .toList();
    }

    private String spans(String filter, int limit) {
        TraceFilter question =
                new TraceFilter(P, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), Filter.parse(filter));
        StringBuilder numbers = new StringBuilder();
        Optional<FindSpans.Cursor> after = Optional.empty();
        do {
            FindSpans.Page page = columns.findSpans().find(question, limit, after);
            page.items().forEach(span -> numbers.append(span.spanId().charAt(15)));
            after = page.next();
        } while (after.isPresent());
        return numbers.toString();
    }

    private String traces(String filter) {
        TraceFilter question =
                new TraceFilter(P, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), Filter.parse(filter));
        StringBuilder numbers = new StringBuilder();
        for (TraceSummary trace : columns.findTraces()
                .find(question, 100, Optional.empty())
                .items()
                .reversed()) {
            numbers.append(Integer.parseInt(trace.traceId(), 16));
        }
        return numbers.toString();
    }

    private static Batch.ScoreWrite score(String id, String name, ScoreValue value, int trace, String span) {
        return new Batch.ScoreWrite(
                P,
                new Score(
                        id, name, value, "", ScoreSource.HUMAN, "", "", Spans.trace(trace), span, "", "", Spans.NOON));
    }
}
