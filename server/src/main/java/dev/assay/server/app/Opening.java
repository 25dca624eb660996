package dev.assay.server.app;

import dev.assay.store.Ending;
import dev.assay.store.columns.DuckColumns;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Columns that are opened on a thread of their own while other parts are. Closing it waits until they are open. */
final class Opening implements AutoCloseable {

    private final FutureTask<DuckColumns> task;

    private final Thread thread;

    private Opening(FutureTask<DuckColumns> task, Thread thread) {
        this.task = task;
        this.thread = thread;
    }

    static Opening of(Supplier<DuckColumns> open) {
        FutureTask<DuckColumns> task = new FutureTask<>(open::get);
        return new Opening(task, Thread.ofPlatform().name("opening").start(task));
    }

    /** Waits for them; throws what the opening threw. */
    DuckColumns get() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new StartException("the columns could not be opened: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while starting", e);
        }
    }

    @Override
    public void close() {
        Ending.await(thread);
        if (task.state() == Future.State.SUCCESS) {
            task.resultNow().close();
        }
    }
}
