package dev.assay.store.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** What Flyway would have done is what it would find. */
class SchemaTest {

    private static final String TABLES = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name";

    private static final String HISTORY = """
            SELECT installed_rank, version, description, type, script, checksum, installed_by, success
            FROM flyway_schema_history
            ORDER BY installed_rank
            """;

    @TempDir
    Path folder;

    @Test
    void newFile_isWhatTheMigrationsMake() throws Exception {
        DataSource made = source("made.db");
        Schema.bring(made);
        DataSource migrated = source("migrated.db");
        Schema.migrate(migrated);

        assertThat(rows(made, TABLES)).isEqualTo(rows(migrated, TABLES));
        assertThat(rows(made, HISTORY)).isEqualTo(rows(migrated, HISTORY));
        assertThat(rows(made, "SELECT * FROM sightings_position"))
                .isEqualTo(rows(migrated, "SELECT * FROM sightings_position"));
    }

    @Test
    void everyScript_isNamed() {
        List<Schema.Migration> scripts = Arrays.stream(
                        flyway(source("any.db")).info().all())
                .map(SchemaTest::migration)
                .toList();

        assertThat(Schema.MIGRATIONS).isEqualTo(scripts);
    }

    @Test
    void everyOlderFile_isMigrated_andKeepsWhatItHas() throws Exception {
        for (Schema.Migration last : Schema.MIGRATIONS) {
            DataSource source = source("from" + last.version() + ".db");
            Flyway.configure(SchemaTest.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:dev/assay/store/records")
                    .target(last.version())
                    .load()
                    .migrate();
            execute(source, "INSERT INTO projects (name, created_at) VALUES ('shop', 1)");

            try (SqliteRecords records = new SqliteRecords(folder.resolve("from" + last.version() + ".db"))) {
                assertThat(records.projects().all())
                        .extracting(project -> project.name())
                        .containsExactly("shop");
                records.projects().ensure("other", Instant.EPOCH);
            }
            assertThat(rows(source, HISTORY)).hasSameSizeAs(Schema.MIGRATIONS);
        }
    }

    /** Flyway notices where a script was changed. */
    @Test
    void fileWithAnotherScript_isLeftToFlyway() throws Exception {
        DataSource source = source("changed.db");
        Schema.bring(source);
        execute(source, "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '6'");

        assertThatThrownBy(() -> Schema.bring(source))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("checksum");
    }

    private DataSource source(String name) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve(name));
        return source;
    }

    private static Flyway flyway(DataSource source) {
        return Flyway.configure(SchemaTest.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:dev/assay/store/records")
                .load();
    }

    private static Schema.Migration migration(MigrationInfo info) {
        return new Schema.Migration(
                info.getVersion().getVersion(), info.getDescription(), Objects.requireNonNull(info.getChecksum()));
    }

    private static List<List<Object>> rows(DataSource source, String sql) throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<Object> values = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(Objects.requireNonNullElse(row.getObject(i), "NULL"));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
