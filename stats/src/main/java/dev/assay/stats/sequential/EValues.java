package dev.assay.stats.sequential;

import java.util.Arrays;

/**
 * E-values: evidence whose mean is at most 1 under the null, so that 1/alpha is passed with probability at most alpha. Those of independent
 * days multiply, any may be averaged.
 */
public final class EValues {

    private EValues() {}

    /**
     * The e-value of a p-value: {@code (1 - p + p log p) / (p (log p)^2)}, the mixture of {@code k p^(k-1)} over k from 0 to 1.
     */
    public static double ofP(double p) {
        if (!(p > 0 && p <= 1)) {
            throw new IllegalArgumentException("p " + p + " (expected: above 0, at most 1)");
        }
        double log = Math.log(p);
        if (log > -1e-4) {
            return 0.5 - log / 6; // the limit at 1, and the first term after it
        }
        return (1 - p + p * log) / (p * log * log);
    }

    /**
     * The products of daily e-values so far: an e-process, which may be stopped on any day.
     */
    public static double[] product(double[] daily) {
        double[] product = daily.clone();
        Arrays.parallelPrefix(product, (a, b) -> a * b);
        return product;
    }

    /** The p-value that holds at any time: 1 / the largest value so far, at most 1. */
    public static double[] anytimeP(double[] process) {
        double[] p = new double[process.length];
        double largest = 1;
        for (int t = 0; t < p.length; t++) {
            largest = Math.max(largest, process[t]);
            p[t] = 1 / largest;
        }
        return p;
    }

    /**
     * Wealth from betting that payoffs are above 0, when under the null their mean is 0 at most: the bet is set before each payoff by online
     * Newton steps (Podkopaev and Ramdas 2023 for two samples: payoff = how much more current a classifier, trained on what came
     * before, calls the current row of a pair than the reference row).
     *
     * @param payoffs in their order of time, from -1 to 1
     */
    public static double[] wealth(double[] payoffs) {
        double[] wealth = new double[payoffs.length];
        double logWealth = 0;
        double bet = 0;
        double curvature = 1;
        double step = 2 / (2 - Math.log(3));
        for (int t = 0; t < payoffs.length; t++) {
            double f = payoffs[t];
            if (!(f >= -1 && f <= 1)) {
                throw new IllegalArgumentException("Payoff " + t + " is " + f + " (expected: from -1 to 1)");
            }
            logWealth += Math.log1p(bet * f);
            wealth[t] = Math.exp(logWealth);
            double gradient = -f / (1 + bet * f);
            curvature += gradient * gradient;
            bet = Math.clamp(bet - step * gradient / curvature, 0, 0.5);
        }
        return wealth;
    }

    /**
     * Which of many hypotheses are rejected with a false discovery rate of at most alpha, whatever their dependence (e-BH, Wang and Ramdas
     * 2022): the k largest, for the largest k of which the k-th is at least {@code n / (alpha k)}.
     */
    public static boolean[] discoveries(double[] values, double alpha) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double least = Double.POSITIVE_INFINITY;
        for (int k = 1; k <= sorted.length; k++) {
            double kth = sorted[sorted.length - k];
            if (kth >= sorted.length / (alpha * k)) {
                least = kth;
            }
        }
        boolean[] rejected = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            rejected[i] = values[i] >= least;
        }
        return rejected;
    }
}
