package dev.assay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.model.Client;
import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.Score;
import dev.assay.model.ScoreSource;
import dev.assay.model.ScoreValue;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanContent;
import dev.assay.model.SpanKey;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.TraceSummary;
import dev.assay.model.Usage;
import dev.assay.store.filter.Field;
import dev.assay.store.filter.Filter;
import dev.assay.store.filter.Match;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine of the columns does; an engine's test says how it is opened. */
public abstract class ColumnsContract {

    protected static final String P = "shop";

    /** Opens the columns of this test, or makes them; opened again after a close they are the same. */
    protected abstract Columns open();

    protected Columns columns;
    private long position;

    @BeforeEach
    void openColumns() {
        columns = open();
    }

    @AfterEach
    void closeColumns() {
        columns.close();
    }

    @Test
    void empty_answersEveryQuestion() {
        assertThat(columns.position()).isZero();
        assertThat(find(everything()).items()).isEmpty();
        assertThat(columns.readTrace().read(P, Spans.trace(1))).isEmpty();
        ReadStats.Stats stats = stats(everything(), Duration.ofHours(1));
        assertThat(stats.total()).isEqualTo(ReadStats.Numbers.NONE);
        assertThat(stats.buckets()).isEmpty();
        assertThat(columns.spans(List.of(new SpanKey(P, Spans.trace(1), Spans.id(1)))))
                .isEmpty();
    }

    @Test
    void write_keepsEveryFieldOfASpan() {
        Span span = full();
        write(span);

        assertThat(columns.position()).isEqualTo(1);
        assertThat(columns.readTrace().read(P, span.traceId()).orElseThrow().spans())
                .containsExactly(span);
        assertThat(columns.spans(List.of(span.key(P)))).containsExactly(java.util.Map.entry(span.key(P), span));
    }

    @Test
    void write_keepsASpanThatSaysNothing() {
        Span span = new SpanBuilder(Spans.trace(1), Spans.id(1)).build();
        write(span);

        assertThat(columns.readTrace().read(P, span.traceId()).orElseThrow().spans())
                .containsExactly(span);
    }

    @Test
    void write_hostileTexts_comeBackAsTheyWere() {
        SpanBuilder builder = Spans.llm(1, 1, 0);
        builder.name = "'; DROP TABLE spans; --";
        builder.input = List.of(Message.text("user", "\u0000 \u202e <script>alert('x')</script> \ud83d\ude00 \"\\ \n"));
        builder.tags = List.of("a,b", "c'd", "[x]", "", "NULL");
        write(builder.build());

        assertThat(columns.readTrace().read(P, Spans.trace(1)).orElseThrow().spans())
                .containsExactly(builder.build());
    }

    @Test
    void write_sameIdentityAgain_newestWins() {
        write(Spans.llm(1, 1, 0).build(), Spans.step(SpanKind.TOOL, 1, 2, 1).build());
        SpanBuilder newer = Spans.llm(1, 1, 0);
        newer.name = "renamed";
        newer.startTime = Spans.NOON.minus(Duration.ofDays(400));
        write(newer.build());

        assertThat(columns.readTrace().read(P, Spans.trace(1)).orElseThrow().spans())
                .extracting(Span::name)
                .containsExactly("renamed", "tool step");
        assertThat(find(everything()).items())
                .extracting(TraceSummary::spanCount)
                .containsExactly(2);
    }

    @Test
    void write_sameIdentityInAnotherProject_isAnotherSpan() {
        Span span = Spans.llm(1, 1, 0).build();
        columns.write(new Batch(1, List.of(Spans.write(P, span), Spans.write("other", span)), List.of(), List.of()));

        assertThat(find(everything()).items()).hasSize(1);
        assertThat(columns.readTrace()
                        .read("other", span.traceId())
                        .orElseThrow()
                        .spans())
                .hasSize(1);
        assertThat(columns.readTrace().read("third", span.traceId())).isEmpty();
        assertThat(columns.existing(List.of(span.key(P), span.key("third")))).isEqualTo(Set.of(span.key(P)));
    }

