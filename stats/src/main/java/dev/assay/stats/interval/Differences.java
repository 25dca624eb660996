package dev.assay.stats.interval;

import dev.assay.stats.permute.Design;

/**
 * Differences of means and shares, current less reference, where rows may come in blocks and strata. The estimate is the value of {@link
 * dev.assay.stats.permute.MeanDifferences}: differences within strata, weighted by reference * current / all rows. The error is
 * cluster-robust: residuals are summed in each block before they are squared.
 */
public final class Differences {

    private Differences() {}

    /**
     * The difference of means, with Welch's degrees of freedom over blocks.
     *
     * @param values by row; NaN where a row has none
     * @throws IllegalArgumentException where no stratum has values on both sides
     */
    public static Interval means(double[] values, Design design, double level) {
        Parts parts = Parts.of(values, design);
        double half = Levels.t(level, parts.degrees()) * Math.sqrt(parts.variance());
        return new Interval(parts.difference, parts.difference - half, parts.difference + half);
    }

    /**
     * The difference of shares. In one stratum: Newcombe's interval, with the numbers of rows divided by the design effect of their
     * side where rows come in blocks; with several strata, that of means kept within -1 and 1.
     *
     * @param values 1 or 0 by row; NaN where a row does not count
     */
    public static Interval shares(double[] values, Design design, double level) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0 && values[i] != 1 && !Double.isNaN(values[i])) {
                throw new IllegalArgumentException("Row " + i + " has " + values[i] + " (expected: 0, 1 or NaN)");
            }
        }
        Parts parts = Parts.of(values, design);
        if (design.strata() > 1) {
            double half = Levels.t(level, parts.degrees()) * Math.sqrt(parts.variance());
            return new Interval(
                    parts.difference, Math.max(-1, parts.difference - half), Math.min(1, parts.difference + half));
        }
        double reference = parts.effectiveRows(0);
        double current = parts.effectiveRows(1);
        return Shares.newcombe(parts.mean[0] * reference, reference, parts.mean[1] * current, current, level);
    }

    /** What both intervals are made of; by side, reference first. */
    private static final class Parts {

        private double difference;
        private final double[] sideVariance = new double[2];
        private final double[] blocks = new double[2];
        private final double[] rows = new double[2];
        private final double[] mean = new double[2]; // over all rows of a side

        static Parts of(double[] values, Design design) {
            if (values.length != design.rows()) {
                throw new IllegalArgumentException("There are " + values.length + " values, the design has "
                        + design.rows() + " rows (expected: the same)");
            }
            Parts parts = new Parts();
            int strata = design.strata();
            double[][] sum = new double[2][strata];
            double[][] count = new double[2][strata];
            for (int i = 0; i < values.length; i++) {
                if (!Double.isNaN(values[i])) {
                    int side = design.current(i) ? 1 : 0;
                    sum[side][design.stratum(i)] += values[i];
                    count[side][design.stratum(i)]++;
                    parts.mean[side] += values[i];
                    parts.rows[side]++;
                }
            }
            double[] weight = new double[strata];
            double all = 0;
            for (int s = 0; s < strata; s++) {
                double both = count[0][s] + count[1][s];
                weight[s] = both == 0 ? 0 : count[0][s] * count[1][s] / both;
                all += weight[s];
            }
            if (all == 0) {
                throw new IllegalArgumentException("No stratum has values on both sides (reference: " + parts.rows[0]
                        + " values, current: " + parts.rows[1] + "; expected: at least one stratum with both)");
            }
            for (int side = 0; side < 2; side++) {
                parts.mean[side] /= parts.rows[side];
            }
            double[] influence = new double[design.units()];
            boolean[] counts = new boolean[design.units()];
            for (int i = 0; i < values.length; i++) {
                int s = design.stratum(i);
                if (!Double.isNaN(values[i]) && weight[s] > 0) {
                    int side = design.current(i) ? 1 : 0;
                    double residual = values[i] - sum[side][s] / count[side][s];
                    influence[design.unit(i)] += weight[s] / all * residual / count[side][s];
                    counts[design.unit(i)] = true;
                }
            }
            for (int s = 0; s < strata; s++) {
                if (weight[s] > 0) {
                    parts.difference += weight[s] / all * (sum[1][s] / count[1][s] - sum[0][s] / count[0][s]);
                }
            }
            for (int u = 0; u < influence.length; u++) {
                if (counts[u]) {
                    int side = design.currentUnit(u) ? 1 : 0;
                    parts.sideVariance[side] += influence[u] * influence[u];
                    parts.blocks[side]++;
                }
            }
            for (int side = 0; side < 2; side++) {
                double n = parts.blocks[side];
                parts.sideVariance[side] *= n > 1 ? n / (n - 1) : 1;
            }
            return parts;
        }

        double variance() {
            return sideVariance[0] + sideVariance[1];
        }

        double degrees() {
            double below = 0;
            for (int side = 0; side < 2; side++) {
                below += sideVariance[side] * sideVariance[side] / Math.max(1, blocks[side] - 1);
            }
            return below == 0 ? rows[0] + rows[1] : variance() * variance() / below;
        }

        /** Rows that independent ones would be as many as; never more than blocks of one row would make them. */
        double effectiveRows(int side) {
            double p = mean[side];
            double independent = p * (1 - p) / rows[side];
            if (blocks[side] == rows[side] || independent == 0 || sideVariance[side] == 0) {
                return independent == 0 ? blocks[side] : rows[side];
            }
            return Math.clamp(rows[side] * independent / sideVariance[side], Math.min(1, rows[side]), rows[side]);
        }
    }
}
