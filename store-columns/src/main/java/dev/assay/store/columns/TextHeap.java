package dev.assay.store.columns;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Memory outside Java's for texts that the engine reads once. For one thread at a time. */
final class TextHeap {

    /** Small enough to stay in the processor's caches until the engine reads it. */
    private static final int BYTES = 1 << 20;

    private final ByteBuffer block = ByteBuffer.allocateDirect(BYTES);
    private final long address = MemorySegment.ofBuffer(block).address();
    private int used;

    /** Of texts that found no room in the block. */
    private @Nullable Arena beside;

    /** @return where it lies until {@link #clear} */
    long put(byte[] text) {
        if (text.length > BYTES - used) {
            return putBeside(text);
        }
        block.put(used, text);
        long at = address + used;
        used += text.length;
        return at;
    }

    @SuppressWarnings("MustBeClosedChecker") // clear() does
    private long putBeside(byte[] text) {
        used = BYTES;
        if (beside == null) {
            beside = Arena.ofConfined();
        }
        return beside.allocateFrom(ValueLayout.JAVA_BYTE, text).address();
    }

    /** Whether little room is left. */
    boolean isFull() {
        return used > BYTES / 2;
    }

    void clear() {
        used = 0;
        if (beside != null) {
            beside.close();
            beside = null;
        }
    }
}
