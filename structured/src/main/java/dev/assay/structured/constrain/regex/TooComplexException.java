package dev.assay.structured.constrain.regex;

/** A language in which it takes too long to find a word, if there is one. */
public final class TooComplexException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooComplexException(int states) {
        super("no word found among " + states
                + " states of an intersection (expected: one sooner; simplify patterns, lengths"
                + " or multiples that apply together)");
    }
}
