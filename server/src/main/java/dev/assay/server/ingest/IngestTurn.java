package dev.assay.server.ingest;

/**
 * {@link Ingest} for one request; it is not replaced until this is closed.
 *
 * @param end gives it back
 */
public record IngestTurn(Ingest ingest, Runnable end) implements AutoCloseable {

    @Override
    public void close() {
        end.run();
    }
}
