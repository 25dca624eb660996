package dev.assay.structured.constrain;

/** A constraint that cannot be compiled: what it asks for, and where. Never thrown once {@link Constraint#compile} has returned. */
public final class ConstraintException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String path;
    private final String keyword;

    /**
     * Tells what cannot be held.
     *
     * @param path where in the schema, as a JSON pointer in a fragment ({@code #/properties/a}); the line for grammars
     * @param keyword which keyword or symbol; {@code ""} if it is about the whole
     * @param problem what was found and what was expected
     */
    public ConstraintException(String path, String keyword, String problem) {
        super(path + (keyword.isEmpty() ? "" : ": " + keyword) + ": " + problem);
        this.path = path;
        this.keyword = keyword;
    }

    /**
     * Where in the schema or grammar.
     *
     * @return the path, as a JSON pointer in a fragment; the line for grammars
     */
    public String path() {
        return path;
    }

    /**
     * Which keyword; {@code ""} if it is about the whole.
     *
     * @return the keyword or symbol
     */
    public String keyword() {
        return keyword;
    }
}