    @Test
    void contents_areKeptBesideTheSpan_onceEach() {
        SpanContent first = content(1, 0, "hello");
        SpanContent second = content(1, 1, "there");
        SpanContent elsewhere = content(2, 0, "not mine");
        columns.write(new Batch(
                1,
                List.of(),
                List.of(
                        new Batch.ContentWrite(P, second),
                        new Batch.ContentWrite(P, first),
                        new Batch.ContentWrite(P, elsewhere)),
                List.of()));
        columns.write(new Batch(2, List.of(), List.of(new Batch.ContentWrite(P, first)), List.of()));

        assertThat(columns.contents(List.of(first.key(P))))
                .containsExactly(java.util.Map.entry(first.key(P), List.of(first, second)));
        assertThat(columns.contents(List.of())).isEmpty();
    }

    @Test
    void scores_areReadWithTheirTrace_andTheNewestOfAnIdWins() {
        write(Spans.llm(1, 1, 0).build());
        Score truth = score("a", new ScoreValue.Bool(false), 1);
        Score number = score("b", new ScoreValue.Numeric(0.25), 2);
        Score category = score("c", new ScoreValue.Category("rude"), 3);
        Score text = score("d", new ScoreValue.Text("no, to \"Rome\""), 4);
        Score changed = score("a", new ScoreValue.Bool(true), 5);
        scores(truth, number, category, text);
        scores(changed);

        assertThat(columns.readTrace().read(P, Spans.trace(1)).orElseThrow().scores())
                .containsExactly(number, category, text, changed);
        assertThat(find(everything()).items().getFirst().scores()).hasSize(4);
    }

    @Test
    void scores_mayComeBeforeTheirTrace() {
        scores(score("a", new ScoreValue.Bool(true), 1));
        assertThat(columns.readTrace().read(P, Spans.trace(1))).isEmpty();

        write(Spans.llm(1, 1, 0).build());
        assertThat(columns.readTrace().read(P, Spans.trace(1)).orElseThrow().scores())
                .hasSize(1);
    }

    private void sayOf(int trace, String session) {
        SpanContent beside = new SpanContent(
                Spans.trace(trace),
                Spans.id(1),
                Spans.NOON,
                SpanContent.Direction.INPUT,
                0,
                Message.text("user", "beside"),
                "");
        columns.write(new Batch(
                ++position,
                List.of(),
                List.of(new Batch.ContentWrite(P, beside)),
                List.of(new Batch.ScoreWrite(P, score("of-" + trace, Spans.trace(trace), session)))));
    }

    private static Score score(String id, String traceId, String session) {
        return new Score(
                id,
                "helpful",
                new ScoreValue.Bool(true),
                "",
                ScoreSource.HUMAN,
                "",
                "",
                traceId,
                "",
                session,
                "",
                Spans.NOON);
    }

    @Test
    void erase_takesWholeTraces_withTheirMessagesAndScores() {
        SpanBuilder mine = Spans.llm(1, 1, 0);
        mine.sessionId = "s-1";
        mine.userId = "u-1";
        SpanBuilder other = Spans.llm(2, 3, 0);
        other.sessionId = "s-2";
        write(mine.build(), Spans.llm(1, 2, 1).build(), other.build());
        columns.write(new Batch(++position, List.of(Spans.write("bank", mine.build())), List.of(), List.of()));
        sayOf(1, "");
        sayOf(2, "");
        scores(score("of-session", "", "s-1"), score("of-other", "", "s-2"));
        EraseTraces erase = columns.eraseTraces();

        assertThat(erase.ofSession(P, "s-1")).containsExactly(Spans.trace(1));
        assertThat(erase.ofUser(P, "u-1")).containsExactly(Spans.trace(1));
        assertThat(erase.ofUser(P, "nobody")).isEmpty();
        Erasure erasure = new Erasure(P, Set.of(Spans.trace(1)), Set.of("s-1"));
        assertThat(erase.count(erasure)).isEqualTo(new Erasure.Count(2, 1, 2));
        assertThat(erase.erase(erasure)).isEqualTo(new Erasure.Count(2, 1, 2));

        assertThat(erase.count(erasure)).isEqualTo(Erasure.Count.NONE);
        assertThat(columns.readTrace().read(P, Spans.trace(1))).isEmpty();
        assertThat(columns.readTrace().read("bank", Spans.trace(1))).isPresent();
        assertThat(columns.readTrace().read(P, Spans.trace(2)).orElseThrow().scores())
                .hasSize(1);
        assertThat(erase.count(new Erasure(P, Set.of(Spans.trace(2)), Set.of("s-2"))))
                .isEqualTo(new Erasure.Count(1, 1, 2));
        assertThat(columns.position()).isEqualTo(position);

        assertThat(erase.traces(P)).isOne();
        assertThat(erase.erase(Erasure.of(P))).isEqualTo(new Erasure.Count(1, 1, 2));
        assertThat(erase.count(Erasure.of(P))).isEqualTo(Erasure.Count.NONE);
        assertThat(columns.readTrace().read("bank", Spans.trace(1))).isPresent();
    }

