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
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
    void rewrite_changesWhatItIsTold_andNothingElse() {
        try (Journal journal = open()) {
            journal.append(arrival("p", bytes("keep this")));
            journal.append(arrival("p", bytes("a secret")));
            journal.append(arrival("q", bytes("a secret of another project")));
            journal.append(arrival("p", bytes("another secret")));
            Journal.Rewriting secrets = entry -> new String(entry.body(), StandardCharsets.UTF_8).contains("secret")
                    ? Optional.of(new Journal.Replacement(
                            ArrivalKind.LOGS_PROTOBUF, bytes("gone"), new Erasure.Count(2, 0, 1)))
                    : Optional.empty();

            assertThat(journal.search("p", secrets))
                    .isEqualTo(new Journal.Rewritten(3, 2, new Erasure.Count(4, 0, 2), 0));
            assertThat(journal.rewrite("p", secrets))
                    .isEqualTo(new Journal.Rewritten(3, 2, new Erasure.Count(4, 0, 2), 0));

            assertThat(texts(journal.read(0, 1_000)))
                    .containsExactly("keep this", "gone", "a secret of another project", "gone");
            assertThat(journal.read(1, 1).getFirst().kind()).isEqualTo(ArrivalKind.LOGS_PROTOBUF);
            assertThat(journal.search("p", secrets).found()).isZero();
            assertThat(journal.append(arrival("p", bytes("more")))).isEqualTo(5);
            assertThat(texts(journal.read(3, 1_000))).containsExactly("gone", "more");
        }
    }

    @Test
    void rewrite_whileOthersAppend_losesNothing() throws Exception {
        try (Journal journal = open();
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            journal.append(arrival("p", bytes("secret")));
            List<Future<Long>> positions = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                byte[] body = bytes(i % 3 == 0 ? "secret" : "entry");
                positions.add(senders.submit(() -> journal.append(arrival("p", body))));
                if (i % 100 == 50) {
                    journal.rewrite("p", JournalContract::withoutSecrets);
                }
            }
            for (Future<Long> position : positions) {
                position.get();
            }
            journal.rewrite("p", JournalContract::withoutSecrets);

            List<JournalEntry> entries = journal.read(0, 1 << 20);
            assertThat(entries)
                    .extracting(JournalEntry::position)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 301).boxed().toList());
            assertThat(texts(entries))
                    .doesNotContain("secret")
                    .filteredOn("entry"::equals)
                    .hasSize(200);
        }
    }

    private static Optional<Journal.Replacement> withoutSecrets(JournalEntry entry) {
        return new String(entry.body(), StandardCharsets.UTF_8).equals("secret")
                ? Optional.of(new Journal.Replacement(entry.kind(), bytes("gone"), Erasure.Count.NONE))
                : Optional.empty();
    }

    @Test
    void drop_takesWhatIsTooOld_ofItsProjectOnly_andPositionsGoOn() {
        try (Journal journal = open()) {
            journal.append(arrival("p", NOON, bytes("old")));
            journal.append(arrival("q", NOON, bytes("of another project")));
            journal.append(arrival("p", NOON.plusSeconds(60), bytes("newer")));
            journal.append(arrival("p", NOON, bytes("old, late")));

            assertThat(journal.drop(Map.of("p", NOON.plusSeconds(1)))).isEqualTo(2);
            assertThat(journal.drop(Map.of("p", NOON.plusSeconds(1)))).isZero();

            assertThat(journal.lastPosition()).isEqualTo(4);
            assertThat(texts(journal.read(0, 1_000)))
                    .filteredOn(text -> !text.isEmpty())
                    .containsExactly("of another project", "newer");
            assertThat(journal.append(arrival("p", bytes("next")))).isEqualTo(5);
        }
    }

    @Test
    void newestWithin_tellsFromWhenOnTheNewestTakeAtMostSoMuch() {
        try (Journal journal = open()) {
            for (int i = 0; i < 4; i++) {
                journal.append(arrival("p", NOON.plusSeconds(i), noise(i)));
            }
            long each = journal.bytes().getOrDefault("p", 0L) / 4;

            assertThat(journal.newestWithin("p", 5 * each)).isEmpty();
            assertThat(journal.newestWithin("p", 2 * each + each / 2)).hasValue(NOON.plusSeconds(2));
            assertThat(journal.newestWithin("p", each / 2).orElseThrow()).isAfter(NOON.plusSeconds(3));
            assertThat(journal.bytes()).containsOnlyKeys("p");
        }
    }

    private static byte[] noise(int seed) {
        byte[] bytes = new byte[1_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
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

    protected static Arrival arrival(String project, Instant receivedAt, byte[] body) {
        return new Arrival(project, ArrivalKind.TRACES_PROTOBUF, false, receivedAt, Arrival.Encoding.IDENTITY, body);
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
