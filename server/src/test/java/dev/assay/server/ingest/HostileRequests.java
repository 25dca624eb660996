package dev.assay.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.server.ingest.otlp.OtlpFormatException;
import dev.assay.server.ingest.price.Prices;
import dev.assay.server.ingest.redact.RedactionSettings;
import dev.assay.server.ingest.redact.Redactions;
import dev.assay.store.Arrival;
import dev.assay.store.Batch;
import dev.assay.store.Columns;
import dev.assay.store.Deletions;
import dev.assay.store.Journal;
import dev.assay.store.JournalEntry;
import dev.assay.store.Records;
import dev.assay.store.memory.MemoryColumns;
import dev.assay.store.memory.MemoryJournal;
import dev.assay.store.memory.MemoryRecords;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Any body is refused at the door with the error of its format, or it is kept and projected, and can be read again from the journal. What is
 * projected is told apart from what is given up by the count of unreadable requests.
 */
final class HostileRequests {

    /** A project that keeps what comes, and one that has it rewritten. */
    private static final String PLAIN = "plain";

    private static final String REDACTED = "redacted";

    private static final long MOST_TOKENS = 4_000_000_000L;
    private static final double MOST_USD = 1e16;

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private static final Prices PRICES = Prices.published();
    private static final RedactionSettings ALL = RedactionSettings.read("""
            {"email": "mask", "phone": "hash", "card": "drop", "iban": "mask", "key": "mask"}""");

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final IngestMetrics metrics = new IngestMetrics(meters);
    private final Journal journal = new MemoryJournal(1L << 30);
    private final Columns columns = new MemoryColumns();
    private final Ingest ingest;
    private final Projection projection;

    private HostileRequests() {
        Records records = new MemoryRecords();
        Redactions redactions = new Redactions(records.settings(), RedactionSettings.OFF);
        redactions.set(REDACTED, ALL);
        Deletions deletions = records.deletions();
        ingest = new Ingest(
                journal,
                new Tail(0),
                new Backlog(Long.MAX_VALUE, 0, 0),
                records.projects(),
                redactions,
                PRICES,
                deletions,
                CLOCK,
                metrics);
        projection = new Projection(columns, deletions, CLOCK.instant());
    }

    /** What keeps requests, with nothing in it. */
    static Ingest ingest() {
        return new HostileRequests().ingest;
    }

    /** @return whether it was kept */
    static boolean traces(byte[] body, boolean json) {
        return new HostileRequests().follow(body, json, Ingest::traces);
    }

    /** @return whether it was kept */
    static boolean logs(byte[] body, boolean json) {
        return new HostileRequests().follow(body, json, Ingest::logs);
    }

    private interface Door {
        Object take(Ingest ingest, Ingest.Delivery delivery, boolean json) throws InvalidProtocolBufferException;
    }

    private boolean follow(byte[] body, boolean json, Door door) {
        boolean kept = take(PLAIN, body, json, door);
        assertThat(take(REDACTED, body, json, door)).isEqualTo(kept);
        for (JournalEntry entry : journal.read(0, Long.MAX_VALUE)) {
            Batch batch = projection.of(Projector.decoded(List.of(entry), PRICES, metrics), entry.position());
            assertThat(batch.spans())
                    .as("what sums can hold")
                    .allMatch(write -> write.span().usage().inputTokens().orElse(0) <= MOST_TOKENS)
                    .allMatch(write -> write.span().usage().outputTokens().orElse(0) <= MOST_TOKENS)
                    .allMatch(write -> Math.abs(write.span().costUsd().orElse(0)) < MOST_USD);
            columns.write(batch);
        }
        assertThat(meters.get("assay.projector.unreadable").counter().count())
                .as("requests that were kept and cannot be read")
                .isZero();
        return kept;
    }

    private boolean take(String project, byte[] body, boolean json, Door door) {
        try {
            door.take(ingest, new Ingest.Delivery(project, false, Arrival.Encoding.IDENTITY, body, body), json);
            return true;
        } catch (InvalidProtocolBufferException | OtlpFormatException e) {
            return false;
        }
    }
}