    @Test
    void eraseBefore_takesTracesThatBeganBefore_andWhatWasSaidOfThem() {
        write(
                Spans.llm(1, 1, 0).build(),
                Spans.llm(2, 2, 0).build(),
                Spans.llm(2, 900, 2).build(), // goes on
                Spans.llm(3, 900, 0).build());
        sayOf(1, "");
        sayOf(2, "");
        scores(score("of-session", "", "s-1"), score("of-nothing", Spans.trace(9), ""));

        assertThat(columns.eraseTraces().eraseBefore(P, Spans.NOON.plusSeconds(100)))
                .isEqualTo(new Erasure.Count(1, 1, 3));

        assertThat(find(everything()).items())
                .extracting(TraceSummary::traceId)
                .containsExactlyInAnyOrder(Spans.trace(2), Spans.trace(3));
        assertThat(columns.readTrace().read(P, Spans.trace(2)).orElseThrow().scores())
                .hasSize(1);
    }

    @Test
    void rewrite_answersTheSame_andGoesOn() {
        write(Spans.llm(1, 1, 0).build(), full());
        sayOf(1, "");
        write(Spans.llm(1, 1, 0).build());
        columns.eraseTraces().erase(new Erasure(P, Set.of(Spans.trace(5)), Set.of()));
        List<TraceSummary> before = find(everything()).items();

        columns.rewrite((copy, reached) -> {
            if (copy.position() < reached) {
                copy.write(new Batch(
                        reached, List.of(Spans.write(P, Spans.llm(7, 1, 0).build())), List.of(), List.of()));
            }
        });

        assertThat(columns.position()).isEqualTo(position);
        assertThat(find(everything()).items()).isEqualTo(before);
        assertThat(columns.readTrace().read(P, full().traceId()).orElseThrow().spans())
                .containsExactly(full());
        assertThat(columns.contents(List.of(new SpanKey(P, Spans.trace(1), Spans.id(1)))))
                .hasSize(1);
        write(Spans.llm(8, 1, 0).build());
        assertThat(find(everything()).items()).hasSize(before.size() + 1);
    }

    @Test
    void find_summarisesATrace() {
        SpanBuilder root = Spans.step(SpanKind.AGENT, 1, 1, 0);
        root.name = "support-bot";
        root.endTime = Spans.NOON.plusSeconds(9);
        root.sessionId = "s-1";
        root.tags = List.of("vip");
        SpanBuilder outer = Spans.llm(1, 2, 1);
        outer.usage = Usage.of(999, 999);
        SpanBuilder inner = Spans.llm(1, 3, 2);
        inner.costUsd = OptionalDouble.of(0.5);
        SpanBuilder tool = Spans.step(SpanKind.TOOL, 1, 4, 1);
        tool.status = Status.ERROR;
        write(root.build(), outer.build(), inner.build(), tool.build());

        TraceSummary summary = find(everything()).items().getFirst();
        assertThat(summary.name()).isEqualTo("support-bot");
        assertThat(summary.startTime()).isEqualTo(Spans.NOON.plusSeconds(1));
        assertThat(summary.duration()).isEqualTo(Duration.ofSeconds(8));
        assertThat(summary.spanCount()).isEqualTo(4);
        assertThat(summary.errorCount()).isEqualTo(1);
        assertThat(summary.status()).isEqualTo(Status.UNSET);
        assertThat(summary.models()).containsExactly("gpt-5-mini-2025-08-07");
        assertThat(summary.inputTokens()).as("only the leaf counts").hasValue(40);
        assertThat(summary.outputTokens()).hasValue(10);
        assertThat(summary.costUsd()).hasValue(0.5);
        assertThat(summary.sessionId()).isEqualTo("s-1");
        assertThat(summary.tags()).containsExactly("vip");
        assertThat(summary.inputPreview()).isEqualTo("Where is my order 2?");
        assertThat(summary.outputPreview()).isEqualTo("It left on Monday.");
    }

