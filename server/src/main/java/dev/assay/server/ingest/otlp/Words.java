package dev.assay.server.ingest.otlp;

import com.google.protobuf.UnsafeByteOperations;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts of bytes. Keys of attributes, names of models and the like are the same in span after span: those that came of late are not made
 * again. A bounded memory without a lock: who loses a race makes a text that was there.
 */
final class Words {

    private static final int LONGEST = 64;
    private static final int SLOT_BITS = 12;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final @Nullable Word[] words = new @Nullable Word[1 << SLOT_BITS];

    /** The hash that each slot missed last: a word is remembered when it comes again, so that ids, which do not, push none out. */
    private final int[] missed = new int[1 << SLOT_BITS];

    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    private record Word(byte[] utf8, String text) {}

    /** @return null where the bytes are no UTF-8 */
    @Nullable String text(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > LONGEST) {
            return decoded(bytes, from, length);
        }
        long hash = hash(bytes, from, to);
        int slot = (int) (hash >>> (Long.SIZE - SLOT_BITS));
        Word word = words[slot];
        if (word != null && Arrays.equals(word.utf8, 0, word.utf8.length, bytes, from, to)) {
            return word.text;
        }
        String text = decoded(bytes, from, length);
        if (missed[slot] != (int) hash) {
            missed[slot] = (int) hash;
        } else if (text != null) {
            words[slot] = new Word(Arrays.copyOfRange(bytes, from, to), text);
        }
        return text;
    }

    private static @Nullable String decoded(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        boolean mayBeReplaced = text.indexOf('\uFFFD') >= 0;
        return mayBeReplaced
                        && !UnsafeByteOperations.unsafeWrap(bytes, from, length).isValidUtf8()
                ? null
                : text;
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
