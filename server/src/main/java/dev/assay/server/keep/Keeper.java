package dev.assay.server.keep;

import dev.assay.store.Columns;
import dev.assay.store.Ending;
import dev.assay.store.EraseTraces.Waste;
import dev.assay.store.Erasure;
import dev.assay.store.Journal;
import dev.assay.store.Journal.Rewriting;
import dev.assay.store.Records;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The quiet one: carries out deletions as they are asked for, retention once an hour, and writes the columns anew when nothing else
 * happens and much of the file is room that nobody needs any more.
 */
public final class Keeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    private static final Duration TICK = Duration.ofMinutes(1);
    private static final Duration BETWEEN_RETENTIONS = Duration.ofHours(1);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    /** So many dead rows of spans are worth the work. */
    private static final long LEAST_DEAD = 20_000;

    /** So many free bytes in the file are worth the work. */
    private static final long LEAST_FREE = 64L << 20;

    private final Journal journal;
    private final Columns columns;
    private final Columns.CatchUp catchUp;
    private final Records records;
    private final Eraser eraser;
    private final Retention retention;
    private final Clock clock;
    private final Thread thread;

    private boolean due;
    private boolean retentionDue = true;
    private boolean closed;
    private long rounds;
    private String trouble = "";

    /**
     * @param catchUp brings a copy of the columns to where they are
     * @param without makes requests without what is to be gone
     * @param forget told which project is gone
     */
    public Keeper(
            Journal journal,
            Columns columns,
            Columns.CatchUp catchUp,
            Function<Erasure, Rewriting> without,
            Records records,
            Retention retention,
            Consumer<String> forget,
            Clock clock) {
        this.journal = journal;
        this.columns = columns;
        this.catchUp = catchUp;
        this.records = records;
        this.retention = retention;
        this.clock = clock;
        this.eraser = new Eraser(journal, columns, catchUp, without, records, forget, clock);
        this.thread = Thread.ofPlatform().name("keeper").daemon().unstarted(this::follow);
    }

    /** Begins with what a stop or a crash has left unfinished. */
    public void start() {
        thread.start();
    }

    /** Told of each batch once it can be asked for. */
    public void written() {
        eraser.written();
    }

    Eraser eraser() {
        return eraser;
    }

    /** There is something to delete. */
    synchronized void wake() {
        due = true;
        notifyAll();
    }

    /** Retention was changed. */
    synchronized void wakeForRetention() {
        retentionDue = true;
        notifyAll();
    }

    /** Why the last round failed, or empty. */
    synchronized String trouble() {
        return trouble;
    }

    /** Waits until a round has ended after this was called, or the time is over. */
    synchronized void awaitRound(Duration atMost) throws InterruptedException {
        long seen = rounds;
        long until = System.nanoTime() + atMost.toNanos();
        while (rounds == seen && !closed) {
            long millis = (until - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return;
            }
            wait(millis);
        }
    }

    private void follow() {
        long retained = System.nanoTime();
        long lastPosition = -1;
        long checkedPosition = -1;
        try {
            while (true) {
                boolean failed = !round();
                synchronized (this) {
                    rounds++;
                    notifyAll();
                    long until = System.nanoTime() + (failed ? AGAIN : TICK).toNanos();
                    while (!closed && !due && !retentionDue && until > System.nanoTime()) {
                        wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
                    }
                    if (closed) {
                        return;
                    }
                    due = false;
                    if (System.nanoTime() - retained > BETWEEN_RETENTIONS.toNanos()) {
                        retentionDue = true;
                        retained = System.nanoTime();
                    }
                }
                long position = journal.lastPosition();
                if (position == lastPosition && position != checkedPosition) {
                    checkedPosition = position;
                    tidy();
                }
                lastPosition = position;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        }
    }

    /** @return false where it failed, and is to be tried again soon */
    private boolean round() throws InterruptedException {
        try {
            boolean retain;
            synchronized (this) {
                retain = retentionDue;
                retentionDue = false;
            }
            records.deletions().expire(clock.instant());
            eraser.run();
            if (retain && retention.run(journal, columns) > 0) {
                tidy();
            }
            say("");
            return true;
        } catch (RuntimeException e) {
            LOG.error("what is to be deleted could not be; trying again", e);
            say(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private synchronized void say(String what) {
        trouble = what;
    }

    /** Writes the columns anew where a fifth of them is of no use to anybody. */
    private void tidy() {
        try {
            Waste waste = columns.eraseTraces().waste();
            boolean rows = waste.dead() >= LEAST_DEAD && 5 * waste.dead() >= waste.dead() + waste.live();
            boolean room = waste.free() >= LEAST_FREE && 5 * waste.free() >= waste.bytes();
            if (rows || room) {
                columns.rewrite(catchUp);
                LOG.info(
                        "the columns were written anew: {} bytes before, {} after",
                        waste.bytes(),
                        columns.eraseTraces().waste().bytes());
            }
        } catch (RuntimeException e) {
            LOG.error("the columns could not be written anew; they stay as they are", e);
        }
    }

    /** Finishes what is at hand, and stops. */
    @Override
    public void close() {
        eraser.stop();
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        Ending.await(thread);
    }
}