    @Test
    void find_newestFirst_inPagesWithoutGapsOrDoubles() {
        List<Integer> traces = new ArrayList<>();
        for (int i = 1; i <= 25; i++) {
            SpanBuilder span = Spans.llm(i, i, 0);
            span.startTime = Spans.NOON.plusSeconds(i / 3); // some start at the same time
            write(span.build());
            traces.addFirst(i);
        }
        List<String> seen = new ArrayList<>();
        Optional<FindTraces.Cursor> cursor = Optional.empty();
        do {
            FindTraces.Page page = columns.findTraces().find(everything(), 4, cursor);
            page.items().forEach(item -> seen.add(item.traceId()));
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(seen)
                .containsExactlyElementsOf(traces.stream().map(Spans::trace).toList());
    }

    @Test
    void find_childBeforeItsRoot_isOneTrace_andStandsWhereItsRootDoes() {
        write(Spans.llm(1, 5, 1).build());
        assertThat(find(everything()).items()).as("seen before its root").hasSize(1);
        write(Spans.llm(2, 3, 0).build());
        write(Spans.llm(1, 7, 1).build());
        write(Spans.step(SpanKind.AGENT, 1, 1, 0).build());

        assertThat(find(everything()).items())
                .extracting(TraceSummary::traceId)
                .containsExactly(Spans.trace(2), Spans.trace(1));
        assertThat(columns.findTraces().find(everything(), 1, Optional.empty()).items())
                .hasSize(1);
        assertThat(stats(everything(), Duration.ofHours(1)).total().count()).isEqualTo(2);
    }

    @Test
    void find_traceWhoseRootNeverComes_isShown_evenAfterAReopen() {
        write(Spans.llm(1, 5, 99).build());
        write(Spans.llm(1, 3, 99).build());
        columns.close();
        columns = open();
        if (columns.position() == 0) {
            return; // this engine forgets
        }
        write(Spans.llm(1, 8, 99).build());
        write(Spans.llm(1, 3, 99).build());

        assertThat(find(everything()).items())
                .extracting(TraceSummary::startTime)
                .containsExactly(Spans.NOON.plusSeconds(3));
    }

    @Test
    void find_byTime_takesFromAndLeavesTo() {
        write(
                Spans.llm(1, 1, 0).build(),
                Spans.llm(2, 2, 0).build(),
                Spans.llm(3, 3, 0).build());

        TraceFilter second =
                new TraceFilter(P, Spans.NOON.plusSeconds(2), Spans.NOON.plusSeconds(3), Filter.everything());
        assertThat(find(second).items()).extracting(TraceSummary::traceId).containsExactly(Spans.trace(2));
    }

    @Test
    void find_byEachField() {
        SpanBuilder mine = Spans.llm(1, 1, 0);
        mine.status = Status.ERROR;
        mine.service = "support";
        mine.environment = "production";
        mine.sessionId = "s-1";
        mine.userId = "u-1";
        mine.tags = List.of("vip", "it's");
        write(mine.build(), Spans.step(SpanKind.TOOL, 2, 2, 0).build());

        for (Filter.Term condition : List.of(
                term(Field.MODEL, "gpt-5-mini"),
                term(Field.MODEL, "gpt-5-mini-2025-08-07"),
                term(Field.PROVIDER, "openai"),
                term(Field.KIND, "llm"),
                term(Field.STATUS, "error"),
                term(Field.NAME, "chat gpt-5-mini"),
                term(Field.SERVICE, "support"),
                term(Field.ENVIRONMENT, "production"),
                term(Field.SESSION, "s-1"),
                term(Field.USER, "u-1"),
                term(Field.TAG, "vip"),
                term(Field.TAG, "it's"))) {
            assertThat(find(where(condition)).items())
                    .as("%s", condition)
                    .extracting(TraceSummary::traceId)
                    .containsExactly(Spans.trace(1));
            assertThat(find(where(new Filter.Term(condition.subject(), List.of(new Match.Equal("no such thing")))))
                            .items())
                    .as("not %s", condition)
                    .isEmpty();
        }
    }

    @Test
    void find_conditionsMayHoldOnDifferentSpans() {
        SpanBuilder tool = Spans.step(SpanKind.TOOL, 1, 2, 1);
        tool.status = Status.ERROR;
        write(Spans.llm(1, 1, 0).build(), tool.build());

        assertThat(find(where(term(Field.STATUS, "error"), term(Field.PROVIDER, "openai")))
                        .items())
                .hasSize(1);
    }

    @Test
    void find_byText_inAnyPart_whateverTheCase() {
        SpanBuilder span = Spans.llm(1, 1, 0);
        span.input = List.of(Message.text("user", "Wo ist mein PÄCKCHEN \"4711\"?\nBitte"));
        span.output = List.of(Message.of(
                "assistant",
                new Part.Reasoning("think hard"),
                new Part.ToolCall("call_1", "get_order", new Json("{\"id\":4711}"))));
        write(span.build());

        for (String text : List.of("päckchen", "\"4711\"?", "4711\"?\nbitte", "THINK", "get_order", "{\"id\":4711}")) {
            assertThat(find(text(text)).items()).as("%s", text).hasSize(1);
        }
        for (String text : List.of("paket", "%", "p_ckchen", "4712")) {
            assertThat(find(text(text)).items()).as("%s", text).isEmpty();
        }
    }

    @Test
    void find_byText_doesNotFindTheWordsOfTheFormat() {
        write(Spans.llm(1, 1, 0).build());
        SpanBuilder says = Spans.llm(2, 2, 0);
        says.input = List.of(Message.text("user", "Which role has the user in this text? Type its content and name."));
        write(says.build());

        for (String text : List.of("role", "user", "text", "type", "content", "name", "assistant", "parts")) {
            assertThat(find(text(text)).items())
                    .as("%s", text)
                    .hasSizeLessThanOrEqualTo(1)
                    .extracting(TraceSummary::traceId)
                    .isSubsetOf(Spans.trace(2));
        }
        assertThat(find(text("role")).items()).hasSize(1);
        assertThat(find(text("user")).items()).hasSize(1);
    }

    @Test
    void stats_countWhatTheListShows() {
        for (int i = 1; i <= 20; i++) {
            SpanBuilder span = Spans.llm(i, i, 0);
            span.startTime = Spans.NOON.plus(Duration.ofMinutes(i));
            span.endTime = span.startTime.plusMillis(i * 100L);
            span.status = i % 5 == 0 ? Status.ERROR : Status.OK;
            span.costUsd = OptionalDouble.of(0.25);
            write(span.build());
        }
        SpanBuilder outer = Spans.llm(1, 100, 1);
        outer.startTime = Spans.NOON.plus(Duration.ofMinutes(1));
        outer.endTime = outer.startTime;
        SpanBuilder between = Spans.step(SpanKind.CHAIN, 1, 101, 100);
        between.startTime = outer.startTime;
        between.endTime = outer.startTime;
        SpanBuilder inner = Spans.llm(1, 102, 101);
        inner.startTime = outer.startTime;
        inner.endTime = outer.startTime;
        inner.usage = Usage.of(1_000, 100);
        write(outer.build(), between.build(), inner.build());

        ReadStats.Stats stats = stats(everything(), Duration.ofMinutes(10));

        ReadStats.Numbers total = stats.total();
        assertThat(total.count()).isEqualTo(20);
        assertThat(total.errors()).isEqualTo(4);
        assertThat(total.latency())
                .hasValue(new ReadStats.Latency(
                        Duration.ofMillis(1_000), Duration.ofMillis(1_900), Duration.ofMillis(2_000)));
        assertThat(total.inputTokens()).as("leaves only").hasValue(19 * 40 + 1_000);
        assertThat(total.outputTokens()).hasValue(19 * 10 + 100);
        assertThat(total.costUsd()).hasValue(19 * 0.25);
        assertThat(stats.buckets())
                .extracting(
                        ReadStats.Bucket::start,
                        bucket -> bucket.numbers().count(),
                        bucket -> bucket.numbers().errors())
                .containsExactly(
                        tuple(Spans.NOON, 9L, 1L),
                        tuple(Spans.NOON.plus(Duration.ofMinutes(10)), 10L, 2L),
                        tuple(Spans.NOON.plus(Duration.ofMinutes(20)), 1L, 1L));
    }

    @Test
    void stats_obeyTheFilter() {
        write(Spans.llm(1, 1, 0).build(), Spans.step(SpanKind.TOOL, 2, 2, 0).build());

        assertThat(stats(where(term(Field.PROVIDER, "openai")), Duration.ofHours(1))
                        .total()
                        .count())
                .isEqualTo(1);
        assertThat(stats(text("nowhere"), Duration.ofHours(1)).total().count()).isZero();
    }

    private ReadStats.Stats stats(TraceFilter filter, Duration width) {
        return columns.readStats().stats(new ReadStats.Question(filter, Counted.TRACES, width, Optional.empty(), 10));
    }

    @Test
    void traceOfManySpans_isWhole() {
        List<Span> spans = new ArrayList<>();
        spans.add(Spans.step(SpanKind.AGENT, 1, 1, 0).build());
        for (int i = 2; i <= 3_000; i++) {
            spans.add(Spans.step(SpanKind.TOOL, 1, i, 1).build());
        }
        write(spans.toArray(Span[]::new));

        assertThat(columns.readTrace().read(P, Spans.trace(1)).orElseThrow().spans())
                .hasSize(3_000);
        assertThat(find(everything()).items().getFirst().spanCount()).isEqualTo(3_000);
    }

    protected void write(Span... spans) {
        columns.write(new Batch(
                ++position,
                Arrays.stream(spans).map(span -> Spans.write(P, span)).toList(),
                List.of(),
                List.of()));
    }

    private void scores(Score... scores) {
        columns.write(new Batch(
                ++position,
                List.of(),
                List.of(),
                Arrays.stream(scores)
                        .map(score -> new Batch.ScoreWrite(P, score))
                        .toList()));
    }

    protected FindTraces.Page find(TraceFilter filter) {
        return columns.findTraces().find(filter, 100, Optional.empty());
    }

    protected static TraceFilter everything() {
        return new TraceFilter(P, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), Filter.everything());
    }

