package dev.assay.structured.json;

/**
 * One thing that was mended.
 *
 * @param kind what
 * @param position where in the text, in chars from 0
 * @param penalty what it costs
 */
public record Repair(RepairKind kind, int position, int penalty) {

    /** For example {@code 17: a comma was missing (1)}. */
    @Override
    public String toString() {
        return position + ": " + kind.description() + " (" + penalty + ")";
    }
}
