package dev.assay.stats.interval;

import org.apache.commons.statistics.distribution.BetaDistribution;

/** Intervals of shares of independent rows. For rows in sessions, pass effective numbers, or use {@link Differences}. */
public final class Shares {

    private Shares() {}

    /**
     * Wilson's score interval (1927), which needs no correction near 0 and 1.
     *
     * @param successes from 0 to {@code n}; may be fractional where {@code n} is an effective number
     * @param n above 0
     */
    public static Interval wilson(double successes, double n, double level) {
        check(successes, n);
        double z = Levels.z(level);
        double p = successes / n;
        double denominator = 1 + z * z / n;
        double middle = (p + z * z / (2 * n)) / denominator;
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / denominator;
        double low = successes == 0 ? 0 : Math.max(0, middle - half);
        double high = successes == n ? 1 : Math.min(1, middle + half);
        return new Interval(p, low, high);
    }

    /**
     * The difference of two shares, current less reference: Newcombe's hybrid of two Wilson intervals (1998, method 10).
     */
    public static Interval newcombe(
            double referenceSuccesses, double reference, double currentSuccesses, double current, double level) {
        Interval r = wilson(referenceSuccesses, reference, level);
        Interval c = wilson(currentSuccesses, current, level);
        double d = c.estimate() - r.estimate();
        double low = d - Math.hypot(c.estimate() - c.low(), r.high() - r.estimate());
        double high = d + Math.hypot(c.high() - c.estimate(), r.estimate() - r.low());
        return new Interval(d, low, high);
    }

    /** The exact interval of Clopper and Pearson (1934): at least the level, usually more. */
    public static Interval clopperPearson(int successes, int n, double level) {
        check(successes, n);
        double tail = (1 - Levels.check(level)) / 2;
        double low = successes == 0
                ? 0
                : BetaDistribution.of(successes, n - successes + 1.0).inverseCumulativeProbability(tail);
        double high = successes == n
                ? 1
                : BetaDistribution.of(successes + 1.0, n - (double) successes).inverseSurvivalProbability(tail);
        return new Interval((double) successes / n, low, high);
    }

    /**
     * The least share of the current side that cannot have come from the reference, shown by a set of rows that was chosen without
     * looking at these: {@code (q - p) / (1 - p)} with q the share of current rows in the set and p of reference rows. The low end is a
     * bound by itself: exact one-sided bounds of p and q, each with half of the error.
     *
     * @return from 0 to 1; the high end is 1, because what is not in the set may be new as well
     */
    public static Interval newShare(int referenceIn, int reference, int currentIn, int current, double level) {
        double p = (double) referenceIn / reference;
        double q = (double) currentIn / current;
        double highP = clopperPearson(referenceIn, reference, level).high();
        double lowQ = clopperPearson(currentIn, current, level).low();
        return new Interval(excess(q, p), excess(lowQ, highP), 1);
    }

    private static double excess(double q, double p) {
        return p >= 1 ? 0 : Math.max(0, (q - p) / (1 - p));
    }

    private static void check(double successes, double n) {
        if (!(n > 0) || !(successes >= 0 && successes <= n)) {
            throw new IllegalArgumentException(successes + " of " + n + " (expected: from 0 to n, and n above 0)");
        }
    }
}
