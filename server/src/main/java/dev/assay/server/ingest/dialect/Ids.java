package dev.assay.server.ingest.dialect;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Ids and times of OTLP. */
final class Ids {

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final long NANOS = 1_000_000_000;

    private Ids() {}

    /** Lower-case hexadecimal digits. */
    static String hex(ByteString id) {
        byte[] digits = new byte[id.size() * 2];
        for (int i = 0; i < id.size(); i++) {
            int octet = id.byteAt(i);
            digits[2 * i] = DIGITS[octet >> 4 & 15];
            digits[2 * i + 1] = DIGITS[octet & 15];
        }
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    /** Whether the id has this many bytes, and any that is not zero. */
    static boolean isValid(ByteString id, int length) {
        if (id.size() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (id.byteAt(i) != 0) {
                return true;
            }
        }
        return false;
    }

    /** A time in nanoseconds since the epoch; one beyond the year 2262, where signed nanoseconds end, is the last there is. */
    static Instant instant(long unixNanos) {
        long nanos = unixNanos < 0 ? Long.MAX_VALUE : unixNanos;
        return Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS);
    }
}
