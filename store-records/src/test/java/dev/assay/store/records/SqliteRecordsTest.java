package dev.assay.store.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.store.Deletions;
import dev.assay.store.Deletions.Deletion;
import dev.assay.store.Deletions.Subject;
import dev.assay.store.Records;
import dev.assay.store.RecordsContract;
import dev.assay.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRecordsTest extends RecordsContract {

    @TempDir
    Path folder;

    @Override
    protected Records open() {
        return new SqliteRecords(folder.resolve("records.db"));
    }

    @Test
    void reopened_hasWhatWasWritten() {
        try (Records records = open()) {
            records.projects().ensure("shop", Instant.EPOCH);
        }
        try (Records records = open()) {
            assertThat(records.projects().all()).hasSize(1);
        }
    }

    @Test
    void fileOfANewerVersion_isRefused() throws Exception {
        open().close();
        execute("""
                    INSERT INTO flyway_schema_history
                    SELECT 99, '99', 'later', type, 'V99__later.sql', checksum, installed_by,
                           installed_on, execution_time, success
                    FROM flyway_schema_history
                    WHERE version = '1'
                    """);

        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("start that version");
    }

    /** ROLLBACK is what SQLite does by itself where the disk is full. */
    @Test
    void deletionThatCannotBeKept_isNotBegun_andTheNextOneIs() throws Exception {
        try (Records records = open()) {
            Deletions deletions = records.deletions();
            execute("""
                    CREATE TRIGGER refuse
                    BEFORE INSERT ON deleted_traces
                    WHEN NEW.trace_id = 'b'
                    BEGIN SELECT RAISE(ROLLBACK, 'disk says no'); END
                    """);

            assertThatThrownBy(() -> deletions.begin(deletion("one"), new LinkedHashSet<>(List.of("a", "b")), LATER))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("disk says no");
            assertThat(deletions.unfinished()).isEmpty();
            assertThat(deletions.isDeleted("shop", "a")).isFalse();

            deletions.begin(deletion("two"), Set.of("a"), LATER);
            assertThat(deletions.unfinished()).extracting(Deletion::id).containsExactly("two");
        }
    }

    private static final Instant LATER = Instant.parse("2026-11-24T12:00:00Z");

    private static Deletion deletion(String id) {
        return new Deletion(id, "shop", Subject.TRACE, "", Instant.EPOCH, Optional.empty(), "");
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("records.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
