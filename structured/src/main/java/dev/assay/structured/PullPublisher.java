package dev.assay.structured;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Asks anew for each subscriber, in a thread of its own, as fast as it is asked for more (Reactive Streams 1.0.4). */
final class PullPublisher<E> implements Flow.Publisher<E> {
    private final Supplier<Pull<E>> source;

    PullPublisher(Supplier<Pull<E>> source) {
        this.source = source;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super E> subscriber) {
        Running<E> running = new Running<>(source, Objects.requireNonNull(subscriber));
        Thread thread = new Thread(running, "assay-structured-stream");
        thread.setDaemon(true);
        thread.start();
    }

    private static final class Running<E> implements Runnable, Flow.Subscription {
        private final Supplier<Pull<E>> source;
        private final Flow.Subscriber<? super E> subscriber;
        private final Semaphore demand = new Semaphore(0);
        private final AtomicReference<Optional<Pull<E>>> pull = new AtomicReference<>(Optional.empty());
        private volatile boolean cancelled;
        private volatile boolean refused;

        Running(Supplier<Pull<E>> source, Flow.Subscriber<? super E> subscriber) {
            this.source = source;
            this.subscriber = subscriber;
        }

        @Override
        public void run() {
            subscriber.onSubscribe(this);
            try {
                while (true) {
                    demand.acquire();
                    if (cancelled) {
                        return;
                    }
                    if (refused) {
                        subscriber.onError(new IllegalArgumentException(
                                "0 or fewer pieces were asked for; at least 1 is needed (rule 3.9)."));
                        return;
                    }
                    Optional<E> next = opened().next();
                    if (cancelled) {
                        return;
                    }
                    if (next.isEmpty()) {
                        subscriber.onComplete();
                        return;
                    }
                    subscriber.onNext(next.get());
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                if (!cancelled) {
                    subscriber.onError(failure);
                }
            } finally {
                pull.get().ifPresent(Pull::close);
            }
        }

        /** Nothing is asked of the model before somebody wants it. */
        private Pull<E> opened() {
            if (pull.get().isEmpty()) {
                pull.set(Optional.of(source.get()));
                if (cancelled) {
                    pull.get().ifPresent(Pull::close);
                }
            }
            return pull.get().orElseThrow();
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                refused = true;
                demand.release();
                return;
            }
            // a semaphore counts to two thousand million; more is never there anyway
            int room = Integer.MAX_VALUE - 1 - demand.availablePermits();
            demand.release((int) Math.max(0, Math.min(n, room)));
        }

        @Override
        public void cancel() {
            cancelled = true;
            pull.get().ifPresent(Pull::close);
            demand.release();
        }
    }
}
