package dev.assay.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.model.Message;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanContent;
import dev.assay.model.SpanKind;
import dev.assay.server.ingest.otlp.OtlpLogs;
import dev.assay.server.ingest.otlp.OtlpTraces;
import dev.assay.server.ingest.otlp.Rejected;
import dev.assay.store.Batch;
import dev.assay.store.Batch.SpanWrite;
import dev.assay.store.Columns;
import dev.assay.store.memory.MemoryColumns;
import dev.assay.store.memory.MemoryRecords;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectionTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Columns columns = new MemoryColumns();

    /** It remembers all since an hour before the spans. */
    private final Projection projection =
            new Projection(columns, new MemoryRecords().deletions(), NOON.minusSeconds(3_600));

    private static String trace(int number) {
        return "%032x".formatted(number);
    }

    /** Of each trace there is one. */
    private static SpanBuilder builder(int trace) {
        SpanBuilder span = new SpanBuilder(trace(trace), "00000000000000aa");
        span.kind = SpanKind.LLM;
        span.startTime = NOON;
        span.endTime = NOON;
        return span;
    }

    private static Span span(int trace, String name) {
        SpanBuilder span = builder(trace);
        span.name = name;
        return span.build();
    }

    private static Incoming request(long position, Incoming.Content content) {
        return new Incoming(position, "p", false, NOON, 1, content);
    }

    private static Incoming spans(long position, Span... spans) {
        return request(
                position,
                new Incoming.Content.Traces(new OtlpTraces.Decoded(List.of(spans), List.of(), Rejected.NONE)));
    }

    private static Incoming message(long position, int trace, Instant time, String text) {
        SpanContent content = new SpanContent(
                trace(trace), "00000000000000aa", time, SpanContent.Direction.INPUT, 0, Message.text("user", text), "");
        return request(
                position,
                new Incoming.Content.Logs(new OtlpLogs.Decoded(List.of(content), List.of(), 0, Rejected.NONE)));
    }

    private List<SpanWrite> stored(Incoming... incoming) {
        Batch batch = projection.of(List.of(incoming), incoming[incoming.length - 1].position());
        columns.write(batch);
        projection.remember(List.of(incoming), batch);
        return batch.spans();
    }

    @Test
    void ofASpanThatComesTwiceInABatch_theNewestIsNew_whereTheFirstStood() {
        assertThat(stored(spans(1, span(1, "old"), span(2, "other")), spans(2, span(1, "new"), span(3, "last"))))
                .extracting(write -> write.span().name(), SpanWrite::mayExist)
                .containsExactly(tuple("new", false), tuple("other", false), tuple("last", false));
    }

    @Test
    void aSpanThatCameBefore_orIsOlderThanTheMemory_mayExist() {
        stored(spans(1, span(1, "first")));
        SpanBuilder early = builder(2);
        early.startTime = NOON.minusSeconds(3_540);
        assertThat(stored(spans(2, span(1, "again"), early.build(), span(3, "new"))))
                .extracting(SpanWrite::mayExist)
                .containsExactly(true, true, false);
    }

    @Test
    void whatCouldNotBeStored_isGivenAgain() {
        projection.of(List.of(spans(1, span(1, "a"), span(2, "b"))), 1);
        assertThat(stored(spans(1, span(1, "a"), span(2, "b"))))
                .extracting(write -> write.span().name())
                .containsExactly("a", "b");
    }

    @Test
    void messagesAreJoined_whetherTheyComeBeforeTheirSpan_withIt_orAfter() {
        stored(message(1, 1, NOON, "before"));
        assertThat(stored(spans(2, span(1, "a"), span(2, "b"), span(3, "c")), message(3, 2, NOON, "with")))
                .extracting(write -> write.span().input())
                .containsExactly(
                        List.of(Message.text("user", "before")), List.of(Message.text("user", "with")), List.of());
        assertThat(stored(message(4, 3, NOON, "after")))
                .extracting(write -> write.span().input(), SpanWrite::mayExist)
                .containsExactly(tuple(List.of(Message.text("user", "after")), true));
    }
}
