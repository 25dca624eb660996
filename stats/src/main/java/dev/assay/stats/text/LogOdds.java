package dev.assay.stats.text;

import java.util.Arrays;

/**
 * Which words set the current side apart: log odds ratios with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), as z
 * values. They rank and name; what is significant {@link LogOddsScan} says.
 */
public final class LogOdds {

    private LogOdds() {}

    /**
     * The z value of each word; positive where current has more.
     *
     * @param reference counts by word
     * @param current counts by word
     * @param prior counts by word of a background, as of both sides; scaled to the weight
     * @param weight how many words of background each side gets, above 0; 0.1 to 1 times the words of a side are usual
     */
    public static double[] z(double[] reference, double[] current, double[] prior, double weight) {
        if (reference.length != current.length || prior.length != current.length || !(weight > 0)) {
            throw new IllegalArgumentException(reference.length + ", " + current.length + " and " + prior.length
                    + " words, weight " + weight + " (expected: the same number of words, and a weight above 0)");
        }
        double allReference = Arrays.stream(reference).sum();
        double allCurrent = Arrays.stream(current).sum();
        double allPrior = Arrays.stream(prior).sum();
        double[] z = new double[current.length];
        for (int w = 0; w < z.length; w++) {
            double a = allPrior == 0 ? 0 : weight * prior[w] / allPrior;
            z[w] = z(reference[w], allReference, current[w], allCurrent, a, weight);
        }
        return z;
    }

    static double z(double reference, double allReference, double current, double allCurrent, double a, double weight) {
        double r = reference + a;
        double c = current + a;
        if (r <= 0 || c <= 0) {
            return 0; // in neither side nor the background, or with a background that does not know it
        }
        double restReference = Math.max(1e-9, allReference + weight - r);
        double restCurrent = Math.max(1e-9, allCurrent + weight - c);
        return (Math.log(c / restCurrent) - Math.log(r / restReference)) / Math.sqrt(1 / c + 1 / r);
    }
}
