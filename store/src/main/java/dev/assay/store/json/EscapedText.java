package dev.assay.store.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text as it stands between the quotes of a JSON string in UTF-8 (RFC 8259, section 7). Most of a text needs no escape, so eight bytes
 * are looked at together and runs are copied whole; half a surrogate pair becomes a question mark. For one thread, one text after another.
 */
final class EscapedText {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int MOST_FOR_ONE = 6;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[4 << 10];
    private int length;

    /** Takes the place of the text before. */
    void set(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        length = 0;
        int from = 0;
        int at = next(utf8, 0);
        while (at < utf8.length) {
            room(at - from + MOST_FOR_ONE);
            copy(utf8, from, at);
            escape(utf8[at]);
            from = at + 1;
            at = next(utf8, from);
        }
        room(at - from);
        copy(utf8, from, at);
    }

    /** What {@link #length} tells of it is the text. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Where the next byte stands that needs an escape, or the end. */
    private static int next(byte[] utf8, int from) {
        int at = from;
        while (at <= utf8.length - Long.BYTES) {
            long found = escaped((long) LONGS.get(utf8, at));
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < utf8.length && !isEscaped(utf8[at])) {
            at++;
        }
        return at;
    }

    /**
     * The highest bit of each byte that is a control, a quote or a backslash, where nothing is said of bytes after the first ("Determine if a
     * word has a byte less than n" of S. E. Anderson's Bit Twiddling Hacks).
     */
    private static long escaped(long eight) {
        long quotes = eight ^ ONES * '"';
        long backslashes = eight ^ ONES * '\\';
        return (((eight - ONES * ' ') & ~eight) | ((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes))
                & HIGHS;
    }

    private static boolean isEscaped(byte b) {
        return (b >= 0 && b < ' ') || b == '"' || b == '\\';
    }

    private void escape(byte b) {
        bytes[length++] = '\\';
        switch (b) {
            case '"', '\\' -> bytes[length++] = b;
            case '\n' -> bytes[length++] = 'n';
            case '\r' -> bytes[length++] = 'r';
            case '\t' -> bytes[length++] = 't';
            case '\b' -> bytes[length++] = 'b';
            case '\f' -> bytes[length++] = 'f';
            default -> {
                bytes[length++] = 'u';
                bytes[length++] = '0';
                bytes[length++] = '0';
                bytes[length++] = HEX[b >> 4];
                bytes[length++] = HEX[b & 0xf];
            }
        }
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    private void copy(byte[] utf8, int from, int to) {
        System.arraycopy(utf8, from, bytes, length, to - from);
        length += to - from;
    }
}
