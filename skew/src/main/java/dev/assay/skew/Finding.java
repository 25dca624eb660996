package dev.assay.skew;

import java.util.List;

/**
 * One thing that differs, or that is new.
 *
 * @param family which family of tests found it
 * @param theme what it is about, in one or two words: {@code length}, {@code format}, {@code topic}
 * @param unit of reference and current: {@code share} for shares, else the descriptor's own
 * @param reference a share, or a mean
 * @param current the same of the current side
 * @param referenceOf how many reference examples it is a share or mean of
 * @param currentOf the same of the current side
 * @param effect a difference of shares, or for numbers Cliff's delta: how much more often a current value is above a reference value
 *     than below; from -1 to 1
 * @param low the least it may be with 95 % confidence
 * @param pAdjusted for everything that was tested
 * @param score how far out, on the scale of a standard normal value
 * @param alarm whether it is significant and its whole interval beyond the tolerance
 * @param also names of further findings that are the same rows or nearly so
 * @param examples those that show it best
 * @param slices where it is strongest
 */
public record Finding(
        Kind kind,
        String family,
        String theme,
        String name,
        Aspect aspect,
        String unit,
        double reference,
        double current,
        int referenceOf,
        int currentOf,
        double effect,
        double low,
        double high,
        double pAdjusted,
        double score,
        boolean alarm,
        List<String> also,
        List<Shown> examples,
        List<Slice> slices,
        Histogram histogram) {

    /** What kind of thing. */
    public enum Kind {
        DESCRIPTOR("descriptor"),
        CLUSTER("cluster"),
        LEXICAL("lexical"),
        NEW_VALUE("new-value");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** An example by its texts. */
    public record Shown(boolean current, String input, String output) {}

    /**
     * The same effect among examples with one value of a metadata field.
     *
     * @param reference how many reference examples there are in it
     */
    public record Slice(
            String field, String value, double effect, double low, double high, int reference, int current) {}

    /**
     * Both sides in the same bins.
     *
     * @param bounds between bins, one fewer than there are bins; empty for a share
     * @param reference shares by bin
     */
    public record Histogram(List<Double> bounds, List<Double> reference, List<Double> current) {

        public static final Histogram NONE = new Histogram(List.of(), List.of(), List.of());
    }

    public Finding {
        also = List.copyOf(also);
        examples = List.copyOf(examples);
        slices = List.copyOf(slices);
    }

    /** Whether it is a share of examples, not a number. */
    public boolean isShare() {
        return unit.equals("share");
    }
}
