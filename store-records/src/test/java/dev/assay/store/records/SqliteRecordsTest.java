package dev.assay.store.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.store.Records;
import dev.assay.store.RecordsContract;
import dev.assay.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
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
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("records.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO flyway_schema_history
                    SELECT 99, '99', 'later', type, 'V99__later.sql', checksum, installed_by,
                           installed_on, execution_time, success
                    FROM flyway_schema_history
                    WHERE version = '1'
                    """);
        }

        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("start that version");
    }
}
