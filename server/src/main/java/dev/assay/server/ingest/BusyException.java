package dev.assay.server.ingest;

/** More came than can be taken at the moment. Nothing was kept; the sender should try again. */
final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param what there is too much of, with how much is expected */
    BusyException(String what) {
        super(what + "; send it again in a moment");
    }
}
