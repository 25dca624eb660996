package dev.assay.structured.json;

import dev.assay.structured.schema.Violation;
import java.util.List;

/** A text could not be read. The only exception that {@link LenientJson} throws. */
public final class LenientJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a text could not be read. */
    public enum Reason {
        /** There is no value in it. */
        NO_VALUE,
        /** Two readings cost the same and say different things; which was meant would be a guess. */
        TIE,
        /** The value breaks the schema, or does not become the Java type, and there is no way to mend it. */
        INVALID,
        /** The text ends before the value does. */
        TRUNCATED
    }

    private final Reason reason;
    private final int position;
    private final String expected;
    private final transient List<Violation> violations;

    LenientJsonException(Reason reason, int position, String expected, String message, List<Violation> violations) {
        super(message);
        this.reason = reason;
        this.position = position;
        this.expected = expected;
        this.violations = List.copyOf(violations);
    }

    /**
     * Why.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Where in the text, in chars from 0.
     *
     * @return from 0 to the length of the text
     */
    public int position() {
        return position;
    }

    /**
     * What was expected there.
     *
     * @return in words, for a person or a model
     */
    public String expected() {
        return expected;
    }

    /**
     * The rules that are broken, where the reason is {@link Reason#INVALID}.
     *
     * @return empty for any other reason
     */
    public List<Violation> violations() {
        return violations == null ? List.of() : violations;
    }
}
