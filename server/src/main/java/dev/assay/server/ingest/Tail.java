package dev.assay.server.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The end of the journal as it was parsed when it came, so that who follows closely need not read and parse it again.
 * Bounded in bytes, but for the one that fills it; what finds no room is read from the journal, like everything after a start.
 */
public final class Tail {

    private final long capacityBytes;
    private final NavigableMap<Long, Incoming> byPosition = new TreeMap<>();
    private long bytes; // of what is here and what is on its way

    /** @param capacityBytes of inflated bodies; what they become in memory is two to three times as much */
    public Tail(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    /**
     * Waits a while for room and takes it, so that who sends faster than can be projected is slowed down, and what is
     * acknowledged is soon visible. After that while the request goes on without: the journal has room.
     *
     * @return whether there is room; whoever has it must {@link #put} or {@link #release} as many bytes
     */
    synchronized boolean reserve(long size, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (bytes >= capacityBytes) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (capacityBytes == 0 || millis <= 0) {
                return false;
            }
            wait(millis);
        }
        bytes += size;
        return true;
    }

    /** Gives room back that is not needed after all. */
    synchronized void release(long size) {
        bytes -= size;
        notifyAll();
    }

    /** Remembers a request that is durable and has room. */
    synchronized void put(Incoming incoming) {
        byPosition.put(incoming.position(), incoming);
    }

    /**
     * Takes out what follows a position without a gap, and forgets what lies before.
     *
     * @param maxBytes about how much at most; at least one where there is any
     */
    synchronized List<Incoming> takeAfter(long position, long maxBytes) {
        NavigableMap<Long, Incoming> past = byPosition.headMap(position, true);
        past.values().forEach(incoming -> bytes -= incoming.bytes());
        past.clear();
        List<Incoming> taken = new ArrayList<>();
        long takenBytes = 0;
        while (!byPosition.isEmpty()
                && byPosition.firstKey() == position + taken.size() + 1
                && (taken.isEmpty() || takenBytes < maxBytes)) {
            Incoming next = byPosition.pollFirstEntry().getValue();
            taken.add(next);
            takenBytes += next.bytes();
        }
        bytes -= takenBytes;
        notifyAll();
        return taken;
    }
}
