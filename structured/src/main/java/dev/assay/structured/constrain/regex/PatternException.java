package dev.assay.structured.constrain.regex;

/** A regular expression that cannot be read, or uses what no automaton can do. */
public final class PatternException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param pattern the expression
     * @param position where in it, in UTF-16 units from 0
     * @param problem what was found and expected there
     */
    public PatternException(String pattern, int position, String problem) {
        super("regular expression '" + pattern + "', position " + position + ": " + problem);
    }
}
