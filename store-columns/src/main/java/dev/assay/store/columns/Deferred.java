package dev.assay.store.columns;

/** Work that is done beside the checkpoints once enough has come for it; guarded by who holds it. */
final class Deferred {

    /**
     * When it is done.
     *
     * @param least fewer spans are not worth it
     * @param most commits wait where more have come since
     */
    record Pace(long least, long most) {

        /** Questions make few rows of traces themselves, and nobody waits. */
        static final Pace OF_TRACES = new Pace(2L * Database.ROW_GROUP, Long.MAX_VALUE);

        static final Pace OF_WORDS = new Pace(WordIndex.BLOCK, Long.MAX_VALUE);
    }

    private final Pace pace;
    private long left;
    private boolean due;

    /** @param left so many spans it was not done for yet */
    Deferred(Pace pace, long left) {
        this.pace = pace;
        came(left);
    }

    void came(long spans) {
        left += spans;
        due = left >= pace.least;
    }

    void done(long spans) {
        came(-spans);
    }

    /** Until more comes. */
    void putOff() {
        due = false;
    }

    /** So many spans it was not done for. */
    long left() {
        return left;
    }

    boolean isDue() {
        return due;
    }

    /** Whether commits wait for it. */
    boolean isLate() {
        return due && left >= pace.most;
    }
}
