package dev.assay.server.ingest;

import dev.assay.server.ingest.price.Prices;
import dev.assay.store.Ending;
import dev.assay.store.Journal;
import dev.assay.store.JournalEntry;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What the journal holds, taken apart a stretch at a time. While one is being written, the next is read already: taking apart costs about as
 * much as writing, and who has much to catch up with, as after a restore, would else leave a core without work. Used by one thread.
 */
final class ReadAhead {

    private final Journal journal;
    private final Prices prices;
    private final IngestMetrics metrics;
    private @Nullable Reading next;

    /**
     * @param after the position behind which it lies
     * @param reached the position of its last entry, or {@code after} where there is none
     */
    record Stretch(long after, List<Incoming> incoming, long reached) {

        boolean isEmpty() {
            return reached == after;
        }
    }

    private record Reading(long after, FutureTask<Stretch> task, Thread thread) {}

    ReadAhead(Journal journal, Prices prices, IngestMetrics metrics) {
        this.journal = journal;
        this.prices = prices;
        this.metrics = metrics;
    }

    /** What lies behind a position; from then on what follows that is read. */
    Stretch after(long position) {
        Stretch stretch = next != null && next.after == position ? taken() : readNow(position);
        long reached = stretch.reached;
        if (!stretch.isEmpty() && journal.lastPosition() > reached) {
            FutureTask<Stretch> task = new FutureTask<>(() -> read(reached));
            next = new Reading(
                    reached,
                    task,
                    Thread.ofPlatform().name("read-ahead").daemon().start(task));
        }
        return stretch;
    }

    private Stretch taken() {
        Reading reading = Objects.requireNonNull(next);
        forget();
        if (reading.task.state() == Future.State.FAILED) {
            throw reading.task.exceptionNow() instanceof RuntimeException e
                    ? e
                    : new IllegalStateException(reading.task.exceptionNow());
        }
        return reading.task.resultNow();
    }

    private Stretch readNow(long position) {
        forget();
        return read(position);
    }

    /** What was read is not wanted: what comes next is known from elsewhere, or nothing is to come. Nobody reads the journal on return. */
    void forget() {
        if (next != null) {
            Ending.await(next.thread);
            next = null;
        }
    }

    private Stretch read(long position) {
        List<JournalEntry> entries = journal.read(position, Projector.BATCH_BYTES);
        return entries.isEmpty()
                ? new Stretch(position, List.of(), position)
                : new Stretch(
                        position,
                        Projector.decoded(entries, prices, metrics),
                        entries.getLast().position());
    }
}
