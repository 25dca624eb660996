package dev.assay.server.ingest.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is made of few bytes that come again and again. A bounded memory without a lock: who loses a race makes something that was there.
 *
 * @param <T> of which nothing changes
 */
final class Recurring<T> {

    /** In bytes. */
    static final int LONGEST = 64;

    private static final int SLOT_BITS = 12;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Makes it of the bytes from one place to another; null where it cannot be made of them. */
    interface Making<T> {
        @Nullable T of(byte[] bytes, int from, int to);
    }

    private final Making<T> making;
    private final @Nullable Made[] made = new @Nullable Made[1 << SLOT_BITS];

    /** The hash that each slot missed last: what comes again is remembered, so that ids, which do not, push nothing out. */
    private final int[] missed = new int[1 << SLOT_BITS];

    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    private record Made(byte[] bytes, Object what) {}

    Recurring(Making<T> making) {
        this.making = making;
    }

    /**
     * Of {@value #LONGEST} bytes at most.
     *
     * @return null where it cannot be made
     */
    @SuppressWarnings("unchecked") // nothing else is put there
    @Nullable T of(byte[] bytes, int from, int to) {
        long hash = hash(bytes, from, to);
        int slot = (int) (hash >>> (Long.SIZE - SLOT_BITS));
        Made known = made[slot];
        if (known != null && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, to)) {
            return (T) known.what;
        }
        @Nullable T what = making.of(bytes, from, to);
        if (missed[slot] != (int) hash) {
            missed[slot] = (int) hash;
        } else if (what != null) {
            made[slot] = new Made(Arrays.copyOfRange(bytes, from, to), what);
        }
        return what;
    }

    private static long hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long hash = length;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << Byte.SIZE | bytes[at];
        }
        return mixed(hash ^ rest);
    }

    /** A step of wyhash: both halves of the product. */
    private static long mixed(long bits) {
        long factor = 0x9E3779B97F4A7C15L;
        return bits * factor ^ Math.unsignedMultiplyHigh(bits, factor);
    }
}
