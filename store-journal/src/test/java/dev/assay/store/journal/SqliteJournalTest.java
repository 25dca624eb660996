package dev.assay.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.store.Arrival;
import dev.assay.store.ArrivalKind;
import dev.assay.store.Journal;
import dev.assay.store.JournalContract;
import dev.assay.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void failedWrite_keepsNothing_andTheNextOneIsKept() throws Exception {
        try (Journal journal = open()) {
            journal.append(at(NOON, "one"));
            Path file = folder.resolve("2026-11-23.db");
            execute(
                    file,
                    "CREATE TRIGGER refuse BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'disk says no'); END");

            assertThatThrownBy(() -> journal.append(at(NOON, "two")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("disk says no");

            execute(file, "DROP TRIGGER refuse");
            assertThat(journal.append(at(NOON, "three"))).isEqualTo(2);
            assertThat(texts(journal.read(0, 1_000))).containsExactly("one", "three");
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
