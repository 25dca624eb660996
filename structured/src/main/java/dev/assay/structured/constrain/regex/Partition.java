package dev.assay.structured.constrain.regex;

import java.util.Arrays;

/** Bytes grouped by what they do: those of one class lead from a state to the same next one. Immutable. */
public final class Partition {

    /** All bytes in one class. */
    public static final Partition WHOLE = new Partition(new byte[256], 1);

    private final byte[] classes;
    private final int size;
    private final int[] representatives;

    private Partition(byte[] classes, int size) {
        this.classes = classes;
        this.size = size;
        this.representatives = new int[size];
        for (int b = 255; b >= 0; b--) {
            representatives[classes[b] & 0xFF] = b;
        }
    }

    /** From a number for each byte; equal numbers, one class. */
    static Partition of(int[] keys) {
        byte[] classes = new byte[256];
        int[] seen = new int[256];
        int size = 0;
        for (int b = 0; b < 256; b++) {
            int c = 0;
            while (c < size && seen[c] != keys[b]) {
                c++;
            }
            if (c == size) {
                seen[size++] = keys[b];
            }
            classes[b] = (byte) c;
        }
        return new Partition(classes, size);
    }

    /** The coarsest one that is as fine as both. */
    public Partition refined(Partition other) {
        if (this == other || other.size == 1) {
            return this;
        }
        if (size == 1) {
            return other;
        }
        short[] known = new short[size * other.size];
        Arrays.fill(known, (short) -1);
        byte[] classes = new byte[256];
        int count = 0;
        for (int b = 0; b < 256; b++) {
            int pair = classOf(b) * other.size + other.classOf(b);
            if (known[pair] < 0) {
                known[pair] = (short) count++;
            }
            classes[b] = (byte) known[pair];
        }
        return count == size ? this : count == other.size ? other : new Partition(classes, count);
    }

    /** The class of a byte, 0 to 255. */
    public int classOf(int b) {
        return classes[b] & 0xFF;
    }

    /** How many classes there are. */
    public int size() {
        return size;
    }

    /** The smallest byte of a class. */
    public int representative(int byteClass) {
        return representatives[byteClass];
    }

    /** The only byte of a class, or -1 if it has several. */
    public int onlyByte(int byteClass) {
        int first = representatives[byteClass];
        for (int b = first + 1; b < 256; b++) {
            if (classOf(b) == byteClass) {
                return -1;
            }
        }
        return first;
    }
}
