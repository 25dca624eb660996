package dev.assay.server.ingest;

/**
 * Bytes of requests that are in memory until they are kept, within bounds: who sends faster than can be kept is turned away, before
 * the request is read where its length is told.
 */
public final class InFlight {

    private final long capacity;
    private long bytes;

    /** @param capacity in bytes, as they come over the wire and inflated; one request may be larger when it is alone */
    public InFlight(long capacity) {
        this.capacity = capacity;
    }

    /**
     * Takes room for a request.
     *
     * @throws BusyException where there is none
     */
    Room take(long size) {
        Room room = new Room();
        room.grow(size);
        return room;
    }

    /** What one request takes; given back when it is closed. */
    final class Room implements AutoCloseable {

        private long mine;

        /** Takes more, once it is known how large the request really is. */
        void grow(long more) {
            synchronized (InFlight.this) {
                if (bytes > mine && bytes + more > capacity) {
                    throw new BusyException(
                            "requests of " + bytes + " bytes are at hand (expected: at most " + capacity + ")");
                }
                bytes += more;
                mine += more;
            }
        }

        @Override
        public void close() {
            synchronized (InFlight.this) {
                bytes -= mine;
                mine = 0;
            }
        }
    }
}
