package dev.assay.store.columns;

import dev.assay.store.Ending;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the file when something has failed, on a thread of its own and not too often. */
final class Mender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mender.class);

    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final Runnable mend;
    private final Thread thread;
    private boolean asked;
    private boolean closed;

    /** @param mend looks whether anything is to be mended first; throws where it cannot be, which is tried again */
    Mender(Runnable mend) {
        this.mend = mend;
        this.thread = Thread.ofPlatform().name("columns-mender").daemon().start(this::follow);
    }

    /** Something has failed. */
    synchronized void look() {
        asked = true;
        notifyAll();
    }

    private void follow() {
        try {
            while (awaitAsked()) {
                try {
                    mend.run();
                } catch (RuntimeException e) {
                    LOG.error("the columns cannot be opened again; trying again", e);
                    look();
                }
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        }
    }

    private synchronized boolean awaitAsked() throws InterruptedException {
        while (!asked && !closed) {
            wait();
        }
        asked = false;
        return !closed;
    }

    private synchronized void pause() throws InterruptedException {
        long until = System.nanoTime() + BETWEEN.toNanos();
        while (!closed && System.nanoTime() < until) {
            wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
        }
    }

    /** Waits for what is at hand. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        Ending.await(thread);
    }
}
