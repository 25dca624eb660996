package dev.assay.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * What is sent.
 *
 * @param texts names of files of real text, separated by commas
 * @param batch spans in a request
 * @param gzip whether bodies come compressed
 */
record IngestLoad(String texts, SpanLoad.Shape shape, int spans, int batch, boolean gzip) {

    private static final long SEED = 42;

    IngestLoad(String texts, SpanLoad.Shape shape, int spans, int batch) {
        this(texts, shape, spans, batch, false);
    }

    IngestLoad of(SpanLoad.Shape other) {
        return new IngestLoad(texts, other, spans, batch, gzip);
    }

    IngestLoad of(int otherBatch) {
        return new IngestLoad(texts, shape, spans, otherBatch, gzip);
    }

    /** Twice as many spans. */
    IngestLoad twice() {
        return new IngestLoad(texts, shape, 2 * spans, batch, gzip);
    }

    IngestLoad zipped() {
        return new IngestLoad(texts, shape, spans, batch, true);
    }

    List<byte[]> bodies() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String file : texts.split(",")) {
            if (!Files.isRegularFile(Path.of(file))) {
                throw new IOException("there is no " + file
                        + "; name files of real text, for example logged calls, with --texts FILE,...");
            }
            files.add(Path.of(file));
        }
        SpanLoad load = new SpanLoad(new RealTexts(files), shape, SEED);
        // Live spans are younger than the server, which is started after this.
        Instant now = Instant.now().plus(Duration.ofMinutes(10));
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < spans; i += batch) {
            byte[] body = load.request(batch, now.plusMillis(i / 20)).toByteArray();
            bodies.add(gzip ? gzip(body) : body);
        }
        return bodies;
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 2);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }
}
