package dev.assay.stats.permute;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Puts statistics of different kinds on one scale: that of an absolute standard normal value. */
public final class Scores {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double NEARLY_SYMMETRIC = 1e-3;

    private Scores() {}

    /**
     * The standard normal value with about the same tail as a standardised value of a skewed distribution: Wilson and Hilferty's
     * cube root for a Pearson III distribution.
     */
    public static double normal(double standardised, double skewness) {
        if (Math.abs(skewness) < NEARLY_SYMMETRIC) {
            return standardised;
        }
        return 6 / skewness * (Math.cbrt(1 + skewness / 2 * standardised) - 1) + skewness / 6;
    }

    /** The value whose two tails together hold what the upper tail beyond a standard normal value holds. */
    public static double twoSided(double normal) {
        if (normal > 6) { // the tail of a normal halves where its square grows by 2 ln 2
            return Math.sqrt(normal * normal + 2 * Math.log(2));
        }
        return Math.max(0, NORMAL.inverseSurvivalProbability(NORMAL.survivalProbability(normal) / 2));
    }

    /**
     * Scores of a statistic that is large where the sides differ, by the mean, spread and skewness of all its values, permuted and
     * observed alike; which of them is the observed one plays no part.
     *
     * @param noise a spread that is rounding and nothing else; where the values spread no more than that, all scores are 0
     */
    public static float[] ofOneSided(double[] values, double noise) {
        double mean = 0;
        for (double v : values) {
            mean += v;
        }
        mean /= values.length;
        double second = 0;
        double third = 0;
        for (double v : values) {
            double d = v - mean;
            second += d * d;
            third += d * d * d;
        }
        second /= values.length;
        third /= values.length;
        float[] scores = new float[values.length];
        double sd = Math.sqrt(second);
        if (sd <= noise + 1e-12 * Math.abs(mean)) {
            return scores;
        }
        // One far value among many is no skewness of the null; more than 4 would bend the scale beyond use.
        double skewness = Math.clamp(third / (second * sd), -4, 4);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) twoSided(normal((values[i] - mean) / sd, skewness));
        }
        return scores;
    }
}
