package dev.assay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.TraceSummary;
import dev.assay.model.Usage;
import dev.assay.store.filter.Filter;
import dev.assay.store.filter.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbers and the list agree, whatever comes in which order. */
public abstract class StatsContract {

    private static final String P = "shop";

    /** Opens the columns of this test, or makes them; opened again after a close they are the same. */
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

    /** A call, a step below it, and a call below that, which tells again what the first one tells. */
    private static List<Span> nested(int trace) {
        SpanBuilder outer = Spans.llm(trace, 10 * trace + 1, 10 * trace + 9);
        outer.usage = Usage.of(1_000, 100);
        return List.of(
                outer.build(),
                Spans.step(SpanKind.CHAIN, trace, 10 * trace + 2, 10 * trace + 1)
                        .build(),
                Spans.llm(trace, 10 * trace + 3, 10 * trace + 2).build(),
                Spans.step(SpanKind.AGENT, trace, 10 * trace + 9, 0).build());
    }

    @Test
    void leavesAlone_areSummed_inWhicheverOrderTheyCome() {
        List<List<Integer>> orders = permutations(List.of(0, 1, 2, 3));
        for (int step = 0; step < 4; step++) {
            List<Span> spans = new ArrayList<>();
            for (int i = 0; i < orders.size(); i++) {
                spans.add(nested(i + 1).get(orders.get(i).get(step)));
            }
            write(spans.toArray(new Span[0]));
            assertAgree();
        }
        assertThat(total("").inputTokens()).hasValue(40L * orders.size());
        assertThat(spans("kind:llm").inputTokens()).hasValue(40L * orders.size());
    }

    @Test
    void aLateSpan_turnsALeafIntoItsParent_afterAReopenToo() {
        write(Spans.llm(1, 1, 0).build());
        assertThat(total("").inputTokens()).hasValue(40);
        columns.close();
        columns = open();
        if (columns.position() == 0) {
            write(Spans.llm(1, 1, 0).build()); // this engine forgets
        }
        SpanBuilder below = Spans.llm(1, 2, 1);
        below.usage = Usage.of(7, 1);
        write(below.build());

        assertThat(total("").inputTokens()).hasValue(7);
        assertThat(spans("").inputTokens()).hasValue(7);
        assertAgree();
    }

    @Test
    void whatIsDeliveredAgain_countsAsItCameLast() {
        nested(1).forEach(this::write);
        SpanBuilder silent = Spans.llm(1, 13, 12);
        silent.usage = Usage.NONE;
        write(silent.build());
        assertThat(total("").inputTokens()).as("nothing is told below").hasValue(1_000);
        assertAgree();
        write(nested(1).get(2));
        assertThat(total("").inputTokens()).hasValue(40);
        SpanBuilder elsewhere = Spans.llm(1, 13, 19);
        write(elsewhere.build());
        assertThat(total("").inputTokens()).as("nothing is below").hasValue(1_040);
        assertAgree();
    }

    @Test
    void callsOfOtherProjectsAndTimes_changeNothing() {
        columns.write(new Batch(
                ++position,
                nested(1).stream().map(span -> Spans.write("other", span)).toList(),
                List.of(),
                List.of()));
        write(Spans.llm(2, 21, 22).build());
        SpanBuilder old = Spans.llm(3, 31, 0);
        old.startTime = Spans.NOON.minus(Duration.ofDays(40));
        SpanBuilder belowOld = Spans.llm(3, 32, 31);
        belowOld.startTime = old.startTime;
        write(old.build());
        write(belowOld.build());

        assertThat(total("").inputTokens()).hasValue(80);
        assertThat(columns.readStats()
                        .stats(new ReadStats.Question(
                                new TraceFilter(P, Spans.NOON, Spans.NOON.plusSeconds(60), Filter.everything()),
                                Counted.TRACES,
                                Duration.ofHours(1),
                                Optional.empty(),
                                10))
                        .total()
                        .inputTokens())
                .hasValue(40);
        assertAgree();
    }

    /** The one with the lower id stands for the trace. */
    @Test
    void rootsThatBeginAtTheSameTime_failAsTheFirstOfThemDoes() {
        for (int trace = 1; trace <= 4; trace++) {
            for (String id : List.of("7000000000000001", "8000000000000001")) {
                SpanBuilder root = new SpanBuilder(Spans.trace(trace), id);
                root.startTime = Spans.NOON;
                root.endTime = Spans.NOON.plusSeconds(trace);
                boolean first = id.startsWith("7");
                root.status = (first ? trace % 2 == 0 : trace > 2) ? Status.ERROR : Status.OK;
                write(root.build());
            }
        }
        assertThat(total("").errors()).isEqualTo(2);
        assertAgree();
    }

    @Test
    void aTraceWithoutItsRoot_failsWithAnyOfItsSpans() {
        SpanBuilder failed = Spans.step(SpanKind.TOOL, 1, 3, 9);
        failed.status = Status.ERROR;
        write(Spans.llm(1, 2, 9).build());
        write(failed.build());
        write(Spans.llm(2, 4, 9).build());

        assertThat(total("").errors()).isEqualTo(1);
        write(Spans.step(SpanKind.AGENT, 1, 9, 0).build());
        assertThat(total("").errors()).isZero();
        assertAgree();
    }

