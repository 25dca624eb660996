package dev.assay.server.ingest;

import dev.assay.store.Batch;
import dev.assay.store.Columns;
import dev.assay.store.Journal;
import dev.assay.store.JournalEntry;
import dev.assay.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal in order and writes what it means into the columns, a batch and the position reached at a time. The
 * more waits, the larger the batches.
 */
public final class Projector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);

    /** Of inflated bodies in one batch; what it becomes in memory is a few times as much. */
    private static final long BATCH_BYTES = 16L << 20;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Journal journal;
    private final Columns columns;
    private final Projection projection;
    private final IngestMetrics metrics;
    private final Thread thread;
    private volatile boolean closed;
    private volatile String trouble = "";

    public Projector(Journal journal, Columns columns, Clock clock, IngestMetrics metrics) {
        this.journal = journal;
        this.columns = columns;
        this.projection = new Projection(columns, clock.instant(), metrics);
        this.metrics = metrics;
        this.thread = Thread.ofPlatform().name("projector").daemon().unstarted(this::follow);
    }

    /** Begins to follow. */
    public void start() {
        thread.start();
    }

    /** Why nothing can be written at the moment, or empty. */
    public String trouble() {
        return trouble;
    }

    private void follow() {
        try {
            while (!closed) {
                journal.awaitAfter(columns.position(), PAUSE);
                if (!closed && !catchUp()) {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        }
    }

    /** @return false where the store failed; the same entries will be tried again */
    private boolean catchUp() {
        try {
            step();
            trouble = "";
            return true;
        } catch (StoreException e) {
            LOG.error("the columns are behind at position {}; trying again", columns.position(), e);
            trouble = e.getMessage();
            return false;
        }
    }

    /**
     * Projects the next stretch of the journal.
     *
     * @return false where there was none
     */
    public boolean step() {
        List<JournalEntry> entries = journal.read(columns.position(), BATCH_BYTES);
        if (entries.isEmpty()) {
            return false;
        }
        Batch batch = projection.of(entries);
        columns.write(batch);
        metrics.projected(batch.spans().size());
        return true;
    }

    /** Finishes the batch at hand, and stops. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
