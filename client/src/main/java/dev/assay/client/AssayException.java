package dev.assay.client;

/** Something that was said to Assay did not arrive; the message says what, why, and what to do. */
public final class AssayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * With what went wrong.
     *
     * @param message what happened, with the value, what was expected, and what to do
     */
    public AssayException(String message) {
        super(message);
    }

    /**
     * With what went wrong, and what made it so.
     *
     * @param message what happened
     * @param cause what made it so
     */
    public AssayException(String message, Throwable cause) {
        super(message, cause);
    }
}
