package dev.assay.model;

/** The value of a score. */
public sealed interface ScoreValue {

    /** A measurement; finite. */
    record Numeric(double value) implements ScoreValue {}

    /** A verdict. */
    record Bool(boolean value) implements ScoreValue {}

    /** One of a few words. */
    record Category(String value) implements ScoreValue {}

    /** Free text. */
    record Text(String value) implements ScoreValue {}
}
