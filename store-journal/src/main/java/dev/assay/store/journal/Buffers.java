package dev.assay.store.journal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Room to compress into, used again: new room as large as a request, for each request, is much to clear and to collect. */
final class Buffers {

    /** Larger ones are rare, and not kept. */
    private static final int LARGEST_KEPT = 4 << 20;

    private final BlockingQueue<byte[]> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    /** @return at least so large */
    byte[] take(int size) {
        byte[] buffer = idle.poll();
        return buffer != null && buffer.length >= size ? buffer : new byte[size];
    }

    void giveBack(byte[] buffer) {
        if (buffer.length <= LARGEST_KEPT) {
            idle.offer(buffer);
        }
    }
}
