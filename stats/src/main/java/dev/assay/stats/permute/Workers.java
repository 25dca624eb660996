package dev.assay.stats.permute;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** A few platform threads for work on numbers. Tasks must not depend on which thread runs them. */
public final class Workers implements AutoCloseable {

    private final int threads;
    private final ExecutorService executor;

    private Workers(int threads) {
        this.threads = threads;
        this.executor = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("numbers-", 0).factory());
    }

    /** @param threads at least 1 */
    public static Workers of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads (expected: at least 1)");
        }
        return new Workers(threads);
    }

    /** As many threads as there are processors. */
    public static Workers all() {
        return of(Runtime.getRuntime().availableProcessors());
    }

    /** How many tasks run at the same time. */
    public int threads() {
        return threads;
    }

    /** Does the tasks 0 to {@code tasks - 1} in any order, and returns when all are done; the first failure is thrown on. */
    public void each(int tasks, IntConsumer task) {
        if (threads == 1 || tasks <= 1) {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int t = 0; t < Math.min(threads, tasks); t++) {
            running.add(executor.submit(() -> {
                for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                    task.accept(i);
                }
            }));
        }
        try {
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            next.set(Integer.MAX_VALUE / 2);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while computing; nothing was returned", e);
        } catch (ExecutionException e) {
            next.set(Integer.MAX_VALUE / 2);
            switch (e.getCause()) {
                case RuntimeException failed -> throw failed;
                case Error failed -> throw failed;
                case null, default -> throw new IllegalStateException("A computation failed", e);
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
