package dev.assay.store;

import java.time.Duration;
import java.util.List;

/** What arrived, as it arrived, in order. The truth that everything else can be made from again. */
public interface Journal extends AutoCloseable {

    /**
     * Keeps a request and returns once it is durable.
     *
     * @return its position
     * @throws JournalFullException where too many bytes wait to be written: nothing was kept, try again later
     * @throws StoreException where it could not be written: nothing was kept
     */
    long append(Arrival arrival);

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
