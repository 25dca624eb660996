package dev.assay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.TraceSummary;
import dev.assay.model.Usage;
import dev.assay.store.filter.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of large traces, and lists that go far back. */
public abstract class ListContract {

    private static final String P = "shop";

    /** Columns with nothing in them. */
    protected abstract Columns open();

    private Columns columns;
    private long position;

    @BeforeEach
    void openColumns() {
        columns = open();
    }

    @AfterEach
    void closeColumns() {
        columns.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aLargeTrace_isShownAsIfEachOfItsSpansWereRead(long seed) {
        Random random = new Random(seed);
        List<Span> spans = new ArrayList<>();
        int count = seed <= 2 ? 2_300 : 700;
        while (spans.size() < count) {
            spans.add(anything(random, spans, seed % 2 == 0));
        }
        write(spans.subList(0, 300));
        write(spans.subList(300, count));
        write(List.of(Spans.llm(2, 1, 0).build()));

        TraceSummary expected =
                TraceSummaries.of(spans.stream().map(SpanRow::of).toList(), List.of());
        List<TraceSummary> items =
                columns.findTraces().find(filter(""), 10, Optional.empty()).items();
        assertThat(items).hasSize(2);
        TraceSummary shown = items.stream()
                .filter(trace -> trace.traceId().equals(expected.traceId()))
                .findFirst()
                .orElseThrow();
        assertThat(shown.costUsd().orElse(0)).isEqualTo(expected.costUsd().orElse(0));
        assertThat(shown).isEqualTo(expected);
    }

    /** What clients might send, with ids of all digits, equal times, and rarely a session, a tag, a text. */
    private static Span anything(Random random, List<Span> before, boolean rooted) {
        SpanBuilder span = new SpanBuilder(Spans.trace(1), "%016x".formatted(random.nextLong()));
        boolean root = before.isEmpty() ? !rooted : rooted && random.nextInt(300) == 0;
        span.parentSpanId = root
                ? ""
                : before.isEmpty()
                        ? "%016x".formatted(random.nextLong())
                        : before.get(random.nextInt(before.size())).spanId();
        span.kind = List.of(SpanKind.LLM, SpanKind.TOOL, SpanKind.CHAIN, SpanKind.EMBEDDING)
                .get(random.nextInt(4));
        span.name = "n" + random.nextInt(10);
        span.startTime = Spans.NOON.plusSeconds(random.nextInt(200));
        span.endTime = span.startTime.plusSeconds(random.nextInt(20));
        span.status = random.nextInt(50) == 0 ? Status.ERROR : Status.OK;
        span.usage = random.nextInt(3) == 0 ? Usage.of(random.nextInt(1_000), random.nextInt(100)) : Usage.NONE;
        span.costUsd = random.nextInt(3) == 0 ? OptionalDouble.of(random.nextInt(64) / 64.0) : OptionalDouble.empty();
        span.requestModel = random.nextInt(2) == 0 ? "m" + random.nextInt(6) : "";
        span.responseModel = random.nextInt(4) == 0 ? "r" + random.nextInt(6) : "";
        Function<String, String> rarely = text -> random.nextInt(40) == 0 ? text + random.nextInt(9) : "";
        span.sessionId = rarely.apply("s");
        span.userId = rarely.apply("u");
        span.environment = rarely.apply("e");
        span.service = rarely.apply("v");
        span.tags = random.nextInt(40) == 0 ? List.of("t" + random.nextInt(3), "t" + random.nextInt(9)) : List.of();
        span.input = random.nextInt(40) == 0 ? List.of(Message.text("user", rarely.apply("i") + "?")) : List.of();
        span.output =
                random.nextInt(40) == 0 ? List.of(Message.text("assistant", "o" + random.nextInt(99))) : List.of();
        return span.build();
    }

    @Test
    void filteredPages_goBackThroughAllTimes_withoutGapsOrDoubles() {
        write(singles(300, 1_000, Spans.NOON.plusSeconds(10), "a rose"));
        List<String> passing = new ArrayList<>();
        Duration back = Duration.ofSeconds(1);
        for (int trace = 1; trace <= 90; trace++) {
            Instant start = Spans.NOON.minus(back);
            back = back.multipliedBy(5).dividedBy(4); // by the end some 16 years
            SpanBuilder root = Spans.step(SpanKind.AGENT, trace, 1, 0);
            root.startTime = start;
            root.endTime = start;
            SpanBuilder call = Spans.llm(trace, 2, 1);
            call.startTime = trace % 2 == 0 ? start.plus(Duration.ofHours(23)) : start;
            call.endTime = call.startTime;
            call.provider = trace % 3 == 0 ? "anthropic" : "openai";
            call.input = List.of(Message.text("user", trace % 3 == 0 ? "a heliotrope" : "a rose"));
            write(List.of(root.build(), call.build()));
            if (trace % 3 == 0) {
                passing.add(Spans.trace(trace));
            }
        }
        for (String filter : List.of(
                "provider:anthropic",
                "heliotrope",
                "-provider:openai",
                "heliotrope kind:llm",
                "kind:llm -\"a rose\"")) {
            assertThat(pages(filter, 4)).as(filter).isEqualTo(passing);
        }
        List<Span> spans = new ArrayList<>();
        for (int trace = 3; trace <= 90; trace += 3) {
            spans.addAll(columns.readTrace()
                    .read(P, Spans.trace(trace))
                    .orElseThrow()
                    .spans());
        }
        List<String> expected = spans.stream()
                .filter(span -> span.kind() == SpanKind.LLM)
                .sorted((a, b) -> b.startTime().compareTo(a.startTime()))
                .map(Span::traceId)
                .toList();
        for (String filter : List.of("provider:anthropic", "heliotrope", "input:heliotrope provider:anthropic")) {
            List<String> traces = new ArrayList<>();
            Optional<FindSpans.Cursor> after = Optional.empty();
            do {
                FindSpans.Page page = columns.findSpans().find(filter(filter), 4, after);
                page.items().forEach(item -> traces.add(item.traceId()));
                after = page.next();
            } while (after.isPresent());
            assertThat(traces).as(filter).isEqualTo(expected);
        }
    }

    /** A call that came before its root stood for the trace until then. */
    @Test
    void tracesWhoseRootsCameLast_areFoundByTheirSpans_onceEach() {
        List<Span> calls = new ArrayList<>();
        List<Span> roots = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int trace = 1; trace <= 60; trace++) {
            SpanBuilder root = Spans.step(SpanKind.AGENT, trace, 1, 0);
            root.startTime = Spans.NOON.minusSeconds(trace);
            root.endTime = root.startTime.plusSeconds(9);
            SpanBuilder call = Spans.llm(trace, 2, 1);
            call.startTime = root.startTime.plusSeconds(trace % 5);
            call.endTime = call.startTime;
            call.input = List.of(Message.text("user", trace % 2 == 0 ? "a heliotrope" : "a rose"));
            call.attributes = new Json("{\"region\":\"eu\"}");
            calls.add(call.build());
            roots.add(root.build());
            if (trace % 2 == 0) {
                expected.add(Spans.trace(trace));
            }
        }
        write(calls);
        write(roots);
        for (String filter : List.of("heliotrope", "heliotrope attributes.region:eu", "heliotrope kind:agent")) {
            assertThat(pages(filter, 7)).as(filter).isEqualTo(expected);
        }
        for (String filter : List.of("", "attributes.region:eu", "kind:llm")) {
            assertThat(pages(filter, 7)).as(filter).hasSize(60).isSorted();
        }
    }

