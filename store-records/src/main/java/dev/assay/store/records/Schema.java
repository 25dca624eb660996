package dev.assay.store.records;

import dev.assay.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The tables of the records file. Older files are migrated by Flyway, which takes a fifth of a start only to see that there is nothing to
 * do; so a file whose history is the newest is left as it is, and a new file gets the tables and the history that Flyway would leave.
 */
final class Schema {

    /** @param checksum Flyway's of the script */
    record Migration(String version, String description, int checksum) {

        String script() {
            return "V" + version + "__" + description.replace(' ', '_') + ".sql";
        }
    }

    /** Every script, in order. */
    static final List<Migration> MIGRATIONS = List.of(
            new Migration("1", "projects", -418300700),
            new Migration("2", "sightings", -1472344042),
            new Migration("3", "project settings", 1502122535),
            new Migration("5", "deletions", -342099262),
            new Migration("6", "access", 1649731123),
            new Migration("7", "views", 16895942),
            new Migration("8", "deleted projects", -1782189587));

    /** As Flyway makes it. */
    private static final String HISTORY = """
            CREATE TABLE "flyway_schema_history" (
                "installed_rank" INT NOT NULL PRIMARY KEY,
                "version" VARCHAR(50),
                "description" VARCHAR(200) NOT NULL,
                "type" VARCHAR(20) NOT NULL,
                "script" VARCHAR(1000) NOT NULL,
                "checksum" INT,
                "installed_by" VARCHAR(100) NOT NULL,
                "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
                "execution_time" INT NOT NULL,
                "success" BOOLEAN NOT NULL
            );
            CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success");
            """;

    private Schema() {}

    /** @throws SQLException where a newer version wrote the file, or it cannot be written */
    static void bring(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            if (isEmpty(connection)) {
                Transaction.run(connection, () -> {
                    if (isEmpty(connection)) { // nobody was faster
                        create(connection);
                    }
                });
            }
            if (isNewest(connection)) {
                return;
            }
        }
        migrate(source);
    }

    private static boolean isEmpty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
            return row.next() && row.getLong(1) == 0;
        }
    }

    private static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(HISTORY);
            for (Migration migration : MIGRATIONS) {
                statement.executeUpdate(text(migration.script()));
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO flyway_schema_history (
                    installed_rank, version, description, type, script, checksum, installed_by, execution_time, success
                )
                VALUES (?, ?, ?, 'SQL', ?, ?, '', 0, 1)
                """)) {
            int rank = 0;
            for (Migration migration : MIGRATIONS) {
                insert.setInt(1, ++rank);
                insert.setString(2, migration.version);
                insert.setString(3, migration.description);
                insert.setString(4, migration.script());
                insert.setInt(5, migration.checksum);
                insert.executeUpdate();
            }
        }
    }

    private static boolean isNewest(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(
                    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'flyway_schema_history'")) {
                if (!row.next()) {
                    return false;
                }
            }
            int known = 0;
            try (ResultSet row = statement.executeQuery("""
                    SELECT version, checksum, success
                    FROM flyway_schema_history
                    ORDER BY installed_rank
                    """)) {
                while (row.next()) {
                    if (known == MIGRATIONS.size()
                            || !MIGRATIONS.get(known).version.equals(row.getString(1))
                            || MIGRATIONS.get(known).checksum != row.getInt(2)
                            || !row.getBoolean(3)) {
                        return false;
                    }
                    known++;
                }
            }
            return known == MIGRATIONS.size();
        }
    }

    /** Forward; does nothing where everything is there. */
    static void migrate(DataSource source) throws SQLException {
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:dev/assay/store/records")
                    .ignoreMigrationPatterns("") // an unknown migration was made by a newer version
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    private static String text(String script) {
        try (InputStream in = Schema.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new StoreException("the resource " + script + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StoreException("the resource " + script + " cannot be read", e);
        }
    }
}
