package dev.assay.server.app;

import dev.assay.store.Ending;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A part that is opened on a thread of its own while others are. Closing it waits until it is open. */
final class Opening<T> implements AutoCloseable {

    private final String name;
    private final FutureTask<T> task;
    private final Thread thread;
    private final Consumer<T> close;

    private Opening(String name, Supplier<T> open, Consumer<T> close) {
        this.name = name;
        this.task = new FutureTask<>(open::get);
        this.thread = Thread.ofPlatform().name("opening").start(task);
        this.close = close;
    }

    /** @param name what it is, for people */
    static <T> Opening<T> of(String name, Supplier<T> open, Consumer<T> close) {
        return new Opening<>(name, open, close);
    }

    /** Waits for it; throws what the opening threw. */
    T get() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new StartException(name + " could not be opened: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while starting", e);
        }
    }

    @Override
    public void close() {
        Ending.await(thread);
        if (task.state() == Future.State.SUCCESS) {
            close.accept(task.resultNow());
        }
    }
}
