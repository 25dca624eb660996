package dev.assay.structured.constrain;

/** A file that holds no vocabulary, or one of a kind that cannot be used. */
public final class VocabularyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Tells what is wrong with a file.
     *
     * @param message which file, what was found, what was expected
     */
    public VocabularyException(String message) {
        super(message);
    }
}
