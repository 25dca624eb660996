package dev.assay.store.journal;

import dev.assay.store.ArrivalKind;
import dev.assay.store.JournalEntry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** A file that is going to take the place of a segment's. It is nothing before it does, so it has no log and is synced once. */
final class Draft implements AutoCloseable {

    static final String SUFFIX = ".new";

    private final Path path;
    private final Connection connection;

    Draft(Path segment) throws SQLException, IOException {
        path = segment.resolveSibling(segment.getFileName() + SUFFIX);
        Files.deleteIfExists(path);
        SQLiteConfig config = new SQLiteConfig();
        config.setPageSize(16_384);
        config.setJournalMode(SQLiteConfig.JournalMode.OFF);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setBusyTimeout(10_000);
        connection = config.createConnection("jdbc:sqlite:" + path);
        try (Statement statement = connection.createStatement()) {
            statement.execute(Segment.CREATE);
            statement.execute("PRAGMA user_version = " + Segment.FORMAT);
            statement.execute("CREATE TEMP TABLE replaced (position INTEGER PRIMARY KEY)");
        }
        try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS old")) {
            attach.setString(1, segment.toString());
            attach.execute();
        }
        connection.setAutoCommit(false);
    }

    /** Takes an entry over with another body. */
    void replace(JournalEntry entry, ArrivalKind kind, Body body) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(Segment.INSERT);
                PreparedStatement remember = connection.prepareStatement("INSERT INTO replaced VALUES (?)")) {
            Segment.bind(insert, entry.position(), entry.project(), kind, entry.imported(), entry.receivedAt(), body);
            insert.executeUpdate();
            remember.setLong(1, entry.position());
            remember.executeUpdate();
        }
    }

    /**
     * Takes over what was not replaced and lies after one position, up to the other.
     *
     * @param where what else must be true of a row, in SQL
     */
    void copy(long after, long upTo, String where) throws SQLException {
        connection.commit(); // or the old file would be seen as it was when the first entry was replaced
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO entries
                SELECT *
                FROM old.entries
                WHERE position > ?
                  AND position <= ?
                  AND position NOT IN (SELECT position FROM temp.replaced)
                  AND (%s)
                ORDER BY position
                """.formatted(where))) {
            insert.setLong(1, after);
            insert.setLong(2, upTo);
            insert.executeUpdate();
        }
        connection.commit();
    }

    /** Whole and on the disk. */
    Path finish() throws SQLException, IOException {
        connection.commit();
        connection.close();
        sync();
        return path;
    }

    /** What was written so far is on the disk, so that little is left to sync at the end. */
    void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        try {
            Files.deleteIfExists(path); // where it has not taken the segment's place
        } catch (IOException e) {
            throw new SQLException(path + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
