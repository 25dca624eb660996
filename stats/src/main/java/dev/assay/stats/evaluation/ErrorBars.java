package dev.assay.stats.evaluation;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Standard errors of mean scores, and how many items a comparison needs (Miller 2024, "Adding error bars to evals"). */
public final class ErrorBars {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private ErrorBars() {}

    /** Of the mean of independent scores. */
    public static double independent(double[] scores) {
        return Math.sqrt(variance(scores) / scores.length);
    }

    /**
     * Of the mean of scores in clusters, as questions about one document. With the correction {@code C / (C - 1)} for C clusters, which few
     * clusters need; 0 where there is one cluster, since nothing shows how clusters vary.
     *
     * @param cluster any number a cluster
     */
    public static double clustered(double[] scores, int[] cluster, boolean corrected) {
        if (scores.length != cluster.length) {
            throw new IllegalArgumentException(
                    scores.length + " scores in " + cluster.length + " clusters (expected: one cluster each)");
        }
        double mean = mean(scores);
        Map<Integer, Double> sums = new HashMap<>();
        for (int i = 0; i < scores.length; i++) {
            sums.merge(cluster[i], scores[i] - mean, Double::sum);
        }
        double squares = 0;
        for (double sum : sums.values()) {
            squares += sum * sum;
        }
        int clusters = sums.size();
        if (clusters < 2) {
            return 0;
        }
        double factor = corrected ? clusters / (clusters - 1.0) : 1;
        return Math.sqrt(squares * factor) / scores.length;
    }

    /** Of the mean difference of two variants on the same items. */
    public static double paired(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    a.length + " scores against " + b.length + " (expected: both of the same items)");
        }
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return independent(difference);
    }

    /** The variance of an item's mean score over several runs: between items, and within over the number of runs. */
    public static double resampled(double between, double within, int runs) {
        return between + within / runs;
    }

    /**
     * How many items show a difference of two variants.
     *
     * @param between the variance between items of the difference of expected scores
     * @param withinA the variance of one run's score of variant A on one item, divided by its runs an item
     * @param withinB the same of variant B
     * @param difference to be found
     * @param alpha two-sided
     * @param power the share of cases in which it is found
     * @return not rounded
     */
    public static double itemsNeeded(
            double between, double withinA, double withinB, double difference, double alpha, double power) {
        double z = NORMAL.inverseSurvivalProbability(alpha / 2) + NORMAL.inverseCumulativeProbability(power);
        return z * z * (between + withinA + withinB) / (difference * difference);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    private static double variance(double[] values) {
        if (values.length < 2) {
            throw new IllegalArgumentException(values.length + " scores (expected: at least 2)");
        }
        double mean = mean(values);
        double sum = 0;
        for (double v : values) {
            sum += (v - mean) * (v - mean);
        }
        return sum / (values.length - 1);
    }
}
