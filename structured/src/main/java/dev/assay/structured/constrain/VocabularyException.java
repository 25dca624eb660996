package dev.assay.structured.constrain;

/** A file that holds no vocabulary, or one of a kind that cannot be used. */
public final class VocabularyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message which file, what was found, what was expected */
    public VocabularyException(String message) {
        super(message);
    }
}
