package dev.assay.stats.sequential;

import java.util.Arrays;

/**
 * Whether two sides have the same quantile, at any time: a value that could be the quantile of both is looked for, and the evidence
 * against the best one counts (beta-binomial mixtures of the counts below it).
 */
public final class QuantileComparison {

    private QuantileComparison() {}

    /**
     * @param quantile above 0 and below 1
     * @param optimalRows for how many rows of a side it is made sharpest
     * @return a p-value that holds at any time
     */
    public static double p(double[] reference, double[] current, double quantile, double optimalRows, double alpha) {
        double[] r = sorted(reference);
        double[] c = sorted(current);
        double variance = quantile * (1 - quantile);
        Mixture mixture = Mixture.twoSidedBetaBinomial(optimalRows * variance, alpha, quantile, 1 - quantile);
        double least = Double.POSITIVE_INFINITY;
        for (double[] side : new double[][] {r, c}) {
            for (double value : side) {
                least = Math.min(least, logValue(r, value, quantile, mixture) + logValue(c, value, quantile, mixture));
            }
        }
        return Math.min(1, Math.exp(-least));
    }

    private static double[] sorted(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("A side has no values (expected: at least one)");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** The quantile may be the value where the expected count lies between those below it and those not above it. */
    private static double logValue(double[] sorted, double value, double quantile, Mixture mixture) {
        double expected = quantile * sorted.length;
        int below = count(sorted, value, false);
        int notAbove = count(sorted, value, true);
        double count = Math.clamp(expected, below, notAbove);
        return mixture.logValue(count - expected, sorted.length * quantile * (1 - quantile));
    }

    private static int count(double[] sorted, double value, boolean equal) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || (equal && sorted[middle] == value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
