package dev.assay.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.store.Arrival;
import dev.assay.store.ArrivalKind;
import dev.assay.store.Erasure;
import dev.assay.store.Journal;
import dev.assay.store.JournalContract;
import dev.assay.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteJournalTest extends JournalContract {

    @TempDir
    Path folder;

    @Override
    protected Journal open() {
        return new SqliteJournal(folder, 1 << 20);
    }

    @Test
    void append_tellsThePositionBeforeAnybodyElseCanKnow() {
        try (Journal journal = open()) {
            AtomicLong known = new AtomicLong(-1);

            journal.append(arrival("p", bytes("one")), _ -> known.set(journal.lastPosition()));

            assertThat(known).hasValue(0);
        }
    }

    @Test
    void reopened_goesOnWhereItWas() {
        try (Journal journal = open()) {
            journal.append(arrival("p", bytes("one")));
        }
        try (Journal journal = open()) {
            assertThat(journal.append(arrival("p", bytes("two")))).isEqualTo(2);
            assertThat(texts(journal.read(0, 1_000))).containsExactly("one", "two");
        }
    }

    @Test
    void eachDayHasItsFile_andPositionsGoOn() {
        try (Journal journal = open()) {
            journal.append(at(NOON, "monday"));
            journal.append(at(NOON.plus(Duration.ofDays(1)), "tuesday"));
            journal.append(at(NOON, "a clock that was set back"));
        }
        assertThat(folder.resolve("2026-11-23.db")).exists();
        assertThat(folder.resolve("2026-11-24.db")).exists();
        try (Journal journal = open()) {
            assertThat(texts(journal.read(0, 1_000))).containsExactly("monday", "tuesday", "a clock that was set back");
            assertThat(journal.lastPosition()).isEqualTo(3);
        }
    }

    @Test
    void dayThatGotNothing_keepsThePositions() throws Exception {
        try (Journal journal = open()) {
            journal.append(at(NOON, "monday"));
        }
        try (Journal journal = new SqliteJournal(folder, 1 << 20)) {
            journal.append(at(NOON.plus(Duration.ofDays(1)), "tuesday"));
        }
        execute(folder.resolve("2026-11-24.db"), "DELETE FROM entries");
        try (Journal journal = open()) {
            assertThat(journal.append(at(NOON.plus(Duration.ofDays(1)), "again")))
                    .isEqualTo(2);
        }
    }

    @Test
    void fileOfANewerVersion_isRefusedInOneSentence() throws Exception {
        open().close();
        try (Journal journal = open()) {
            journal.append(at(NOON, "x"));
        }
        execute(folder.resolve("2026-11-23.db"), "PRAGMA user_version = 99");

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has format 99 (expected: at most 1)");
    }

    /** ROLLBACK is what SQLite does by itself where the disk is full. */
    @ParameterizedTest
    @ValueSource(strings = {"ABORT", "ROLLBACK"})
    void failedWrite_keepsNothing_andTheNextOneIsKept(String how) throws Exception {
        try (Journal journal = open()) {
            journal.append(at(NOON, "one"));
            Path file = folder.resolve("2026-11-23.db");
            execute(
                    file,
                    "CREATE TRIGGER refuse BEFORE INSERT ON entries BEGIN SELECT RAISE(" + how
                            + ", 'disk says no'); END");

            assertThatThrownBy(() -> journal.append(at(NOON, "zero"))).hasMessageContaining("disk says no");

            assertThatThrownBy(() -> journal.append(at(NOON, "two")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("disk says no");

            execute(file, "DROP TRIGGER refuse");
            assertThat(journal.append(at(NOON, "three"))).isEqualTo(2);
            assertThat(texts(journal.read(0, 1_000))).containsExactly("one", "three");
        }
    }

    @Test
    void rewrite_leavesNoByteOfWhatWasThere_inAnyFile() throws Exception {
        Random random = new Random(7);
        byte[] text = new byte[30_000]; // over several pages, and not to be compressed
        random.nextBytes(text);
        try (Journal journal = open()) {
            journal.append(at(NOON, "before"));
            for (int length : List.of(100, 5_000, 30_000)) {
                journal.append(arrival("p", Arrays.copyOf(text, length)));
            }
            journal.append(at(NOON.plus(Duration.ofDays(1)), "the day after"));
            byte[] secret = Arrays.copyOf(text, 64);
            assertThat(filesWith(secret)).isNotEmpty();

            Journal.Rewritten rewritten = journal.rewrite(
                    "p",
                    entry -> startsWith(entry.body(), secret)
                            ? Optional.of(new Journal.Replacement(entry.kind(), new byte[0], Erasure.Count.NONE))
                            : Optional.empty());

            assertThat(rewritten.found()).isEqualTo(3);
            assertThat(filesWith(secret)).isEmpty();
            assertThat(texts(journal.read(0, 1_000))).containsExactly("before", "", "", "", "the day after");
        }
        try (Journal journal = open()) {
            assertThat(journal.lastPosition()).isEqualTo(5);
        }
    }

    private static boolean startsWith(byte[] body, byte[] start) {
        return body.length >= start.length && Arrays.equals(body, 0, start.length, start, 0, start.length);
    }

    private List<Path> filesWith(byte[] bytes) throws Exception {
        String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    @Test
    void bodyThatCannotBeRead_staysAndIsCounted() throws Exception {
        try (Journal journal = open()) {
            journal.append(at(NOON, "one"));
            journal.append(at(NOON, "two"));
            execute(folder.resolve("2026-11-23.db"), "UPDATE entries SET body = x'00' WHERE position = 1");

            Journal.Rewritten rewritten = journal.rewrite(
                    "p",
                    entry -> Optional.of(new Journal.Replacement(entry.kind(), bytes("gone"), Erasure.Count.NONE)));

            assertThat(rewritten).isEqualTo(new Journal.Rewritten(2, 1, Erasure.Count.NONE, 1));
            assertThat(texts(journal.read(1, 1_000))).containsExactly("gone");
        }
    }

    @Test
    void drop_removesFilesThatHoldNothingElse() {
        try (Journal journal = open()) {
            journal.append(at(NOON, "monday"));
            journal.append(at(NOON.plus(Duration.ofDays(1)), "tuesday"));
            journal.append(at(NOON.plus(Duration.ofDays(2)), "wednesday"));

            assertThat(journal.drop(Map.of("p", NOON.plus(Duration.ofDays(9))))).isEqualTo(3);

            assertThat(folder.resolve("2026-11-23.db")).doesNotExist();
            assertThat(folder.resolve("2026-11-24.db")).doesNotExist();
            assertThat(texts(journal.read(0, 1_000)))
                    .as("the newest keeps its position")
                    .containsExactly("");
        }
        try (Journal journal = open()) {
            assertThat(journal.append(at(NOON.plus(Duration.ofDays(10)), "next")))
                    .isEqualTo(4);
        }
    }

    @Test
    void draftThatACrashLeft_isRemoved() throws Exception {
        open().close();
        Files.writeString(folder.resolve("2026-11-23.db.new"), "half a file");
        open().close();
        assertThat(folder.resolve("2026-11-23.db.new")).doesNotExist();
    }

    @Test
    void receiverOfPositionsThatThrows_holdsNobodyUp() {
        try (Journal journal = open()) {
            long position = journal.append(at(NOON, "one"), _ -> {
                throw new IllegalStateException("a defect");
            });
            assertThat(position).isEqualTo(1);
            assertThat(journal.append(at(NOON, "two"))).isEqualTo(2);
        }
    }

    private static void execute(Path file, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Arrival at(Instant receivedAt, String body) {
        return new Arrival("p", ArrivalKind.TRACES_PROTOBUF, false, receivedAt, Arrival.Encoding.IDENTITY, bytes(body));
    }
}
