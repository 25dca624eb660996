package dev.assay.structured.constrain.engine;

import org.jspecify.annotations.Nullable;

/** A non-terminal: a small automaton whose steps are terminals and other rules. */
public final class Rule {

    private final String name;
    private @Nullable Place start;
    private boolean nullable;
    private boolean leftRecursive;

    /** A rule without a body yet. */
    public Rule(String name) {
        this.name = name;
    }

    /** Gives it its body; to be called once. */
    public void define(Place start, boolean nullable) {
        this.start = start;
        this.nullable = nullable;
    }

    /** Says that some text of it begins with this rule again; whoever defines rules must find that out. */
    public void beginsWithItself() {
        leftRecursive = true;
    }

    boolean isLeftRecursive() {
        return leftRecursive;
    }

    /** Where it begins. */
    Place start() {
        Place place = start;
        if (place == null) {
            throw new IllegalStateException("rule " + name + " has no body");
        }
        return place;
    }

    /** Whether it can be nothing. */
    boolean isNullable() {
        return nullable;
    }

    @Override
    public String toString() {
        return name;
    }
}
