package dev.assay.store;

import java.util.Locale;

/** What a question counts. */
public enum Counted {
    /** A trace passes where each term of the filter holds on at least one of its spans. */
    TRACES,
    /** A span passes where all of the filter holds on it. */
    SPANS;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word in REST. */
    public String label() {
        return label;
    }
}
