package dev.assay.files;

/** What was asked to be read from rows is not there, or there is nothing to read. The message says what to ask instead. */
public final class MappingException extends Exception {

    private static final long serialVersionUID = 1;

    public MappingException(String message) {
        super(message);
    }
}
