package dev.assay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.model.Json;
import dev.assay.model.Score;
import dev.assay.model.ScoreSource;
import dev.assay.model.ScoreValue;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.Usage;
import dev.assay.store.filter.Filter;
import dev.assay.store.filter.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions that count and group; every engine of the columns gives the same answers. */
public abstract class AskingContract {

    private static final String P = "shop";

    /** Columns with nothing in them. */
    protected abstract Columns open();

    protected Columns columns;

    /**
     * Trace 1: an agent that calls two models, one of which repeats its usage on the call around it. Trace 2: one call that
     * failed. Trace 3: a tool. Trace 4: a child whose root came later.
     */
    @BeforeEach
    void write() {
        columns = open();
        SpanBuilder agent = Spans.step(SpanKind.AGENT, 1, 1, 0);
        agent.endTime = agent.startTime.plusSeconds(10);
        agent.tags = List.of("vip", "beta");
        agent.userId = "ana";
        SpanBuilder outer = Spans.llm(1, 2, 1);
        outer.costUsd = OptionalDouble.of(0.5);
        SpanBuilder inner = Spans.llm(1, 3, 2);
        inner.costUsd = OptionalDouble.of(0.5);
        inner.requestModel = "claude";
        inner.responseModel = "";
        inner.attributes = new Json("{\"region\":\"eu\",\"n\":7,\"deep\":{\"x\":1}}");
        SpanBuilder failed = Spans.llm(2, 64, 0);
        failed.status = Status.ERROR;
        failed.usage = Usage.of(100, 1);
        failed.costUsd = OptionalDouble.of(0.25);
        failed.attributes = new Json("{\"region\":\"us\",\"none\":null}");
        failed.metadata = new Json("{\"plan\":\"pro\"}");
        SpanBuilder tool = Spans.step(SpanKind.TOOL, 3, 65, 0);
        tool.tags = List.of("vip");
        SpanBuilder child = Spans.llm(4, 130, 131);
        columns.write(batch(1, agent.build(), outer.build(), inner.build(), failed.build(), tool.build()));
        columns.write(batch(2, child.build()));
        SpanBuilder root = Spans.step(SpanKind.CHAIN, 4, 131, 0);
        root.startTime = Spans.NOON.plusSeconds(180);
        root.endTime = root.startTime;
        columns.write(batch(3, root.build()));
        columns.write(new Batch(
                4,
                List.of(),
                List.of(),
                List.of(
                        score("a", new ScoreValue.Bool(true), 1, ""),
                        score("b", new ScoreValue.Numeric(4), 1, Spans.id(3)),
                        score("c", new ScoreValue.Numeric(0.5), 2, ""))));
    }

    @AfterEach
    void close() {
        columns.close();
    }

    @Test
    void stats_ofTraces_byModel_countEachTraceInEachGroup() {
        ReadStats.Stats stats = stats("", Counted.TRACES, "model");

        assertThat(stats.total().count()).isEqualTo(4);
        assertThat(stats.total().costUsd()).hasValue(0.75);
        assertThat(stats.groups())
                .extracting(
                        ReadStats.Group::value,
                        group -> group.numbers().count(),
                        group -> group.numbers().errors(),
                        group -> group.numbers().costUsd())
                .containsExactly(
                        tuple("gpt-5-mini", 3L, 1L, OptionalDouble.of(0.75)),
                        tuple("gpt-5-mini-2025-08-07", 3L, 1L, OptionalDouble.of(0.75)),
                        tuple("claude", 1L, 0L, OptionalDouble.of(0.5)));
        assertThat(stats.more()).isFalse();
    }

