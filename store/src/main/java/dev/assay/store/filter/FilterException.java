package dev.assay.store.filter;

/** A text that is not of the filter language. The message says what stood where, and what was expected. */
public final class FilterException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int position;

    FilterException(int position, String message) {
        super("at " + (position + 1) + ": " + message);
        this.position = position;
    }

    /** The message. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** Where in the text, in UTF-16 code units from 0; the message counts from 1. */
    public int position() {
        return position;
    }
}