    @Test
    void wordsThatManySay_areFoundBehindNewerTraces() {
        write(singles(300, 1, Spans.NOON, "a rose"));
        write(singles(2_600, 1_000, Spans.NOON.minus(Duration.ofHours(2)), "a daffodil"));
        List<String> traces = pages("daffodil -status:error", 1_000);

        assertThat(traces).hasSize(2_600).doesNotHaveDuplicates();
        assertThat(traces.getFirst()).isEqualTo(Spans.trace(1_000));
        assertThat(traces.getLast()).isEqualTo(Spans.trace(3_599));
    }

    /** The traces of all pages, in their order. */
    private List<String> pages(String filter, int limit) {
        List<String> traces = new ArrayList<>();
        Optional<FindTraces.Cursor> after = Optional.empty();
        do {
            FindTraces.Page page = columns.findTraces().find(filter(filter), limit, after);
            page.items().forEach(item -> traces.add(item.traceId()));
            after = page.next();
        } while (after.isPresent());
        return traces;
    }

    /** Traces of one call each, the first the newest, a millisecond apart. */
    private static List<Span> singles(int count, int firstTrace, Instant newest, String says) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SpanBuilder span = Spans.llm(firstTrace + i, 1, 0);
            span.startTime = newest.minusMillis(i);
            span.endTime = span.startTime;
            span.input = List.of(Message.text("user", says));
            spans.add(span.build());
        }
        return spans;
    }

    private static TraceFilter filter(String filter) {
        return new TraceFilter(P, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), Filter.parse(filter));
    }

    private void write(List<Span> spans) {
        columns.write(new Batch(
                ++position, spans.stream().map(span -> Spans.write(P, span)).toList(), List.of(), List.of()));
    }
}
