package dev.assay.structured.provider;

/** A picture or file could not be fetched, or was not allowed to be. The message tells what was found and what would do. */
public final class FetchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FetchException(String message) {
        super(message);
    }

    FetchException(String message, Throwable cause) {
        super(message, cause);
    }
}
