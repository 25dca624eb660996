package dev.assay.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Why the last request could not be kept, or empty where it was. */
    String trouble();

    /** Gives no position up to this one any more: they are taken, though what was kept under them is lost. */
    void skipTo(long position);

    /** Waits until there is an entry after the position, the time is over, or the journal is closed. */
    void awaitAfter(long position, Duration atMost) throws InterruptedException;

    /**
     * Writes the bodies of a project anew that are not to stay as they are; of the old ones no byte is left in the files. Appends
     * and reads go on meanwhile, but for moments. What is appended meanwhile is looked at too.
     */
    Rewritten rewrite(String project, Rewriting rewriting);

    /** Looks at the bodies of a project, and changes nothing. */
    Rewritten search(String project, Rewriting rewriting);

    /**
     * Drops requests that were received before a time. The newest of all keeps its position, empty.
     *
     * @param before for each project
     * @return how many requests were dropped
     */
    long drop(Map<String, Instant> before);

    /** About how many bytes the bodies of each project take. */
    Map<String, Long> bytes();

    /** When the oldest of those requests of a project was received that together take at most so many bytes; empty where all do. */
    Optional<Instant> newestWithin(String project, long maxBytes);

    /** Says what is to become of a body. */
    interface Rewriting {
        /** Empty where it may stay as it is. */
        Optional<Replacement> of(JournalEntry entry);
    }

    /**
     * @param body inflated
     * @param removed what it lacks of what there was
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Replacement(ArrivalKind kind, byte[] body, Erasure.Count removed) {}

    /**
     * @param searched how many bodies were looked at
     * @param found how many of them were not to stay as they were
     * @param removed what those lack now
     * @param unreadable how many could not be read, and stayed
     */
    record Rewritten(long searched, long found, Erasure.Count removed, long unreadable) {

        public static final Rewritten NONE = new Rewritten(0, 0, Erasure.Count.NONE, 0);

        public Rewritten plus(Rewritten more) {
            return new Rewritten(
                    searched + more.searched,
                    found + more.found,
                    removed.plus(more.removed),
                    unreadable + more.unreadable);
        }
    }

    @Override
    void close();
}
