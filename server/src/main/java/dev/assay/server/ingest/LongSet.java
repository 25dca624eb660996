package dev.assay.server.ingest;

/** A set of numbers in 12 to 24 bytes each; linear probing, at most two thirds full. */
public final class LongSet {

    private long[] slots = new long[1 << 12];
    private int size;
    private boolean hasZero;

    public int size() {
        return size;
    }

    public boolean contains(long value) {
        if (value == 0) {
            return hasZero;
        }
        return slots[slotOf(slots, value)] == value;
    }

    public void add(long value) {
        if (value == 0) {
            size += hasZero ? 0 : 1;
            hasZero = true;
            return;
        }
        int slot = slotOf(slots, value);
        if (slots[slot] == 0) {
            slots[slot] = value;
            size++;
            if (size * 3L > slots.length * 2L) {
                grow();
            }
        }
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long value : slots) {
            if (value != 0) {
                larger[slotOf(larger, value)] = value;
            }
        }
        slots = larger;
    }

    /** Where the value stands, or the free slot where it would. */
    private static int slotOf(long[] slots, long value) {
        int mask = slots.length - 1;
        int slot = (int) (value ^ (value >>> 32)) & mask;
        while (slots[slot] != 0 && slots[slot] != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
