package dev.assay.structured.json;

/** What was mended, and what it costs; among several readings of a text the one with the least sum of penalties counts. */
public enum RepairKind {
    /** Text around the value was left out: prose, a fence, a tag. */
    TEXT_AROUND(1, "text around the value was left out");

    private final int penalty;
    private final String description;

    RepairKind(int penalty, String description) {
        this.penalty = penalty;
        this.description = description;
    }

    /** What one such repair costs; at least 0. */
    public int penalty() {
        return penalty;
    }

    /** What was done, in words. */
    public String description() {
        return description;
    }
}
