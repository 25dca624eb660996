package dev.assay.store.columns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Room on the disk. DuckDB gives a database up, for questions too, when a checkpoint finds the disk full; so it is asked before, and what
 * is committed stays in memory and in the journal meanwhile.
 */
final class Room {

    private static final long MEGABYTE = 1L << 20;

    /** What a checkpoint may write beside what is new: row groups that it compresses again. */
    private static final long LEAST = 64 * MEGABYTE;

    private Room() {}

    /**
     * @param file of the columns
     * @param bytes about what is to be written
     * @throws SQLException where there is less, with what there is
     */
    static void require(Path file, long bytes) throws SQLException {
        try {
            long free = Files.getFileStore(file).getUsableSpace();
            if (free < LEAST + bytes) {
                throw new SQLException("no space left beside " + file + ": " + free / MEGABYTE
                        + " MB are free (expected: at least " + (LEAST + bytes) / MEGABYTE + " MB)");
            }
        } catch (IOException e) {
            // The file has been deleted; the one that is open goes on, and its disk will tell.
        }
    }
}
