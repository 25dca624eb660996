package dev.assay.skew;

import java.util.Locale;

/** What of examples is compared. */
public enum Aspect {
    INPUT,
    OUTPUT,
    PAIR;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** {@code input}, {@code output} or {@code pair}. */
    public String label() {
        return label;
    }
}
