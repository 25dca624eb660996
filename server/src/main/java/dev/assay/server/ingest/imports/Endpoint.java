package dev.assay.server.ingest.imports;

import java.net.URI;

/** A server that takes what is imported. */
public interface Endpoint extends AutoCloseable {

    /** Where it answers, for example {@code http://127.0.0.1:4318}. */
    URI url();

    /** Whether it still runs when the import is over. */
    boolean lasting();

    @Override
    void close();

    /** A server that runs without us. */
    static Endpoint running(URI url) {
        return new Endpoint() {
            @Override
            public URI url() {
                return url;
            }

            @Override
            public boolean lasting() {
                return true;
            }

            @Override
            public void close() {
                // It is not ours to stop.
            }
        };
    }
}
