package dev.assay.store;

import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/** What arrived, as it arrived, in order. The truth that everything else can be made from again. */
public interface Journal extends AutoCloseable {

    /**
     * Keeps a request and returns once it is durable.
     *
     * @return its position
     * @throws JournalFullException where too many bytes wait to be written: nothing was kept, try again later
     * @throws StoreException where it could not be written: nothing was kept
     */
    default long append(Arrival arrival) {
        return append(arrival, _ -> {});
    }

    /**
     * Keeps a request like {@link #append(Arrival)}.
     *
     * @param durable told the position when the request is durable, and before anybody else can learn of it by {@link
     *     #lastPosition}, {@link #awaitAfter} or {@link #read}; not where it could not be kept. Quick, and on any thread
     */
    long append(Arrival arrival, LongConsumer durable);

    /**
     * The entries after a position, in order; none where there are no more. At least one where there is any, however
     * large it is.
     *
     * @param maxBytes about how many bytes of inflated bodies to read at once
     */
    List<JournalEntry> read(long after, long maxBytes);

    /** The position of the newest durable entry, 0 where there is none. */
    long lastPosition();

    /** Waits until there is an entry after the position, the time is over, or the journal is closed. */
    void awaitAfter(long position, Duration atMost) throws InterruptedException;

    @Override
    void close();
}