    @Test
    void usageThatStepsTell_isNotSummed() {
        SpanBuilder agent = Spans.step(SpanKind.AGENT, 1, 1, 0);
        agent.usage = Usage.of(40, 10);
        SpanBuilder half = Spans.llm(1, 3, 1);
        half.usage = new Usage(
                OptionalLong.empty(),
                OptionalLong.of(5),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
        write(agent.build(), Spans.llm(1, 2, 1).build(), half.build());

        assertThat(total("").inputTokens()).hasValue(40);
        assertThat(total("").outputTokens()).hasValue(15);
        assertThat(spans("").outputTokens()).hasValue(15);
        assertThat(spans("kind:agent").outputTokens()).isEmpty();
        assertAgree();
    }

    @Test
    void spansByAFieldOfTheirOwn_areGroupedByIt() {
        nested(1).forEach(this::write);
        SpanBuilder other = Spans.llm(2, 21, 0);
        other.responseModel = "claude-haiku-4-5";
        SpanBuilder unnamed = Spans.llm(3, 31, 0);
        unnamed.responseModel = "";
        unnamed.requestModel = "";
        write(other.build(), unnamed.build());

        ReadStats.Stats stats = columns.readStats()
                .stats(new ReadStats.Question(
                        filter("kind:llm"),
                        Counted.SPANS,
                        Duration.ofHours(1),
                        Optional.of(Subject.named("response.model")),
                        1));
        assertThat(stats.total().count()).isEqualTo(4);
        assertThat(stats.groups()).hasSize(1);
        assertThat(stats.more()).isTrue();
        ReadStats.Group group = stats.groups().getFirst();
        assertThat(group.value()).isEqualTo("gpt-5-mini-2025-08-07");
        assertThat(group.numbers().count()).isEqualTo(2);
        assertThat(group.numbers().inputTokens()).hasValue(40);
        assertThat(group.buckets()).extracting(ReadStats.Bucket::numbers).containsExactly(group.numbers());
    }

    @Test
    void spansByAFieldOfManyValues_areGroupedByThoseThatMostHave() {
        for (int i = 1; i <= 6; i++) {
            SpanBuilder call = Spans.llm(i, i, 0);
            call.userId = "u-" + Math.max(2, i); // the second one has two
            call.endTime = call.startTime.plusSeconds(i);
            write(call.build());
        }
        write(Spans.llm(7, 7, 0).build());

        ReadStats.Stats stats = columns.readStats()
                .stats(new ReadStats.Question(
                        filter("kind:llm"), Counted.SPANS, Duration.ofHours(1), Optional.of(Subject.named("user")), 1));
        assertThat(stats.total().count()).isEqualTo(7);
        assertThat(stats.total().inputTokens()).hasValue(280);
        assertThat(stats.groups()).extracting(ReadStats.Group::value).containsExactly("u-2");
        assertThat(stats.more()).isTrue();
        ReadStats.Group group = stats.groups().getFirst();
        assertThat(group.numbers().count()).isEqualTo(2);
        assertThat(group.numbers().inputTokens()).hasValue(80);
        assertThat(group.numbers().latency().orElseThrow().p99()).isEqualTo(Duration.ofSeconds(2));
        assertThat(group.buckets()).extracting(ReadStats.Bucket::numbers).containsExactly(group.numbers());
    }

    /** The total is the sum of the rows of the list, with and without a filter. */
    private void assertAgree() {
        for (String filter : List.of("", "provider:openai")) {
            List<TraceSummary> listed = columns.findTraces()
                    .find(filter(filter), 100, Optional.empty())
                    .items();
            ReadStats.Numbers total = total(filter);
            assertThat(total.count()).isEqualTo(listed.size());
            assertThat(total.errors())
                    .isEqualTo(listed.stream()
                            .filter(trace -> trace.status() == Status.ERROR)
                            .count());
            assertThat(total.inputTokens().orElse(0))
                    .isEqualTo(listed.stream()
                            .mapToLong(trace -> trace.inputTokens().orElse(0))
                            .sum());
            assertThat(total.outputTokens().orElse(0))
                    .isEqualTo(listed.stream()
                            .mapToLong(trace -> trace.outputTokens().orElse(0))
                            .sum());
        }
    }

    private ReadStats.Numbers total(String filter) {
        return numbers(filter, Counted.TRACES);
    }

    private ReadStats.Numbers spans(String filter) {
        return numbers(filter, Counted.SPANS);
    }

    private ReadStats.Numbers numbers(String filter, Counted of) {
        return columns.readStats()
                .stats(new ReadStats.Question(filter(filter), of, Duration.ofHours(1), Optional.empty(), 10))
                .total();
    }

    private static TraceFilter filter(String filter) {
        return new TraceFilter(P, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), Filter.parse(filter));
    }

    private void write(Span... spans) {
        columns.write(new Batch(
                ++position,
                List.of(spans).stream().map(span -> Spans.write(P, span)).toList(),
                List.of(),
                List.of()));
    }

    private static List<List<Integer>> permutations(List<Integer> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (Integer first : of) {
            List<Integer> others =
                    of.stream().filter(each -> !each.equals(first)).toList();
            for (List<Integer> rest : permutations(others)) {
                List<Integer> order = new ArrayList<>(rest);
                order.addFirst(first);
                all.add(order);
            }
        }
        return all;
    }
}
