package dev.assay.files;

import java.io.IOException;

/** How files that go too far are spoken of. */
final class Limits {

    private Limits() {}

    static String tooLong(int maxBytes) {
        String most = maxBytes >= 1 << 20 ? (maxBytes >> 20) + " MiB" : maxBytes + " bytes";
        return "is longer than " + most + " (expected: one row of at most " + most + ")";
    }

    static String damaged(IOException e) {
        return "the compressed file is damaged or ends too early"
                + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}
