package dev.assay.server.ingest;

import dev.assay.server.web.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Bodies that came gzipped. */
final class Gzip {

    private Gzip() {}

    /** @throws ProblemException with 413 where it inflates to more, with 400 where it is no gzip */
    static byte[] inflate(byte[] gzipped, int maxBytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzipped), 32 << 10)) {
            byte[] inflated = in.readNBytes(maxBytes);
            if (inflated.length == maxBytes && in.read() >= 0) {
                throw ProblemException.tooLarge(maxBytes + 1L, maxBytes);
            }
            return inflated;
        } catch (IOException e) {
            throw new ProblemException(400, "the body is no gzip, as Content-Encoding says: " + e.getMessage(), e);
        }
    }
}
