package dev.assay.server.keep;

import dev.assay.store.Columns;
import dev.assay.store.Deletions;
import dev.assay.store.Deletions.Deletion;
import dev.assay.store.Deletions.Subject;
import dev.assay.store.Erasure;
import dev.assay.store.Erasure.Count;
import dev.assay.store.Journal;
import dev.assay.store.Journal.Rewriting;
import dev.assay.store.Journal.Rewritten;
import dev.assay.store.ProjectRecords;
import dev.assay.store.Records;
import dev.assay.store.Sightings;
import dev.assay.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Carries deletions out. Each step may be done again, so that one that a crash has ended is carried out by the next start: first
 * rows, then the bodies of the journal, then the columns' file is written anew without the bytes of the rows, then everything is
 * searched.
 */
final class Eraser {

    private static final Duration CATCH_UP = Duration.ofMinutes(2);

    /** After everything that was ever received, and within what files of the journal can say. */
    private static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");

    /** What was said of a session while its scores were deleted is found, and deleted too. */
    private static final int ROUNDS = 3;

    private final Journal journal;
    private final Columns columns;
    private final Columns.CatchUp catchUp;
    private final Function<Erasure, Rewriting> without;
    private final Deletions deletions;
    private final Sightings sightings;
    private final ProjectRecords ofProject;
    private final Consumer<String> forget;
    private final Clock clock;
    private boolean stopped;

    /**
     * @param without makes requests without what is to be gone
     * @param forget told which project is gone
     */
    Eraser(
            Journal journal,
            Columns columns,
            Columns.CatchUp catchUp,
            Function<Erasure, Rewriting> without,
            Records records,
            Consumer<String> forget,
            Clock clock) {
        this.journal = journal;
        this.columns = columns;
        this.catchUp = catchUp;
        this.without = without;
        this.deletions = records.deletions();
        this.sightings = records.sightings();
        this.ofProject = records.ofProject();
        this.forget = forget;
        this.clock = clock;
    }

    /** Waits no longer. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** The columns have come further. */
    synchronized void written() {
        notifyAll();
    }

    /** Waits until the columns hold what the journal held when this was called. */
    synchronized void awaitColumns(Duration atMost) throws InterruptedException {
        long position = journal.lastPosition();
        long until = System.nanoTime() + atMost.toNanos();
        while (columns.position() < position) {
            if (stopped) {
                throw new InterruptedException("stopped while the columns were waited for");
            }
            long millis = (until - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new StoreException("the columns are at position " + columns.position() + " of " + position
                        + ", and have to be there before something can be deleted; try again when they are");
            }
            wait(millis);
        }
    }

    /** Carries out what was begun; what cannot be is tried again by the next call. */
    void run() throws InterruptedException {
        List<Deletion> begun = deletions.unfinished();
        if (begun.isEmpty()) {
            return;
        }
        awaitColumns(CATCH_UP);
        long bytesBefore = columns.eraseTraces().waste().bytes();
        List<Work> works = new ArrayList<>();
        for (Deletion deletion : begun) {
            Work work = new Work(deletion, deletions.traceIds(deletion.id()));
            work.erase();
            works.add(work);
        }
        columns.rewrite(catchUp);
        long bytesAfter = columns.eraseTraces().waste().bytes();
        for (Work work : works) {
            work.finish(bytesBefore, bytesAfter);
        }
    }

    private final class Work {

        private final Deletion deletion;
        private final Erasure erasure;
        private long traces;
        private Count rows = Count.NONE;
        private Rewritten bodies = Rewritten.NONE;
        private ProjectRecords.Count records = ProjectRecords.Count.NONE;

        Work(Deletion deletion, Set<String> traceIds) {
            this.deletion = deletion;
            this.erasure = deletion.subject() == Subject.PROJECT
                    ? Erasure.of(deletion.project())
                    : new Erasure(
                            deletion.project(),
                            traceIds,
                            deletion.sessionId().isEmpty() ? Set.of() : Set.of(deletion.sessionId()));
            this.traces = traceIds.size();
        }

        void erase() {
            if (erasure.whole()) {
                eraseProject();
            } else {
                eraseTraces();
            }
        }

        /** Nothing of its requests stays, so they are counted and dropped. */
        private void eraseProject() {
            traces += columns.eraseTraces().traces(deletion.project());
            rows = rows.plus(columns.eraseTraces().erase(erasure));
            bodies = bodies.plus(journal.search(deletion.project(), without.apply(erasure)));
            journal.drop(Map.of(deletion.project(), FOR_EVER));
            records = records.plus(ofProject.forget(deletion.project()));
            forget.accept(deletion.project());
        }

        private void eraseTraces() {
            rows = rows.plus(columns.eraseTraces().erase(erasure));
            bodies = bodies.plus(journal.rewrite(deletion.project(), without.apply(erasure)));
            sightings.forgetExamples(deletion.project(), erasure.traceIds());
        }

        void finish(long bytesBefore, long bytesAfter) {
            for (int round = 1; ; round++) {
                Proof proof = new Proof(
                        traces,
                        bodies,
                        journal.search(deletion.project(), without.apply(erasure)),
                        rows,
                        columns.eraseTraces().count(erasure),
                        bytesBefore,
                        bytesAfter,
                        erasure.whole()
                                ? Optional.of(new Proof.OfRecords(records, ofProject.count(deletion.project())))
                                : Optional.empty());
                if (proof.isClean()) {
                    deletions.finish(deletion.id(), clock.instant(), proof.toJson());
                    return;
                }
                if (round == ROUNDS) {
                    throw new StoreException("after " + ROUNDS + " rounds there is still something to delete: "
                            + proof.toJson() + "; it is tried again");
                }
                erase();
                columns.rewrite(catchUp);
            }
        }
    }
}