    protected static TraceFilter where(Filter... filters) {
        return new TraceFilter(P, everything().from(), everything().to(), Filter.and(List.of(filters)));
    }

    private static Filter.Term term(Field field, String value) {
        return new Filter.Term(field, List.of(new Match.Equal(value)));
    }

    private static TraceFilter text(String text) {
        return where(new Filter.Text(text));
    }

    private static SpanContent content(int span, int index, String text) {
        return new SpanContent(
                Spans.trace(1),
                Spans.id(span),
                Spans.NOON,
                SpanContent.Direction.OUTPUT,
                index,
                Message.text("assistant", text),
                "stop");
    }

    private static Score score(String id, ScoreValue value, int second) {
        return new Score(
                id,
                "helpful",
                value,
                "because",
                ScoreSource.HUMAN,
                "ana",
                "2",
                Spans.trace(1),
                Spans.id(1),
                "s-1",
                "",
                Spans.NOON.plusSeconds(second));
    }

    private static Span full() {
        SpanBuilder builder = new SpanBuilder("ffeeddccbbaa99887766554433221100", "fedcba9876543210");
        builder.parentSpanId = "8000000000000001";
        builder.name = "chat";
        builder.kind = SpanKind.LLM;
        builder.operation = "chat";
        builder.provider = "openai";
        builder.requestModel = "gpt-5-mini";
        builder.responseModel = "gpt-5-mini-2025-08-07";
        builder.startTime = Instant.parse("2026-11-23T12:00:00.123456789Z");
        builder.endTime = Instant.parse("2026-11-23T12:00:01.000000001Z");
        builder.status = Status.ERROR;
        builder.errorType = "timeout";
        builder.errorMessage = "took too long";
        builder.input = List.of(
                new Message("user", "ana", List.of(new Part.Text("Hi"), new Part.Other(new Json("{\"type\":\"x\"}")))),
                Message.of("tool", new Part.ToolCallResponse("call_1", new Json("[1.0]"))));
        builder.output = List.of(Message.of(
                "assistant",
                new Part.Reasoning("hm"),
                new Part.ToolCall("call_2", "get_weather", new Json("{\"city\":\"Paris\"}"))));
        builder.systemInstructions = List.of(new Part.Text("Be brief."));
        builder.tools = new Json("[{\"type\":\"function\",\"name\":\"get_weather\"}]");
        builder.usage = new Usage(
                OptionalLong.of(42), OptionalLong.of(17), OptionalLong.of(32), OptionalLong.of(0), OptionalLong.of(5));
        builder.finishReasons = List.of("tool_call", "stop");
        builder.sessionId = "s-1";
        builder.userId = "u-1";
        builder.tags = List.of("a", "b");
        builder.metadata = new Json("{\"k\":[1,2.50,null]}");
        builder.promptName = "support";
        builder.promptVersion = "3";
        builder.service = "shop";
        builder.environment = "production";
        builder.client = new Client("scope", "1.2", "otel-genai");
        builder.responseId = "resp_1";
        builder.costUsd = OptionalDouble.of(0.00021);
        builder.attributes = new Json("{\"http.route\":\"/v1\"}");
        return builder.build();
    }
}
