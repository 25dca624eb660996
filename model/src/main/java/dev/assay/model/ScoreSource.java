package dev.assay.model;

import java.util.Locale;

/** Who says so. */
public enum ScoreSource {
    /** A reviewer. */
    HUMAN,
    /** Code. */
    ASSERTION,
    /** A model. */
    JUDGE,
    /** An end user of the application. */
    USER;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException where the label is none of ours */
    public static ScoreSource ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
