package dev.assay.stats.evaluation;

import dev.assay.stats.interval.Interval;
import dev.assay.stats.permute.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The share of outputs that a human would pass, from a judge whose errors are known from labelled outputs (Rogan and Gladen 1978): {@code (p
 * + specificity - 1) / (sensitivity + specificity - 1)} with p the share that the judge passes, kept within 0 and 1.
 *
 * @param sensitivity of the outputs that humans pass, the share that the judge passes
 * @param specificity of those that humans fail, the share that the judge fails
 * @param passes labelled outputs that humans pass, at least 1
 * @param fails labelled outputs that humans fail, at least 1
 * @param judged the share of unlabelled outputs that the judge passes
 * @param unlabelled how many those are, at least 1
 */
public record JudgedPassRate(
        double sensitivity, double specificity, int passes, int fails, double judged, int unlabelled) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    public JudgedPassRate {
        if (passes < 1 || fails < 1 || unlabelled < 1) {
            throw new IllegalArgumentException(passes + " outputs that humans pass, " + fails + " that they fail, "
                    + unlabelled + " unlabelled (expected: at least one of each; label more outputs)");
        }
        if (!(sensitivity + specificity > 1)) {
            throw new IllegalArgumentException("The judge is no better than chance: sensitivity " + sensitivity
                    + " + specificity " + specificity + " (expected: above 1; mend the judge before using its rates)");
        }
    }

    /**
     * From labels and judgements.
     *
     * @param labels what humans say of the labelled outputs; true for pass
     * @param predictions what the judge says of the same
     * @param unlabelled what the judge says of the others
     */
    public static JudgedPassRate of(boolean[] labels, boolean[] predictions, boolean[] unlabelled) {
        if (labels.length != predictions.length) {
            throw new IllegalArgumentException(labels.length + " labels, but " + predictions.length
                    + " predictions (expected: one each a labelled output)");
        }
        int passes = 0;
        int truePasses = 0;
        int trueFails = 0;
        for (int i = 0; i < labels.length; i++) {
            passes += labels[i] ? 1 : 0;
            truePasses += labels[i] && predictions[i] ? 1 : 0;
            trueFails += !labels[i] && !predictions[i] ? 1 : 0;
        }
        int judged = 0;
        for (boolean pass : unlabelled) {
            judged += pass ? 1 : 0;
        }
        int fails = labels.length - passes;
        return new JudgedPassRate(
                (double) truePasses / Math.max(1, passes),
                (double) trueFails / Math.max(1, fails),
                passes,
                fails,
                (double) judged / Math.max(1, unlabelled.length),
                unlabelled.length);
    }

    /** The corrected share. */
    public double estimate() {
        return corrected(judged, sensitivity, specificity);
    }

    private static double corrected(double p, double sensitivity, double specificity) {
        return Math.clamp((p + specificity - 1) / (sensitivity + specificity - 1), 0, 1);
    }

    /** The standard error by the delta method: of the judged share, and of both rates of the judge. */
    public double standardError() {
        double theta = estimate();
        double variance = judged * (1 - judged) / unlabelled
                + theta * theta * sensitivity * (1 - sensitivity) / passes
                + (1 - theta) * (1 - theta) * specificity * (1 - specificity) / fails;
        return Math.sqrt(variance) / (sensitivity + specificity - 1);
    }

    /** By the delta method; too narrow where the judge made no error on few labels. */
    public Interval normal(double level) {
        double half = NORMAL.inverseSurvivalProbability((1 - level) / 2) * standardError();
        double theta = estimate();
        return new Interval(theta, Math.max(0, theta - half), Math.min(1, theta + half));
    }

    /**
     * By drawing all three shares anew, each from the Jeffreys posterior of its counts, so that a judge without errors on a few labels
     * is not taken for one without errors. Draws in which the judge would be no better than chance are drawn again.
     *
     * @param draws at least 100; 10 000 are enough
     */
    public Interval simulated(double level, int draws, long seed) {
        if (draws < 100) {
            throw new IllegalArgumentException(draws + " draws (expected: at least 100)");
        }
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, 0x6a75646765L));
        double[] theta = new double[draws];
        for (int b = 0; b < draws; ) {
            double se = jeffreys(sensitivity, passes, random);
            double sp = jeffreys(specificity, fails, random);
            if (se + sp > 1) {
                theta[b++] = corrected(jeffreys(judged, unlabelled, random), se, sp);
            }
        }
        Arrays.sort(theta);
        double tail = (1 - level) / 2;
        int out = (int) Math.floor(tail * draws);
        return new Interval(estimate(), Math.min(estimate(), theta[out]), Math.max(estimate(), theta[draws - 1 - out]));
    }

    private static double jeffreys(double share, int n, SplittableRandom random) {
        double x = gamma(share * n + 0.5, random);
        double y = gamma((1 - share) * n + 0.5, random);
        return x / (x + y);
    }

    /** A gamma variate of scale 1 (Marsaglia and Tsang 2000). */
    private static double gamma(double shape, SplittableRandom random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double z = random.nextGaussian();
            double cube = 1 + c * z;
            if (cube > 0) {
                double v = cube * cube * cube;
                if (Math.log(1 - random.nextDouble()) < z * z / 2 + d - d * v + d * Math.log(v)) {
                    return d * v;
                }
            }
        }
    }
}
