package dev.assay.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.ingest.price.Prices;
import dev.assay.server.ingest.redact.RedactionSettings;
import dev.assay.server.ingest.redact.Redactions;
import dev.assay.store.Arrival;
import dev.assay.store.Journal;
import dev.assay.store.Records;
import dev.assay.store.memory.MemoryJournal;
import dev.assay.store.memory.MemoryRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Who sends faster than can be projected is turned away, and nobody for what came before. */
class BacklogTest {

    private static final long MEGABYTE = 1L << 20;
    private static final long CAPACITY = 8 * MEGABYTE;

    private long position;

    @Test
    void moreThanTheBound_isTurnedAway_untilItIsProjected() {
        Backlog backlog = new Backlog(CAPACITY, 0, 0);
        keep(backlog, 8);

        assertThatThrownBy(backlog::requireRoom)
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("8388608 bytes behind")
                .hasMessageContaining("at most 8388608");
        backlog.reached(1);
        assertThat(takes(backlog)).isTrue();
        keep(backlog, 1);
        assertThat(takes(backlog)).isFalse();
        backlog.reached(9);
        assertThat(keptUntilRefused(backlog)).isEqualTo(8);
    }

    @Test
    void smallRequests_areAddedUp() {
        Backlog backlog = new Backlog(CAPACITY, 0, 0);
        for (int i = 0; i < 8 * 1024; i++) {
            assertThat(takes(backlog)).isTrue();
            backlog.kept(++position, 1024);
        }
        assertThat(takes(backlog)).isFalse();
        backlog.reached(4 * 1024);
        assertThat(keptUntilRefused(backlog)).isBetween(4, 5); // a megabyte is the grain
    }

    /** After a rebuild hours may lie behind: senders are not turned away for it, and afterwards it does not grow. */
    @Test
    void whileOlderOnesWait_everythingIsTaken_andThenItOnlyShrinks() {
        position = 1000;
        Backlog backlog = new Backlog(CAPACITY, 1000, 0);
        keep(backlog, 100);
        backlog.reached(999);
        assertThat(takes(backlog)).isTrue();

        backlog.reached(1000);
        assertThat(keptUntilRefused(backlog))
                .as("a quarter of the bound, as slack")
                .isEqualTo(2);
        backlog.reached(1050); // 52 wait
        assertThat(keptUntilRefused(backlog)).isEqualTo(2);
        backlog.reached(1104);
        assertThat(keptUntilRefused(backlog)).isEqualTo(8);
    }

    @Test
    void whileNothingCanBeProjected_everythingIsTaken() {
        Backlog backlog = new Backlog(CAPACITY, 0, 0);
        backlog.stuck();
        keep(backlog, 100);
        assertThat(takes(backlog)).isTrue();

        backlog.reached(10);
        assertThat(keptUntilRefused(backlog)).isEqualTo(2);
    }

    @Test
    void aRequestThatIsTurnedAway_isNotKept() throws Exception {
        Journal journal = new MemoryJournal(CAPACITY);
        Records records = new MemoryRecords();
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
        Backlog backlog = new Backlog(CAPACITY, 0, 0);
        Ingest ingest = new Ingest(
                journal,
                new Tail(0),
                backlog,
                records.projects(),
                new Redactions(records.settings(), RedactionSettings.OFF),
                Prices.NONE,
                records.deletions(),
                clock,
                new IngestMetrics(new SimpleMeterRegistry()));
        byte[] body = """
                {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "0af7651916cd43dd8448eb211c80319c",
                "spanId": "b7ad6b7169203331", "name": "a", "startTimeUnixNano": "1795435200000000000",
                "endTimeUnixNano": "1795435201000000000"}]}]}]}""".getBytes(StandardCharsets.UTF_8);
        Ingest.Delivery delivery = new Ingest.Delivery("default", false, Arrival.Encoding.IDENTITY, body, body);

        ingest.traces(delivery, true);
        backlog.kept(1, CAPACITY);
        assertThatThrownBy(() -> ingest.traces(delivery, true)).isInstanceOf(BusyException.class);
        assertThatThrownBy(() -> ingest.logs(delivery, true)).isInstanceOf(BusyException.class);
        assertThat(journal.lastPosition()).isEqualTo(1);

        backlog.reached(1);
        ingest.traces(delivery, true);
        assertThat(journal.lastPosition()).isEqualTo(2);
    }

    private void keep(Backlog backlog, int megabytes) {
        for (int i = 0; i < megabytes; i++) {
            backlog.kept(++position, MEGABYTE);
        }
    }

    private int keptUntilRefused(Backlog backlog) {
        int kept = 0;
        while (takes(backlog)) {
            keep(backlog, 1);
            kept++;
        }
        return kept;
    }

    private static boolean takes(Backlog backlog) {
        try {
            backlog.requireRoom();
            return true;
        } catch (BusyException _) {
            return false;
        }
    }
}
