package dev.assay.server.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.server.ingest.price.Prices;
import dev.assay.store.Batch;
import dev.assay.store.Columns;
import dev.assay.store.Deletions;
import dev.assay.store.Ending;
import dev.assay.store.Journal;
import dev.assay.store.JournalEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal in order and writes what it means into the columns, a batch and the position reached at a time. The
 * more waits, the larger the batches.
 */
public final class Projector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);

    /** Of inflated bodies in one batch; what it becomes in memory is a few times as much. */
    static final long BATCH_BYTES = 4L << 20;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Journal journal;
    private final Tail tail;
    private final Backlog backlog;
    private final Columns columns;
    private final ReadAhead ahead;
    private final Conformance conformance;
    private final Projection projection;
    private final IngestMetrics metrics;
    private final Thread thread;
    private Consumer<Batch> told = _ -> {};
    private volatile boolean closed;
    private volatile String trouble = "";

    /**
     * @param backlog told how far it has come
     * @param prices of calls whose cost their client does not tell
     * @param deletions what must not come back
     * @param conformance counts what clients do not tell
     */
    public Projector(
            Journal journal,
            Tail tail,
            Backlog backlog,
            Columns columns,
            Prices prices,
            Deletions deletions,
            Conformance conformance,
            Clock clock,
            IngestMetrics metrics) {
        this.journal = journal;
        this.tail = tail;
        this.backlog = backlog;
        this.columns = columns;
        this.conformance = conformance;
        this.ahead = new ReadAhead(journal, prices, metrics);
        this.projection = new Projection(columns, deletions, rememberedSince(columns, clock));
        this.metrics = metrics;
        this.thread = Thread.ofPlatform().name("projector").daemon().unstarted(this::follow);
    }

    /** What is made anew from the beginning is remembered from the beginning, so that nothing is looked for among what is not there. */
    private static Instant rememberedSince(Columns columns, Clock clock) {
        return columns.position() == 0 ? Instant.MIN : clock.instant();
    }

    /** @param told of each batch once it can be asked for; quick; called before the start */
    public void tell(Consumer<Batch> told) {
        this.told = told;
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
        } catch (RuntimeException e) {
            LOG.error("the columns are behind at position {}; trying again", columns.position(), e);
            trouble = String.valueOf(e.getMessage());
            backlog.stuck();
            return false;
        }
    }

    /**
     * Projects the next stretch of the journal.
     *
     * @return false where there was none
     */
    public boolean step() {
        long position = columns.position();
        List<Incoming> next = tail.takeAfter(position, BATCH_BYTES);
        long reached;
        if (next.isEmpty()) {
            ReadAhead.Stretch stretch = ahead.after(position);
            if (stretch.isEmpty()) {
                return false;
            }
            next = stretch.incoming();
            reached = stretch.reached();
        } else {
            ahead.forget();
            reached = next.getLast().position();
        }
        Batch batch = projection.of(next, reached);
        columns.write(batch);
        backlog.reached(reached);
        told.accept(batch);
        projection.remember(next, batch);
        conformance.count(batch);
        metrics.projected(batch.spans().size());
        return true;
    }

    static List<Incoming> decoded(List<JournalEntry> entries, Prices prices, IngestMetrics metrics) {
        List<Incoming> decoded = new ArrayList<>(entries.size());
        for (JournalEntry entry : entries) {
            try {
                decoded.add(Incoming.of(entry, prices));
            } catch (RuntimeException | InvalidProtocolBufferException e) {
                // It was checked before it was kept, so this is a defect of ours: the entry stays in the journal for a
                // mended version to project, and the others must not wait for it.
                LOG.error("journal entry {} cannot be read", entry.position(), e);
                metrics.unreadable();
            }
        }
        return decoded;
    }

    /** Finishes the batch at hand, and stops. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Ending.await(thread);
        ahead.forget();
    }
}
