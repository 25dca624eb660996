package dev.assay.store.journal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.assay.store.Arrival;
import dev.assay.store.StoreException;
import dev.assay.store.UnreadableBodyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * A body as it lies in the journal.
 *
 * @param size inflated, in bytes; -1 where it is not known, as of a body that came gzipped
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Body(Encoding encoding, int size, byte[] bytes) {

    /** The fast ones below 1 save 3 us for a span with 3 KB of texts; the columns have the same texts smaller. */
    private static final int ZSTD_LEVEL = -3;

    /** The codes stand in the files. */
    enum Encoding {
        ZSTD(1),
        GZIP(2);

        final int code;

        Encoding(int code) {
            this.code = code;
        }

        static Encoding ofCode(int code) {
            return switch (code) {
                case 1 -> ZSTD;
                case 2 -> GZIP;
                default -> throw new StoreException("body encoding is " + code + " (expected: 1 or 2)");
            };
        }
    }

    /** What came gzipped stays as it came; anything else is compressed. */
    static Body compress(Arrival arrival, Buffers buffers) {
        byte[] body = arrival.body();
        return switch (arrival.encoding()) {
            case GZIP -> new Body(Encoding.GZIP, -1, body);
            case IDENTITY -> of(body, buffers);
        };
    }

    /** A body that was inflated, compressed. */
    static Body of(byte[] inflated, Buffers buffers) {
        return new Body(Encoding.ZSTD, inflated.length, zstd(inflated, buffers));
    }

    private static byte[] zstd(byte[] body, Buffers buffers) {
        byte[] buffer = buffers.take(Math.toIntExact(Zstd.compressBound(body.length)));
        try {
            long length = Zstd.compressByteArray(buffer, 0, buffer.length, body, 0, body.length, ZSTD_LEVEL);
            if (Zstd.isError(length)) {
                throw new StoreException("a body cannot be compressed: " + Zstd.getErrorName(length));
            }
            return Arrays.copyOf(buffer, Math.toIntExact(length));
        } finally {
            buffers.giveBack(buffer);
        }
    }

    byte[] inflate() {
        return switch (encoding) {
            case ZSTD -> unzstd();
            case GZIP -> gunzip();
        };
    }

    private byte[] unzstd() {
        try {
            return Zstd.decompress(bytes, size);
        } catch (ZstdException e) {
            throw new UnreadableBodyException("a body of the journal cannot be read: " + e.getMessage(), e);
        }
    }

    private byte[] gunzip() {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes), 64 << 10)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UnreadableBodyException("a gzipped body of the journal cannot be read: " + e.getMessage(), e);
        }
    }
}
