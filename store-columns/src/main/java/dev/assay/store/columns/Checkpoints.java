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

    private final Connection connection;
    private final Settler settler;
    private final Deferred traces;
    private final Deferred words;
    private final Path file;
    private final Runnable failed;
    private final Thread thread;
    private long rows;
    private long pendingBytes;
    private boolean due;
    private boolean closed;
    private String trouble = "";

    /**
     * When what is done beside them is.
     *
     * @param traces writing the rows of traces
     * @param words telling where words are
     */
    record Paces(Deferred.Pace traces, Deferred.Pace words) {}

    /** @param failed told when a checkpoint has */
    Checkpoints(Database database, Settler settler, Paces paces, Runnable failed) {
        this.settler = settler;
        this.file = database.file();
        this.failed = failed;
        try {
            connection = KeptStatements.on(database.connect());
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM spans")) {
                row.next();
                rows = row.getLong(1);
            }
            traces = new Deferred(paces.traces, Settler.fresh(connection));
            words = new Deferred(paces.words, WordIndex.waiting(connection));
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
        boolean waited = words.isDue();
        traces.came(spans);
        words.came(spans);
        if (traces.isDue() || (words.isDue() && !waited)) {
            notifyAll();
        }
        try {
            while (((pendingBytes >= MOST_BYTES && due) || traces.isLate() || words.isLate()) && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // what was committed stays committed
        }
    }

    private void follow() {
        try {
            SpareTime spareTime = new SpareTime();
            while (awaitDue(spareTime)) {
                if (!isWritingDue()) {
                    tellWords();
                    continue;
                }
                settle();
                if (isDue()) {
                    checkpoint();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitDue(SpareTime spareTime) throws InterruptedException {
        while (!isWritingDue() && !areWordsDue(spareTime) && !closed) {
            wait(words.isDue() ? SpareTime.AGAIN.toMillis() : 0);
        }
        return !closed;
    }

    /** They can wait: what is not told is searched itself. */
    private boolean areWordsDue(SpareTime spareTime) {
        return words.isLate() || (words.isDue() && spareTime.is());
    }

    private synchronized boolean isWritingDue() {
        return due || traces.isDue();
    }

    private synchronized boolean isDue() {
        return due;
    }

    /** Writes the rows of some of the traces that have fresh spans. */
    private void settle() {
        beside(traces, "rows of traces cannot be written", before -> before - settler.settle(connection));
    }

    private void tellWords() {
        beside(words, "where words are cannot be written", before -> {
            long spans = WordIndex.next(connection);
            return spans == 0 ? before : spans; // some may be gone
        });
    }

    private interface Step {

        /**
         * @param before so many spans it was not done for yet
         * @return for how many of them it is done now
         */
        long take(long before) throws SQLException;
    }

    private void beside(Deferred work, String trouble, Step step) {
        long before;
        synchronized (this) {
            before = work.left();
        }
        try {
            long spans;
            synchronized (connection) {
                spans = step.take(before);
            }
            synchronized (this) {
                work.done(spans);
                notifyAll();
            }
        } catch (SQLException e) {
            synchronized (this) {
                work.putOff();
                putOff(trouble, e);
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
     * Does what must not happen beside a checkpoint, nor while rows of traces or words are written: these keep what they find about
     * spans, which may be gone by then.
     */
    <T> T heldOff(Work<T> work) throws SQLException {
        synchronized (connection) {
            T done = work.run();
            long waiting = WordIndex.waiting(connection);
            synchronized (this) {
                words.done(words.left() - waiting);
            }
            return done;
        }
    }

    /** Brings everything into the file, and returns when it is there. */
    void now() throws SQLException {
        bringIntoFile();
        synchronized (this) {
            trouble = "";
        }
    }

    /** So many spans it is not told of which words they have. */
    synchronized long wordsLeft() {
        return words.left();
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
