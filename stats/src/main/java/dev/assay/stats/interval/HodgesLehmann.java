package dev.assay.stats.interval;

import java.util.Arrays;

/**
 * By how much current values are shifted against reference values: the median of all pairwise differences (Hodges and Lehmann 1963), with
 * the interval that the test of Mann and Whitney does not reject. In the values' own unit, and not moved by outliers.
 */
public final class HodgesLehmann {

    private HodgesLehmann() {}

    /** @param reference and {@code current}: independent values, at least one each, none NaN */
    public static Interval shift(double[] reference, double[] current, double level) {
        if (reference.length == 0 || current.length == 0) {
            throw new IllegalArgumentException("There are " + reference.length + " reference and " + current.length
                    + " current values (expected: at least one of each)");
        }
        double[] x = reference.clone();
        double[] y = current.clone();
        Arrays.sort(x);
        Arrays.sort(y);
        long pairs = (long) x.length * y.length;
        double spread = Math.sqrt(pairs * (x.length + y.length + 1.0) / 12);
        long out = Math.clamp(Math.round(pairs / 2.0 - Levels.z(level) * spread), 0, (pairs - 1) / 2);
        double estimate = (ordered(x, y, (pairs - 1) / 2) + ordered(x, y, pairs / 2)) / 2;
        return new Interval(estimate, ordered(x, y, out), ordered(x, y, pairs - 1 - out));
    }

    /** The difference y - x at that position of all in order, from 0: by halving the range of values. */
    private static double ordered(double[] x, double[] y, long position) {
        double low = y[0] - x[x.length - 1];
        double high = y[y.length - 1] - x[0];
        while (true) {
            double middle = low + (high - low) / 2;
            if (middle >= high || middle < low || Math.nextUp(low) >= high) {
                return notAbove(x, y, low) > position ? low : high;
            }
            if (notAbove(x, y, middle) > position) {
                high = middle;
            } else {
                low = middle;
            }
        }
    }

    private static long notAbove(double[] x, double[] y, double difference) {
        long count = 0;
        int below = 0; // how many y are at most x[i] + difference; grows with i
        for (double v : x) {
            while (below < y.length && y[below] - v <= difference) {
                below++;
            }
            count += below;
        }
        return count;
    }
}
