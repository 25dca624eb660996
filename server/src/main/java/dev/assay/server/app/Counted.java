package dev.assay.server.app;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how much was read. */
final class Counted extends FilterInputStream {

    private final LongConsumer tell;
    private long read;

    Counted(InputStream in, LongConsumer tell) {
        super(in);
        this.tell = tell;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        tell(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int some = super.read(buffer, offset, length);
        tell(Math.max(0, some));
        return some;
    }

    private void tell(long more) {
        read += more;
        tell.accept(read);
    }
}
