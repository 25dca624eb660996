package dev.assay.store;

/** One body of the journal cannot be read, while the rest can. */
public final class UnreadableBodyException extends StoreException {

    private static final long serialVersionUID = 1;

    public UnreadableBodyException(String message, Throwable cause) {
        super(message, cause);
    }
}
