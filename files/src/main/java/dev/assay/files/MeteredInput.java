package dev.assay.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read, and can refuse to read on. */
final class MeteredInput extends FilterInputStream {

    private volatile long count;
    private long limit = Long.MAX_VALUE;

    MeteredInput(InputStream in) {
        super(in);
    }

    /** Bytes read so far. May be asked by any thread. */
    long count() {
        return count;
    }

    /** Lets so many more bytes through; a reader that wants more than these gets an {@link ExceededException}. */
    void allow(long bytes) {
        limit = count + bytes;
    }

    @Override
    public int read() throws IOException {
        check();
        int read = super.read();
        if (read >= 0) {
            advance(1);
        }
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        check();
        int read = super.read(target, offset, length);
        if (read > 0) {
            advance(read);
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        advance(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** One thread reads, others only look, so that adding is safe. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void advance(long bytes) {
        count += bytes;
    }

    private void check() throws ExceededException {
        if (count >= limit) {
            throw new ExceededException();
        }
    }

    /** More was asked for than is allowed. */
    static final class ExceededException extends IOException {

        private static final long serialVersionUID = 1;

        ExceededException() {
            super("limit exceeded");
        }
    }
}
