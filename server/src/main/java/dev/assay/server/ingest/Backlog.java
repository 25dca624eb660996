package dev.assay.server.ingest;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How much was acknowledged and cannot be asked for yet, within a bound: who sends faster than can be projected for longer than a burst
 * is turned away, so that what is taken is seen soon, and an overload is over soon after it ends.
 *
 * <p>There is no bound while something older than this process waits, as after a rebuild, and none while nothing can be projected:
 * the journal has room, and to turn senders away for so long would lose what they have. What has grown beyond the bound meanwhile
 * may not grow further.
 */
public final class Backlog {

    /** Positions are remembered so many bytes apart. */
    private static final long GRAIN = 1L << 20;

    private final long capacity;
    private final long older;
    private final NavigableMap<Long, Long> totals = new TreeMap<>();
    private long total;
    private long done;
    private long bound;

    /**
     * @param capacity in bytes of inflated bodies
     * @param older the last position that was given before this process began
     * @param reached the position up to which all can be asked for
     */
    public Backlog(long capacity, long older, long reached) {
        this.capacity = capacity;
        this.older = older;
        this.bound = reached >= older ? capacity : Long.MAX_VALUE;
    }

    /** @throws BusyException where too much waits */
    synchronized void requireRoom() {
        if (waiting() >= bound) {
            throw new BusyException("what can be asked for lies " + waiting()
                    + " bytes behind what was taken (expected: at most " + bound + ")");
        }
    }

    /** Something is durable, and cannot be asked for yet. */
    synchronized void kept(long position, long bytes) {
        total += bytes;
        if (totals.isEmpty() || total - totals.lastEntry().getValue() >= GRAIN) {
            totals.put(position, total);
        }
    }

    /** All up to a position can be asked for. */
    synchronized void reached(long position) {
        Map.Entry<Long, Long> last = totals.floorEntry(position);
        if (last != null) {
            done = last.getValue();
            totals.headMap(position, true).clear();
        }
        if (position >= older) {
            bound = Math.max(capacity, Math.min(bound, waiting() + capacity / 4));
        }
    }

    /** Nothing can be projected at the moment, which is no fault of those who send. */
    synchronized void stuck() {
        bound = Long.MAX_VALUE;
    }

    private long waiting() {
        return total - done;
    }
}
