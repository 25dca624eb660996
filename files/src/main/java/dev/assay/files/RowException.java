package dev.assay.files;

/** A row that is no logged call. The message says what was found and what was expected. */
public final class RowException extends Exception {

    private static final long serialVersionUID = 1;

    public RowException(String reason) {
        super(reason);
    }

    /** What is wrong, in words that follow the place of the row. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
