package dev.assay.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.ingest.price.Prices;
import dev.assay.store.Arrival;
import dev.assay.store.ArrivalKind;
import dev.assay.store.Batch;
import dev.assay.store.Batch.SpanWrite;
import dev.assay.store.Columns;
import dev.assay.store.Journal;
import dev.assay.store.memory.MemoryColumns;
import dev.assay.store.memory.MemoryJournal;
import dev.assay.store.memory.MemoryRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectorTest {

    private static final Instant LONG_AGO = Instant.parse("2026-11-02T12:00:00Z");

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private final Journal journal = new MemoryJournal(1 << 23);

    private final Columns columns = new MemoryColumns();

    private void append(int trace, String name) {
        String body = """
                {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "%032x", "spanId": "00000000000000aa", "name": "%s",
                 "startTimeUnixNano": "%d000000000"}]}]}]}
                """.formatted(trace, name, LONG_AGO.getEpochSecond());
        journal.append(new Arrival(
                "p",
                ArrivalKind.TRACES_JSON,
                false,
                LONG_AGO,
                Arrival.Encoding.IDENTITY,
                body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Everything that the journal has and the columns do not. */
    private List<SpanWrite> projected() {
        MemoryRecords records = new MemoryRecords();
        List<SpanWrite> written = new ArrayList<>();
        try (Conformance conformance = new Conformance(records.sightings(), NOW);
                Projector projector = new Projector(
                        journal,
                        new Tail(0),
                        new Backlog(Long.MAX_VALUE, 0, 0),
                        columns,
                        Prices.NONE,
                        records.deletions(),
                        conformance,
                        NOW,
                        new IngestMetrics(new SimpleMeterRegistry()))) {
            projector.tell((Batch batch) -> written.addAll(batch.spans()));
            while (projector.step()) {
                // until nothing is left
            }
        }
        return written;
    }

    @Test
    void whatIsMadeAnewLooksForNothingThatCannotBeThere() {
        append(1, "first");
        append(2, "second");
        assertThat(projected()).hasSize(2).noneMatch(SpanWrite::mayExist);
    }

    /** Each is a stretch of its own, and while one is written the next is read. */
    @Test
    void manyStretchesComeInOrder() {
        for (int i = 0; i < 6; i++) {
            append(i / 2 + 1, i + "x".repeat((int) Projector.BATCH_BYTES));
        }
        assertThat(projected())
                .extracting(write -> write.span().name().substring(0, 2))
                .containsExactly("0x", "1x", "2x", "3x", "4x", "5x");
        assertThat(columns.position()).isEqualTo(6);
    }

    @Test
    void whatGoesOnLooksForWhatMayHaveComeBefore() {
        append(1, "first");
        projected();
        append(1, "again");
        append(2, "second");
        assertThat(projected()).hasSize(2).allMatch(SpanWrite::mayExist);
    }
}
