package dev.assay.server.ingest.imports;

/** The import cannot go on. The message says why, and what to do. */
public final class ImportException extends Exception {

    private static final long serialVersionUID = 1;

    public ImportException(String message) {
        super(message);
    }

    public ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
