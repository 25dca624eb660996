package dev.assay.store;

/** A question in SQL that is not answered; the message says why, for whoever asked. */
public final class RefusedSqlException extends StoreException {

    private static final long serialVersionUID = 1;

    public RefusedSqlException(String message) {
        super(message);
    }

    public RefusedSqlException(String message, Throwable cause) {
        super(message, cause);
    }
}
