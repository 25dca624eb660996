package dev.assay.stats.permute;

import java.util.Arrays;

/** Mid-ranks. */
public final class Ranks {

    private Ranks() {}

    /**
     * Ranks from 1/(2n) to 1 - 1/(2n), equal numbers sharing their mean rank; NaN stays NaN and does not count.
     */
    public static double[] of(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                ranks[i] = Double.NaN;
            } else {
                double v = values[i] + 0.0; // -0 and 0 are one value
                int below = firstAtLeast(sorted, v);
                int notAbove = firstAbove(sorted, v);
                ranks[i] = (below + notAbove) / 2.0 / sorted.length;
            }
        }
        return ranks;
    }

    static int firstAtLeast(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static int firstAbove(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
