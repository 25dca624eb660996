package dev.assay.server.ingest.otlp;

/** A body that is no OTLP/JSON. The message says what was found, where, and what was expected. */
public final class OtlpFormatException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OtlpFormatException(String what, String where, String expected) {
        super(what + " at " + where + " (expected: " + expected + ")");
    }
}
