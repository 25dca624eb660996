package dev.assay.stats.interval;

/**
 * An estimate and the interval that holds the truth in a stated share of cases.
 *
 * @param low at most {@code high}
 */
public record Interval(double estimate, double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    "An interval from " + low + " to " + high + " (expected: low at most high)");
        }
    }

    /** Whether the interval holds a value, ends included. */
    public boolean holds(double value) {
        return low <= value && value <= high;
    }

    /**
     * The least distance from 0 of any value in it: 0 where it holds 0. What a tolerance is compared with.
     */
    public double leastSize() {
        return holds(0) ? 0 : Math.min(Math.abs(low), Math.abs(high));
    }
}
