package dev.assay.files;

import java.io.IOException;

/** A file of a kind that holds no rows we can read. The message says what it is and what to do. */
public final class UnreadableFileException extends IOException {

    private static final long serialVersionUID = 1;

    public UnreadableFileException(String message) {
        super(message);
    }
}
