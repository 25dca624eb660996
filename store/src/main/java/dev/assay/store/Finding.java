package dev.assay.store;

import java.util.Locale;

/** What can be noticed about the spans of a client. */
public enum Finding {
    /** None but that they came: what the others are counted against. */
    SPANS,
    /** Spans whose names of attributes were looked at, which is a part of all. */
    EXAMINED,
    /** An attribute that no field is read from; counted among those examined. */
    UNMAPPED,
    /** The SDK dropped attributes, because a span may have only so many. */
    TRUNCATED,
    /** A text is in the messages and in an attribute as well; counted among those examined. */
    DOUBLED,
    /** A call of a model without its input or output. */
    NO_CONTENT,
    /** A call of a model without counts of tokens. */
    NO_USAGE,
    /** A call of a model that has no price; the subject is its provider and name. */
    UNPRICED,
    /** Parts of a count were larger than the whole, so it was read as told without them. */
    EXCLUSIVE_USAGE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word in REST and in the store. */
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException where the label is none of ours */
    public static Finding ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
