package dev.assay.skew.descriptor;

import java.util.Locale;

/** What descriptors are about, in the order in which a report names them where effects are alike. */
public enum Theme {
    STRUCTURE,
    TOOLS,
    LENGTH,
    FORMAT,
    PHRASES,
    LANGUAGE,
    SPELLING,
    CASING,
    SENTENCES,
    ENTITIES,
    TONE,
    GROUNDING,
    WHITE_SPACE,
    REPETITION(true),
    STYLE(true);

    private final boolean texture;
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', ' ');

    Theme() {
        this(false);
    }

    Theme(boolean texture) {
        this.texture = texture;
    }

    public String label() {
        return label;
    }

    /** Whether it only follows from what else changed: nobody sets out to mend a rate of function words. */
    public boolean isTexture() {
        return texture;
    }
}
