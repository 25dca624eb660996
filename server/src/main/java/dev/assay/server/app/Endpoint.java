package dev.assay.server.app;

import java.net.URI;

/**
 * A server that takes what is imported.
 *
 * @param url where it answers, for example {@code http://127.0.0.1:4318}
 * @param key that opens it; empty where none is known
 * @param lasting whether it still runs when the import is over
 * @param end what ends it, where it is ours
 */
record Endpoint(URI url, String key, boolean lasting, Runnable end) implements AutoCloseable {

    /** A server that runs without us. */
    static Endpoint running(URI url, String key) {
        return new Endpoint(url, key, true, () -> {});
    }

    @Override
    public void close() {
        end.run();
    }
}
