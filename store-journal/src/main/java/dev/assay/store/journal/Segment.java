package dev.assay.store.journal;

import dev.assay.store.ArrivalKind;
import dev.assay.store.JournalEntry;
import dev.assay.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/**
 * One day of the journal in one SQLite file. WAL with {@code synchronous=FULL}: a commit returns after the log was
 * synced (https://www.sqlite.org/pragma.html#pragma_synchronous). Large pages, because bodies are large.
 */
final class Segment implements AutoCloseable {

    static final int FORMAT = 1;

    static final String CREATE = """
            CREATE TABLE IF NOT EXISTS entries (
                position    INTEGER PRIMARY KEY,
                project     TEXT    NOT NULL,
                kind        INTEGER NOT NULL,
                imported    INTEGER NOT NULL,
                received_at INTEGER NOT NULL, -- microseconds since the epoch
                encoding    INTEGER NOT NULL,
                size        INTEGER NOT NULL, -- inflated, -1 where not known
                body        BLOB    NOT NULL
            ) STRICT
            """;

    static final String INSERT = """
            INSERT INTO entries (position, project, kind, imported, received_at, encoding, size, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String READ = """
            SELECT position, project, kind, imported, received_at, encoding, size, body
            FROM entries
            WHERE position > ?
            ORDER BY position
            """;

    private final Path file;
    private final LocalDate day;

    /** Held by who writes to the file, or puts another in its place. Taken before the lock of this, which readers hold. */
    private final Object writes = new Object();

    private Connection writing;
    private Connection reading;
    private PreparedStatement insert;
    private volatile long lastPosition;
    private volatile boolean removed;

    private Segment(Path file, Connection writing, Connection reading, PreparedStatement insert, long lastPosition) {
        this.file = file;
        this.day = LocalDate.parse(file.getFileName().toString().substring(0, "2000-01-01".length()));
        this.writing = writing;
        this.reading = reading;
        this.insert = insert;
        this.lastPosition = lastPosition;
    }

    /** @param after the last position of the files before, which an empty file goes on from */
    static Segment open(Path file, long after) {
        try {
            Connection writing = connect(file);
            try (Statement statement = writing.createStatement()) {
                int format = intOf(statement, "PRAGMA user_version");
                if (format > FORMAT) {
                    throw new StoreException("the journal file " + file + " has format " + format
                            + " (expected: at most " + FORMAT + "); a newer Assay wrote it, start that version");
                }
                statement.execute(CREATE);
                statement.execute("PRAGMA user_version = " + FORMAT);
                long last = Math.max(after, longOf(statement, "SELECT coalesce(max(position), 0) FROM entries"));
                return new Segment(file, writing, connect(file), writing.prepareStatement(INSERT), last);
            } catch (SQLException | StoreException e) {
                closeQuietly(writing, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException(
                    "the journal file " + file + " cannot be opened: " + e.getMessage()
                            + "; if it is damaged, put it back from a backup, or move it away to go on without the requests of that day",
                    e);
        }
    }

    private static void closeQuietly(Connection connection, Exception cause) {
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setPageSize(16_384);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    LocalDate day() {
        return day;
    }

    long lastPosition() {
        return lastPosition;
    }

    Path file() {
        return file;
    }

    void write(List<SqliteJournal.Waiting> group) {
        synchronized (writes) {
            append(group);
        }
    }

    /**
     * The transaction is begun and ended in SQL: where the disk is full SQLite rolls back by itself, which the driver does not notice, and
     * what it took for the rest of a transaction would be kept row by row.
     */
    private void append(List<SqliteJournal.Waiting> group) {
        try {
            execute("BEGIN IMMEDIATE");
            for (SqliteJournal.Waiting each : group) {
                bind(
                        insert,
                        each.position,
                        each.arrival.project(),
                        each.arrival.kind(),
                        each.arrival.imported(),
                        each.arrival.receivedAt(),
                        each.body);
                insert.executeUpdate();
            }
            execute("COMMIT");
            lastPosition = group.getLast().position;
        } catch (SQLException e) {
            rollback(e);
            throw new StoreException("the journal file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = writing.createStatement()) {
            statement.execute(sql);
        }
    }

    /** @param insert of {@link #INSERT} */
    static void bind(
            PreparedStatement insert,
            long position,
            String project,
            ArrivalKind kind,
            boolean imported,
            Instant receivedAt,
            Body body)
            throws SQLException {
        insert.setLong(1, position);
        insert.setString(2, project);
        insert.setInt(3, kind.code());
        insert.setBoolean(4, imported);
        insert.setLong(5, ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt));
        insert.setInt(6, body.encoding().code);
        insert.setInt(7, body.size());
        insert.setBytes(8, body.bytes());
    }

    private void rollback(SQLException cause) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e); // it has been rolled back already
        }
    }

    /** Serialised: the reading connection has one user at a time. */
    synchronized List<JournalEntry> read(long after, long maxBytes) {
        List<JournalEntry> entries = new ArrayList<>();
        if (removed) {
            return entries;
        }
        long bytes = 0;
        try (PreparedStatement statement = reading.prepareStatement(READ)) {
            statement.setLong(1, after);
            try (ResultSet row = statement.executeQuery()) {
                while ((entries.isEmpty() || bytes < maxBytes) && row.next()) {
                    JournalEntry entry = entry(row);
                    entries.add(entry);
                    bytes += entry.body().length;
                }
            }
        } catch (SQLException e) {
            throw new StoreException("the journal file " + file + " cannot be read: " + e.getMessage(), e);
        }
        return entries;
    }

    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** Asks the file; empty where it has been removed meanwhile. */
    synchronized <T> Optional<T> ask(Question<T> question) {
        if (removed) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.ask(reading));
        } catch (SQLException e) {
            throw new StoreException("the journal file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Puts another file in the place of this one. */
    interface Replacing {
        /**
         * Makes the other file whole; nothing is appended meanwhile.
         *
         * @return it, closed
         */
        Path finish() throws SQLException, IOException;
    }

    /** Nothing is written or read at the end of it, for about as long as the replacing takes to finish. */
    void replace(Replacing replacing) {
        synchronized (writes) {
            try {
                Path other = replacing.finish();
                synchronized (this) {
                    closeConnections();
                    try {
                        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                        Folders.sync(file);
                    } finally {
                        reopen();
                    }
                }
            } catch (SQLException | IOException e) {
                throw new StoreException("the journal file " + file + " cannot be written anew: " + e.getMessage(), e);
            }
        }
    }

    private void reopen() throws SQLException {
        writing = connect(file);
        insert = writing.prepareStatement(INSERT);
        reading = connect(file);
    }

    /** Removes the file. Who still asks it finds nothing. */
    void remove() {
        synchronized (writes) {
            synchronized (this) {
                removed = true;
                try {
                    closeConnections();
                    Files.deleteIfExists(file);
                    Folders.sync(file);
                } catch (SQLException | IOException e) {
                    throw new StoreException("the journal file " + file + " cannot be removed: " + e.getMessage(), e);
                }
            }
        }
    }

    /** The last of a file's connections takes its log into the file and removes it. */
    private void closeConnections() throws SQLException {
        insert.close();
        reading.close();
        writing.close();
    }

    static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        Body body = new Body(Body.Encoding.ofCode(row.getInt(6)), row.getInt(7), row.getBytes(8));
        return new JournalEntry(
                row.getLong(1),
                row.getString(2),
                ArrivalKind.ofCode(row.getInt(3)),
                row.getBoolean(4),
                time(row.getLong(5)),
                body.inflate());
    }

    private static int intOf(Statement statement, String sql) throws SQLException {
        return (int) longOf(statement, sql);
    }

    private static long longOf(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        synchronized (writes) {
            synchronized (this) {
                try {
                    closeConnections();
                } catch (SQLException e) {
                    throw new StoreException("the journal file " + file + " cannot be closed: " + e.getMessage(), e);
                }
            }
        }
    }
}
