package dev.assay.store.columns;

import dev.assay.store.Ending;
import dev.assay.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what was committed into the file, on a thread of its own and beside further commits, so that nothing waits to be
 * seen because something else is being compressed. The rows of traces are written by the same thread, between the checkpoints:
 * they delete.
 *
 * <p>DuckDB lets commits go on during a checkpoint as long as they only insert. A commit that deletes waits for the
 * checkpoint to end, and a checkpoint that finds one at work is tried again after the next commit.
 *
 * <p>A checkpoint compresses the last row group, which grows on and is compressed again by the next one. So the best
 * moment is just after a row group was filled.
 */
final class Checkpoints implements AutoCloseable {

    /** Less than this is not worth a checkpoint. */
    private static final long LEAST_BYTES = 16L << 20;

    /** As much is brought into the file wherever the row group ends, so that a crash leaves little to project again. */
    private static final long ENOUGH_BYTES = 96L << 20;

    /** Commits wait where more than this lies in memory alone, which it does only while a checkpoint is slower than they are. */
    private static final long MOST_BYTES = 192L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    /**
     * When the rows of traces are written.
     *
     * @param least fewer spans are not worth it
     * @param most commits wait where more have no row of their trace yet
     */
    record Settling(long least, long most) {

        /** Questions make few rows themselves, and nobody waits. */
        static final Settling NOW_AND_THEN = new Settling(2L * Database.ROW_GROUP, Long.MAX_VALUE);
    }

    private final Connection connection;
    private final Settler settler;
    private final Settling settling;
    private final Path file;
    private final Runnable failed;
    private final Thread thread;
    private long rows;
    private long pendingBytes;
    private boolean due;
    private long fresh;
    private boolean settleDue;
    private boolean closed;
    private String trouble = "";

    /** @param failed told when a checkpoint has */
    Checkpoints(Database database, Settler settler, Settling settling, Runnable failed) {
        this.settler = settler;
        this.settling = settling;
        this.file = database.file();
        this.failed = failed;
        try {
            connection = KeptStatements.on(database.connect());
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM spans")) {
                row.next();
                rows = row.getLong(1);
            }
            fresh = Settler.fresh(connection);
            settleDue = fresh >= settling.least;
        } catch (SQLException e) {
            throw new StoreException("the columns cannot be written: " + e.getMessage(), e);
        }
        thread = Thread.ofPlatform().name("checkpoints").daemon().start(this::follow);
    }

    /**
     * Tells that this much was committed. Waits where far too much is.
     *
     * @param spans so many rows
     * @param bytes about so many
     */
    synchronized void committed(int spans, long bytes) {
        boolean filled = rows / Database.ROW_GROUP != (rows + spans) / Database.ROW_GROUP;
        rows += spans;
        pendingBytes += bytes;
        if (pendingBytes >= (filled ? LEAST_BYTES : ENOUGH_BYTES)) {
            due = true;
            notifyAll();
        }
        fresh += spans;
        if (fresh >= settling.least) {
            settleDue = true;
            notifyAll();
        }
        try {
            while (((pendingBytes >= MOST_BYTES && due) || (fresh >= settling.most && settleDue)) && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // what was committed stays committed
        }
    }

    private void follow() {
        try {
            while (awaitDue()) {
                settle();
                if (isDue()) {
                    checkpoint();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitDue() throws InterruptedException {
        while (!due && !settleDue && !closed) {
            wait();
        }
        return !closed;
    }

    private synchronized boolean isDue() {
        return due;
    }

    /** Writes the rows of some of the traces that have fresh spans. */
    private void settle() {
        long before;
        synchronized (this) {
            before = fresh;
        }
        try {
            long left;
            synchronized (connection) {
                left = settler.settle(connection);
            }
            synchronized (this) {
                fresh += left - before; // some may have come meanwhile, of which left has a part
                settleDue = fresh >= settling.least;
                notifyAll();
            }
        } catch (SQLException e) {
            synchronized (this) {
                settleDue = false;
                putOff("rows of traces cannot be written", e);
                notifyAll();
            }
        }
    }

    private void checkpoint() {
        long covered;
        synchronized (this) {
            covered = pendingBytes;
        }
        @Nullable SQLException failure = null;
        try {
            bringIntoFile();
        } catch (SQLException e) {
            failure = e;
        }
        synchronized (this) {
            if (failure == null) {
                pendingBytes -= covered;
                trouble = "";
            } else {
                putOff("the columns cannot be written to their file", failure);
            }
            due = failure == null && pendingBytes >= ENOUGH_BYTES;
            notifyAll();
        }
    }

    private synchronized void putOff(String what, SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        // A commit at work is no trouble: the next one asks again.
        if (message.contains("other write transactions active") || message.contains("other transactions are active")) {
            LOG.info("put off: {}: {}", what, message);
        } else {
            trouble = what + ": " + message;
            LOG.error("{}", trouble, failure);
            failed.run();
        }
    }

    /** One checkpoint at a time. */
    private void bringIntoFile() throws SQLException {
        long pending;
        synchronized (this) {
            pending = pendingBytes;
        }
        Room.require(file, pending);
        synchronized (connection) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN TRANSACTION");
                try {
                    statement.execute("DELETE FROM projection WHERE position < (SELECT max(position) FROM projection)");
                    statement.execute("COMMIT");
                } catch (SQLException e) {
                    statement.execute("ROLLBACK");
                    throw e;
                }
                statement.execute("CHECKPOINT assay");
            }
        }
    }

    interface Work<T> {
        T run() throws SQLException;
    }

    /**
     * Does what must not happen beside a checkpoint, nor while rows of traces are written: these keep what they find about
     * spans, which may be gone by then.
     */
    <T> T heldOff(Work<T> work) throws SQLException {
        synchronized (connection) {
            return work.run();
        }
    }

    /** Brings everything into the file, and returns when it is there. */
    void now() throws SQLException {
        bringIntoFile();
        synchronized (this) {
            trouble = "";
        }
    }

    /** Why what is committed does not come into the file, or empty. */
    synchronized String trouble() {
        return trouble;
    }

    /** Ends after the checkpoint at work, if any. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        Ending.await(thread);
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("the columns cannot be closed: " + e.getMessage(), e);
        }
    }
}
