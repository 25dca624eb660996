package dev.assay.server.ingest.imports;

import java.nio.file.Path;

/** Starts a server on a data folder that none runs on. */
@FunctionalInterface
public interface LocalServer {

    /**
     * @return a server on a free port, which ends when it is closed
     * @throws ImportException where it cannot start
     */
    Endpoint start(Path data) throws ImportException;
}
