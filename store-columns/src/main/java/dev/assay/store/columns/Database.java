package dev.assay.store.columns;

import dev.assay.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DuckDB file.
 *
 * <p>It is attached without a write-ahead log. The journal is the truth and the position reached is stored in the same
 * transaction as the rows, so what a crash takes back to the last checkpoint is projected again; a log would write
 * every text twice for nothing. Small row groups keep a checkpoint from compressing again what the one before had
 * compressed.
 */
final class Database implements AutoCloseable {

    static final int FORMAT = 5;

    /** What files of format 1 lack; some have a part of it. */
    private static final List<String> FROM_1_TO_2 = List.of(
            "ALTER TABLE scores ADD COLUMN IF NOT EXISTS response_id VARCHAR",
            "ALTER TABLE spans ADD COLUMN IF NOT EXISTS arrival BIGINT",
            """
            CREATE TABLE IF NOT EXISTS nested (
                project VARCHAR NOT NULL, position BIGINT NOT NULL, first_ns BIGINT NOT NULL, last_ns BIGINT NOT NULL
            )
            """,
            "UPDATE format SET version = 2");

    /** It was kept by project, and is found anew by hour. */
    private static final List<String> FROM_2_TO_3 = List.of(
            "DROP TABLE IF EXISTS reach",
            """
            CREATE TABLE reach (
                project VARCHAR NOT NULL, hour BIGINT NOT NULL, first_ns BIGINT NOT NULL, last_ns BIGINT NOT NULL
            )
            """,
            "INSERT INTO reach " + Reach.WIDE.formatted("true"),
            "UPDATE format SET version = 3");

    /** Rows of traces, which {@link Settler} writes in the background. */
    private static final List<String> FROM_3_TO_4 = List.of(
            "UPDATE spans SET arrival = 0 WHERE arrival IS NULL",
            "ALTER TABLE spans ADD COLUMN tells INTEGER DEFAULT " + Telling.EVERYTHING,
            tableOf("traces"),
            tableOf("open_traces"),
            tableOf("settled"),
            "UPDATE format SET version = 4");

    /**
     * Where words are, which {@link WordIndex} writes in the background, and when spans of traces came. Of what is there neither is known.
     */
    private static final List<String> FROM_4_TO_5 = List.of(
            "ALTER TABLE texts ADD COLUMN arrival BIGINT DEFAULT 0",
            tableOf("word_pieces"),
            tableOf("words"),
            "ALTER TABLE traces ADD COLUMN IF NOT EXISTS arrivals BIGINT[]",
            "UPDATE format SET version = 5");

    /** In rows; small ones keep what a checkpoint compresses again small. */
    static final int ROW_GROUP = 20_480;

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DuckDBConnection root;
    private final Path file;

    private Database(DuckDBConnection root, Path file) {
        this.root = root;
        this.file = file;
    }

    /** @param memoryMegabytes what DuckDB may use for its buffers */
    static Database open(Path file, int memoryMegabytes) {
        Engine.load();
        try {
            DuckDBConnection root = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
            try (Statement statement = root.createStatement()) {
                // More would spend CPU on handing small pieces around; questions run beside each other all the same.
                statement.execute("SET threads = 1");
                statement.execute("SET memory_limit = '" + memoryMegabytes + "MB'");
                statement.execute("SET temp_directory = '" + quoted(file + ".tmp") + "'");
                // Checkpoints decides when.
                statement.execute("SET wal_autocheckpoint = '1TB'");
                // A checkpoint would merge row groups that are not quite full, compressing them and their neighbours
                // again and again.
                statement.execute("SET max_vacuum_tasks = 0");
                statement.execute("SET autoinstall_known_extensions = false");
                statement.execute("SET autoload_known_extensions = false");
                statement.execute(attach(file, "assay"));
                statement.execute("ATTACH ':memory:' AS fresh");
                // Questions in SQL reach no file but those of the data folder, and SqlGuard keeps them from these.
                String folder = String.valueOf(file.toAbsolutePath().getParent());
                statement.execute("SET allowed_directories = ['" + quoted(folder) + "/']");
                statement.execute("SET enable_external_access = false");
                statement.execute("USE assay");
                prepare(statement, file);
            } catch (SQLException | StoreException e) {
                root.close();
                throw e;
            }
            return new Database(root, file);
        } catch (SQLException e) {
            throw new StoreException(
                    "the columns file " + file + " cannot be opened: " + e.getMessage()
                            + "; if it is damaged, 'assay rebuild' makes it anew from the journal",
                    e);
        }
    }

    Path file() {
        return file;
    }

    /** Whether the engine has not given it up. */
    boolean answers() {
        try (DuckDBConnection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version FROM format")) {
            return row.next();
        } catch (SQLException e) {
            return false;
        }
    }

