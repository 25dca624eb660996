package dev.assay.model;

/** The value of a score. */
public sealed interface ScoreValue {

    /** A measurement; see {@link #isMeasurement}. */
    record Numeric(double value) implements ScoreValue {}

    /** A verdict. */
    record Bool(boolean value) implements ScoreValue {}

    /** One of a few words. */
    record Category(String value) implements ScoreValue {}

    /** Free text. */
    record Text(String value) implements ScoreValue {}

    /** Whether a number may be a score: within 1e100 of nought, so that sums of many, and of their squares, are finite. */
    static boolean isMeasurement(double number) {
        return Math.abs(number) <= 1e100;
    }
}
