package dev.assay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What every journal does; an engine's test says how one is opened. */
public abstract class JournalContract {

    protected static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

    /** Opens the journal of this test, or begins it; opened again after a close it is the same journal. */
    protected abstract Journal open();

    @Test
    void empty_hasNothing() {
        try (Journal journal = open()) {
            assertThat(journal.lastPosition()).isZero();
            assertThat(journal.read(0, 1_000)).isEmpty();
        }
    }

    @Test
    void append_keepsEverythingAsItCame() {
        try (Journal journal = open()) {
            Arrival arrival = new Arrival(
                    "shop", ArrivalKind.LOGS_JSON, true, NOON, Arrival.Encoding.IDENTITY, bytes("{\"a\":\"ä\"}"));

            assertThat(journal.append(arrival)).isEqualTo(1);

            JournalEntry entry = journal.read(0, 1_000).getFirst();
            assertThat(entry.position()).isEqualTo(1);
            assertThat(entry.project()).isEqualTo("shop");
            assertThat(entry.kind()).isEqualTo(ArrivalKind.LOGS_JSON);
            assertThat(entry.imported()).isTrue();
            assertThat(entry.receivedAt()).isEqualTo(NOON);
            assertThat(new String(entry.body(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":\"ä\"}");
        }
    }

    @Test
    void append_tellsThePositionBeforeItReturns() {
        try (Journal journal = open()) {
            List<Long> told = new ArrayList<>();

            journal.append(arrival("p", bytes("one")), told::add);
            journal.append(arrival("p", bytes("two")), told::add);

            assertThat(told).containsExactly(1L, 2L);
        }
    }

    @Test
    void append_gzippedBody_isReadInflated() {
        try (Journal journal = open()) {
            byte[] text = bytes("all work and no play ".repeat(1_000));
            journal.append(
                    new Arrival("p", ArrivalKind.TRACES_PROTOBUF, false, NOON, Arrival.Encoding.GZIP, gzip(text)));

            assertThat(journal.read(0, 1).getFirst().body()).isEqualTo(text);
        }
    }

    @Test
    void append_emptyBody() {
        try (Journal journal = open()) {
            journal.append(arrival("p", new byte[0]));

            assertThat(journal.read(0, 1).getFirst().body()).isEmpty();
        }
    }

    @Test
    void read_goesOnAfterAPosition_andStopsAtTheBytes() {
        try (Journal journal = open()) {
            for (int i = 0; i < 5; i++) {
                journal.append(arrival("p", bytes("entry-" + i)));
            }

            assertThat(texts(journal.read(2, 1_000))).containsExactly("entry-2", "entry-3", "entry-4");
            assertThat(texts(journal.read(0, 8))).containsExactly("entry-0", "entry-1");
            assertThat(texts(journal.read(0, 1)))
                    .as("at least one, however large")
                    .containsExactly("entry-0");
            assertThat(journal.read(5, 1_000)).isEmpty();
            assertThat(journal.lastPosition()).isEqualTo(5);
        }
    }

    @Test
    void append_byManyAtOnce_givesEachItsOwnPosition() throws Exception {
        try (Journal journal = open();
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> positions = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                byte[] body = bytes("entry-" + i);
                positions.add(senders.submit(() -> journal.append(arrival("p", body))));
            }
            List<Long> given = new ArrayList<>();
            for (int i = 0; i < positions.size(); i++) {
                long position = positions.get(i).get();
                given.add(position);
                assertThat(texts(journal.read(position - 1, 1))).containsExactly("entry-" + i);
            }
            assertThat(given)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, 200).boxed().toList());
        }
    }

    @Test
    void awaitAfter_wakesWhenSomethingArrives() throws Exception {
        try (Journal journal = open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> waiting = threads.submit(() -> {
                journal.awaitAfter(0, Duration.ofMinutes(1));
                return null;
            });
            journal.append(arrival("p", bytes("x")));
            waiting.get();
            assertThat(journal.lastPosition()).isEqualTo(1);
        }
    }

    @Test
    void append_afterClose_isRefused() {
        Journal journal = open();
        journal.close();

        assertThatThrownBy(() -> journal.append(arrival("p", bytes("x"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }

    protected static Arrival arrival(String project, byte[] body) {
        return new Arrival(project, ArrivalKind.TRACES_PROTOBUF, false, NOON, Arrival.Encoding.IDENTITY, body);
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    protected static List<String> texts(List<JournalEntry> entries) {
        return entries.stream()
                .map(entry -> new String(entry.body(), StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
