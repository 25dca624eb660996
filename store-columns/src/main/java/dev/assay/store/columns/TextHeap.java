package dev.assay.store.columns;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Memory outside Java's for texts that the engine reads once. For one thread. */
final class TextHeap {

    /** Small enough to stay in the processor's caches until the engine reads it. */
    private static final int BYTES = 1 << 20;

    private final ByteBuffer block = ByteBuffer.allocateDirect(BYTES);
    private final long address = MemorySegment.ofBuffer(block).address();
    private final List<Arena> beside = new ArrayList<>();
    private int used;

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
        Arena arena = Arena.ofConfined();
        beside.add(arena);
        return arena.allocateFrom(ValueLayout.JAVA_BYTE, text).address();
    }

    /** Whether little room is left. */
    boolean isFull() {
        return used > BYTES / 2;
    }

    void clear() {
        used = 0;
        beside.forEach(Arena::close);
        beside.clear();
    }
}
