package dev.assay.store.journal;

import dev.assay.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies the files of a journal that a server may be writing to. Together the copies hold every request up to one moment and none
 * after it. While one is open nothing is deleted from the journal.
 */
public final class JournalCopy implements AutoCloseable {

    private final Path folder;
    private final JournalLock lock;

    private JournalCopy(Path folder, JournalLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Waits for a deletion that is at work. */
    public static JournalCopy of(Path folder) {
        return new JournalCopy(folder, JournalLock.take(folder));
    }

    /** Takes a copy, which is deleted afterwards. */
    public interface Receiver {
        void take(String name, Path copy) throws IOException;
    }

    /**
     * @param scratch the folder for one copy at a time
     * @throws StoreException where a file is damaged
     */
    public void each(Path scratch, Receiver receiver) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(Segments.SUFFIX))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            Path copy = scratch.resolve("journal-copy.db");
            Files.deleteIfExists(copy);
            try {
                vacuumInto(file, copy);
                receiver.take(file.getFileName().toString(), copy);
            } finally {
                Files.deleteIfExists(copy);
            }
        }
    }

    private static void vacuumInto(Path file, Path copy) {
        try (Connection connection = Segment.connect(file);
                PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, copy.toString());
            vacuum.execute();
        } catch (SQLException e) {
            throw new StoreException("the journal file " + file + " cannot be copied: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