    @Test
    void stats_ofSpans_byModel_sumLeavesOnly() {
        ReadStats.Stats stats = stats("kind:llm", Counted.SPANS, "request.model");

        assertThat(stats.total().count()).isEqualTo(4);
        assertThat(stats.total().errors()).isEqualTo(1);
        assertThat(stats.total().latency())
                .hasValue(new ReadStats.Latency(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)));
        assertThat(stats.groups())
                .extracting(
                        ReadStats.Group::value,
                        group -> group.numbers().count(),
                        group -> group.numbers().inputTokens().orElse(-1),
                        group -> group.numbers().costUsd())
                .containsExactly(
                        tuple("gpt-5-mini", 3L, 140L, OptionalDouble.of(0.25)),
                        tuple("claude", 1L, 40L, OptionalDouble.of(0.5)));
    }

    @Test
    void stats_byTime_startWithTheRoot() {
        ReadStats.Stats stats = stats("", Counted.TRACES, "kind");

        assertThat(stats.buckets())
                .extracting(ReadStats.Bucket::start, bucket -> bucket.numbers().count())
                .containsExactly(
                        tuple(Spans.NOON, 1L),
                        tuple(Spans.NOON.plusSeconds(60), 2L),
                        tuple(Spans.NOON.plusSeconds(180), 1L));
        assertThat(stats.groups().getFirst().value()).isEqualTo("llm");
        assertThat(stats.groups().getFirst().buckets())
                .extracting(
                        ReadStats.Bucket::start,
                        bucket -> bucket.numbers().inputTokens().orElse(-1))
                .containsExactly(
                        tuple(Spans.NOON, 40L),
                        tuple(Spans.NOON.plusSeconds(60), 100L),
                        tuple(Spans.NOON.plusSeconds(180), 40L));
    }

    @Test
    void stats_by_areLimited() {
        ReadStats.Stats stats = columns.readStats()
                .stats(new ReadStats.Question(
                        filter(""), Counted.SPANS, Duration.ofMinutes(1), Optional.of(Subject.named("kind")), 2));

        assertThat(stats.groups()).extracting(ReadStats.Group::value).containsExactly("llm", "agent");
        assertThat(stats.more()).isTrue();
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "model | TRACES | ^^ | gpt-5-mini 3, gpt-5-mini-2025-08-07 3, claude 1",
                "model | SPANS | ^^ | gpt-5-mini 3, gpt-5-mini-2025-08-07 3, claude 1",
                "kind | TRACES | ^^ | llm 3, agent 1, chain 1, tool 1",
                "kind | SPANS | ^^ | llm 4, agent 1, chain 1, tool 1",
                "kind | TRACES | kind:tool | llm 3, agent 1, chain 1, tool 1",
                "kind | TRACES | -kind:llm | llm 3, agent 1, chain 1, tool 1",
                "kind | TRACES | kind:tool tag:vip | agent 1, llm 1, tool 1",
                "kind | SPANS | tag:vip | agent 1, tool 1",
                "tag | TRACES | ^^ | vip 2, beta 1",
                "status | TRACES | ^^ | ok 2, unset 3, error 1",
                "user | TRACES | ^^ | ana 1",
                "user | TRACES | status:error | ^^",
                "attributes.region | TRACES | ^^ | eu 1, us 1",
                "attributes.n | SPANS | ^^ | 7 1",
                "attributes.deep | TRACES | ^^ | ^^",
                "attributes.none | TRACES | ^^ | ^^",
                "metadata.plan | SPANS | ^^ | pro 1",
                "score.quality | TRACES | ^^ | 0.5 1, 4 1, true 1",
                "score.quality | SPANS | ^^ | true 3, 0.5 1, 4 1",
            })
    void facets_countWhatTheFilterWouldFind(String field, Counted of, String filter, String expected) {
        FindFacets.Facet facet = facets(filter, of, field, "", 10);

        assertThat(facet.more()).isFalse();
        assertThat(facet.values())
                .extracting(value -> value.value() + " " + value.count())
                .containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split(", "));
        assertThat(facet.values())
                .extracting(FindFacets.Value::count)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void facets_completeAPrefix_andSayWhetherThereIsMore() {
        assertThat(facets("", Counted.TRACES, "model", "GPT", 1))
                .isEqualTo(new FindFacets.Facet(
                        Subject.named("model"), List.of(new FindFacets.Value("gpt-5-mini", 3)), true));
        assertThat(facets("", Counted.TRACES, "model", "%", 1).values()).isEmpty();
    }

    @Test
    void facets_obeyTheTimes() {
        TraceFilter late =
                new TraceFilter(P, Spans.NOON.plusSeconds(131), Spans.NOON.plusSeconds(200), Filter.everything());
        assertThat(columns.findFacets()
                        .facets(new FindFacets.Question(late, Counted.TRACES, List.of(Subject.named("kind")), "", 10))
                        .getFirst()
                        .values())
                .as("the trace that starts then, with the span that came before its root")
                .containsExactly(new FindFacets.Value("chain", 1), new FindFacets.Value("llm", 1));
        TraceFilter early =
                new TraceFilter(P, Spans.NOON.plusSeconds(120), Spans.NOON.plusSeconds(140), Filter.everything());
        assertThat(columns.findFacets()
                        .facets(new FindFacets.Question(early, Counted.TRACES, List.of(Subject.named("kind")), "", 10))
                        .getFirst()
                        .values())
                .as("no trace starts then")
                .isEmpty();
    }

    @Test
    void spansFarFromTheirRoot_stillCount() {
        SpanBuilder root = Spans.step(SpanKind.CHAIN, 7, 200, 0);
        SpanBuilder late = Spans.llm(7, 201, 200);
        late.startTime = root.startTime.plus(Duration.ofDays(40));
        late.endTime = late.startTime;
        late.requestModel = "late-model";
        columns.write(batch(5, root.build(), late.build()));

        TraceFilter day =
                new TraceFilter(P, Spans.NOON, Spans.NOON.plus(Duration.ofDays(1)), Filter.parse("model:late-model"));
        assertThat(columns.findTraces().find(day, 10, Optional.empty()).items())
                .extracting(summary -> summary.spanCount())
                .containsExactly(2);
        assertThat(facets("kind:chain", Counted.TRACES, "model", "late", 10).values())
                .hasSize(1);
    }

    @Test
    void keys_areThoseOfTheNewestSpans() {
        FindKeys.Keys keys = columns.findKeys().keys(P, Spans.NOON, Spans.NOON.plus(Duration.ofHours(1)));

        assertThat(keys.attributes()).containsExactly("deep", "n", "none", "region");
        assertThat(keys.metadata()).containsExactly("plan");
        assertThat(keys.scores()).containsExactly("quality");
        assertThat(columns.findKeys().keys("other", Spans.NOON, Spans.NOON.plusSeconds(1)))
                .isEqualTo(new FindKeys.Keys(List.of(), List.of(), List.of()));
    }

    @Test
    void scoresOfAnAnswer_findTheirSpan_whicheverComesFirst() {
        SpanBuilder before = Spans.llm(5, 300, 0);
        before.responseId = "resp_before";
        columns.write(batch(5, before.build()));
        columns.write(
                new Batch(6, List.of(), List.of(), List.of(answered("x", "resp_before"), answered("y", "resp_after"))));
        assertThat(columns.readTrace().tree(P, Spans.trace(5)).orElseThrow().scores())
                .extracting(Score::id, Score::spanId)
                .containsExactly(tuple("x", Spans.id(300)));

        SpanBuilder after = Spans.llm(6, 301, 0);
        after.responseId = "resp_after";
        columns.write(batch(7, after.build()));
        assertThat(columns.readTrace().tree(P, Spans.trace(6)).orElseThrow().scores())
                .extracting(Score::id, Score::spanId)
                .containsExactly(tuple("y", Spans.id(301)));
        columns.write(new Batch(8, List.of(), List.of(), List.of(answered("y", "resp_before"))));
        assertThat(columns.readTrace().tree(P, Spans.trace(6)).orElseThrow().scores())
                .as("a newer one of the same id is about something else")
                .isEmpty();
        assertThat(facets("", Counted.TRACES, "score.answered", "", 10).values())
                .containsExactly(new FindFacets.Value("true", 1));
    }

    private static Batch.ScoreWrite answered(String id, String responseId) {
        return new Batch.ScoreWrite(
                P,
                new Score(
                        id,
                        "answered",
                        new ScoreValue.Bool(true),
                        "",
                        ScoreSource.USER,
                        "",
                        "",
                        "",
                        "",
                        "",
                        responseId,
                        Spans.NOON.plusSeconds(2)));
    }

    @Test
    void tree_hasAllSpansInOrder() {
        ReadTrace.Tree tree = columns.readTrace().tree(P, Spans.trace(1)).orElseThrow();

        assertThat(tree.spans()).extracting(SpanRow::spanId).containsExactly(Spans.id(1), Spans.id(2), Spans.id(3));
        assertThat(tree.scores()).extracting(Score::id).containsExactly("a", "b");
        assertThat(columns.readTrace().tree(P, Spans.trace(99))).isEmpty();
    }

    @Test
    void some_readsAsManySpansAsAreAllowed() {
        Set<String> ids = Set.of(Spans.id(1), Spans.id(2), Spans.id(3), Spans.id(77));

        ReadTrace.Some all = columns.readTrace().some(P, Spans.trace(1), ids, 1_000_000);
        assertThat(all.spans()).extracting(Span::spanId).containsExactly(Spans.id(1), Spans.id(2), Spans.id(3));
        assertThat(all.left()).isEmpty();
        ReadTrace.Some few = columns.readTrace().some(P, Spans.trace(1), ids, 1);
        assertThat(few.spans()).extracting(Span::spanId).containsExactly(Spans.id(1));
        assertThat(few.left()).containsExactly(Spans.id(2), Spans.id(3));
        assertThat(columns.readTrace().some(P, Spans.trace(99), ids, 1).spans()).isEmpty();
    }

    private FindFacets.Facet facets(String filter, Counted of, String field, String prefix, int limit) {
        return columns.findFacets()
                .facets(new FindFacets.Question(filter(filter), of, List.of(Subject.named(field)), prefix, limit))
                .getFirst();
    }

    private ReadStats.Stats stats(String filter, Counted of, String by) {
        return columns.readStats()
                .stats(new ReadStats.Question(
                        filter(filter), of, Duration.ofMinutes(1), Optional.of(Subject.named(by)), 10));
    }

    private static TraceFilter filter(String text) {
        return new TraceFilter(P, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), Filter.parse(text));
    }

    private static Batch batch(long position, Span... spans) {
        return new Batch(
                position,
                List.of(spans).stream().map(span -> Spans.write(P, span)).toList(),
                List.of(),
                List.of());
    }

    private static Batch.ScoreWrite score(String id, ScoreValue value, int trace, String spanId) {
        return new Batch.ScoreWrite(
                P,
                new Score(
                        id,
                        "quality",
                        value,
                        "",
                        ScoreSource.USER,
                        "",
                        "",
                        Spans.trace(trace),
                        spanId,
                        "",
                        "",
                        Spans.NOON.plusSeconds(1)));
    }
}
