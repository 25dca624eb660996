package dev.assay.server.look;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** JSON on its way into a line of its own: values that came with line ends between their tokens keep none. Within texts JSON has none. */
final class OneLine extends FilterOutputStream {

    OneLine(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int octet) throws IOException {
        out.write(inLine((byte) octet));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        byte[] line = new byte[length];
        for (int i = 0; i < length; i++) {
            line[i] = inLine(bytes[from + i]);
        }
        out.write(line, 0, length);
    }

    private static byte inLine(byte octet) {
        return octet == '\n' || octet == '\r' ? (byte) ' ' : octet;
    }
}
