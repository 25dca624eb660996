package dev.assay.structured.constrain.grammar;

import dev.assay.structured.constrain.regex.CodePoints;
import java.util.List;

/** A part of a rule's body, whatever notation it was written in. */
public sealed interface Symbol {

    /**
     * A text as it stands.
     *
     * @param text the text; may be empty
     * @param ignoreCase whether letters may be of either case
     */
    record Literal(String text, boolean ignoreCase) implements Symbol {}

    /**
     * One character of a set.
     *
     * @param characters the set
     */
    record Characters(CodePoints characters) implements Symbol {}

    /**
     * A regular expression.
     *
     * @param pattern the expression
     * @param flags of {@code i} and {@code s}
     */
    record Expression(String pattern, String flags) implements Symbol {}

    /**
     * Another rule.
     *
     * @param name its name
     * @param line where it is named
     */
    record Named(String name, int line) implements Symbol {}

    /**
     * One after the other; none is the empty text.
     *
     * @param parts what follows
     */
    record Sequence(List<Symbol> parts) implements Symbol {}

    /**
     * Any of some.
     *
     * @param ways which
     */
    record Either(List<Symbol> ways) implements Symbol {}

    /**
     * Several times.
     *
     * @param part what
     * @param low how often at least
     * @param high how often at most; -1 for any number
     */
    record Repeat(Symbol part, int low, int high) implements Symbol {}

    /** Nothing at all. */
    Symbol NOTHING = new Sequence(List.of());

    /** Sequence of several, or the one. */
    static Symbol sequence(List<Symbol> parts) {
        return parts.size() == 1 ? parts.get(0) : new Sequence(List.copyOf(parts));
    }

    /** Choice of several, or the one. */
    static Symbol either(List<Symbol> ways) {
        return ways.size() == 1 ? ways.get(0) : new Either(List.copyOf(ways));
    }
}