    private static String attach(Path file, String name) {
        return "ATTACH '" + quoted(file.toString()) + "' AS " + name + " (STORAGE_VERSION 'latest', ROW_GROUP_SIZE "
                + ROW_GROUP + ", RECOVERY_MODE no_wal_writes)";
    }

    /** Copies every row that can be seen, and the position that goes with them, into a file that is not there yet. */
    void copyTo(Path file) {
        try {
            Room.require(this.file, Files.size(this.file));
        } catch (SQLException | IOException e) {
            throw new StoreException("the columns cannot be copied to " + file + ": " + e.getMessage(), e);
        }
        try (DuckDBConnection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(attach(file, "copy"));
            try {
                statement.execute("USE copy");
                statement.execute(resource("schema.sql"));
                statement.execute("BEGIN TRANSACTION");
                statement.execute("DELETE FROM copy.projection");
                for (String table : tables(statement)) {
                    // by name: a table that was altered has its columns in another order
                    statement.execute("INSERT INTO copy." + table + " BY NAME SELECT * FROM assay." + table);
                }
                statement.execute("INSERT INTO copy.projection SELECT max(position) FROM assay.projection");
                statement.execute("COMMIT");
                statement.execute("CHECKPOINT copy");
            } finally {
                statement.execute("USE assay");
                statement.execute("DETACH copy");
            }
        } catch (SQLException e) {
            throw new StoreException("the columns cannot be copied to " + file + ": " + e.getMessage(), e);
        }
    }

    /** Those with rows of their own. Words are found anew: they may be of texts that are gone. */
    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("""
                SELECT table_name
                FROM duckdb_tables()
                WHERE database_name = 'assay' AND NOT temporary
                AND table_name NOT IN ('projection', 'format', 'word_pieces', 'words')
                ORDER BY table_name
                """)) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    private static void prepare(Statement statement, Path file) throws SQLException {
        boolean empty;
        try (ResultSet row = statement.executeQuery("""
                SELECT count(*)
                FROM information_schema.tables
                WHERE table_catalog = 'assay' AND table_name = 'format'
                """)) {
            row.next();
            empty = row.getLong(1) == 0;
        }
        if (empty) {
            statement.execute("BEGIN TRANSACTION");
            statement.execute(resource("schema.sql"));
            statement.execute("COMMIT");
            statement.execute("CHECKPOINT assay");
        }
        int format;
        try (ResultSet row = statement.executeQuery("SELECT version FROM format")) {
            row.next();
            format = row.getInt(1);
        }
        if (format > FORMAT) {
            throw new StoreException("the columns file " + file + " has format " + format + " (expected: at most "
                    + FORMAT + "); a newer Assay wrote it, start that version");
        }
        if (format == 1) {
            migrate(statement, FROM_1_TO_2);
        }
        if (format <= 2) {
            migrate(statement, FROM_2_TO_3);
        }
        if (format <= 3) {
            migrate(statement, FROM_3_TO_4);
        }
        if (format <= 4) {
            migrate(statement, FROM_4_TO_5);
        }
    }

    private static void migrate(Statement statement, List<String> steps) throws SQLException {
        statement.execute("BEGIN TRANSACTION");
        for (String step : steps) {
            statement.execute(step);
        }
        statement.execute("COMMIT");
        statement.execute("CHECKPOINT assay");
    }

    /** As the newest format has it. */
    private static String tableOf(String name) {
        String schema = resource("schema.sql");
        int from = schema.indexOf("CREATE TABLE " + name + " (");
        return schema.substring(from, schema.indexOf(");", from) + 2);
    }

    private static String resource(String name) {
        try (InputStream in = Database.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new StoreException("the resource " + name + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StoreException("the resource " + name + " cannot be read", e);
        }
    }

    private static String quoted(String text) {
        return text.replace("'", "''");
    }

    /** A connection of its own to the same file; transactions are per connection. */
    DuckDBConnection connect() throws SQLException {
        DuckDBConnection connection = root.duplicate();
        try (Statement statement = connection.createStatement()) {
            statement.execute("USE assay");
        } catch (SQLException e) {
            connection.close(); // or the engine would keep the file
            throw e;
        }
        return connection;
    }

    /** Lets go of a file that is not needed any more. */
    void discard() {
        try (root;
                Statement statement = root.createStatement()) {
            statement.execute("USE memory");
            statement.execute("DETACH assay");
        } catch (SQLException e) {
            throw new StoreException("the columns cannot be let go: " + e.getMessage(), e);
        }
    }

    /** Writes everything to the file, then lets go of it. What cannot be written is made from the journal by the next start. */
    @Override
    public void close() {
        try (Statement statement = root.createStatement()) {
            Room.require(file, 0);
            statement.execute("CHECKPOINT assay");
        } catch (SQLException e) {
            LOG.warn("the columns cannot be written to their file, which stays as it is: {}", e.getMessage());
        }
        discard();
    }
}
