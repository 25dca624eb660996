package dev.assay.server.app;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A backup is a ZIP file. Its first entry, {@link #ABOUT}, says {@code {"format":1,"dataFormat":1,"assay":"0.1.0","at":"..."}}; then come
 * the files of the data folder under their names; its last entry, {@link #CHECKSUMS}, has {@code {"name":{"bytes":1,"sha256":"..."}}}
 * for each of them, so that a backup that was cut off is told from a whole one. The columns are not in it: they are made from the
 * journal.
 */
final class BackupFormat {

    static final int FORMAT = 1;
    static final String ABOUT = "assay-backup.json";
    static final String CHECKSUMS = "checksums.json";

    private BackupFormat() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Counts and sums what goes through it, and closes nothing. */
    static final class Summing extends FilterOutputStream {

        private final MessageDigest digest = digest();
        private long bytes;

        Summing(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            digest.update((byte) b);
            bytes++;
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            out.write(b, off, len);
            digest.update(b, off, len);
            bytes += len;
        }

        @Override
        public void close() throws IOException {
            flush();
        }

        long bytes() {
            return bytes;
        }

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
