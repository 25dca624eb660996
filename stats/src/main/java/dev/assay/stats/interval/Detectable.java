package dev.assay.stats.interval;

/**
 * The smallest difference that a comparison of this size would have found in most cases: what "nothing found" is worth.
 *
 * <p>Error {@code alpha} is two-sided and for one test; where several share it, pass what one of them has (at worst alpha / tests).
 */
public final class Detectable {

    private Detectable() {}

    /**
     * For a share: {@code (z + z') sqrt(p (1 - p) (1/n + 1/m))} with p the reference share, kept away from 0 and 1 by one row of the
     * smaller side.
     *
     * @param reference and {@code current}: rows, divided by the design effect where they come in sessions
     * @param power the share of cases in which it is found, as 0.8
     * @return a difference of shares, from 0 to 1
     */
    public static double share(double p, double reference, double current, double alpha, double power) {
        double least = 1 / Math.max(2, Math.min(reference, current));
        double inside = Math.clamp(p, least, 1 - least);
        return Math.min(1, mean(Math.sqrt(inside * (1 - inside)), reference, current, alpha, power));
    }

    /** For a mean of values with this standard deviation, in their unit. */
    public static double mean(double sd, double reference, double current, double alpha, double power) {
        if (!(reference > 0 && current > 0)) {
            throw new IllegalArgumentException(
                    reference + " reference and " + current + " current rows (expected: above 0)");
        }
        return sum(alpha, power) * sd * Math.sqrt(1 / reference + 1 / current);
    }

    /** For Cliff's delta of values without many ties. */
    public static double dominance(double reference, double current, double alpha, double power) {
        return Math.min(1, 2 * mean(Math.sqrt(1 / 12.0), reference, current, alpha, power));
    }

    /** How much larger the variance is because rows come in blocks: 1 + (m - 1) icc, with m rows a block on average. */
    public static double designEffect(double rowsPerBlock, double intraclassCorrelation) {
        return 1 + (rowsPerBlock - 1) * intraclassCorrelation;
    }

    private static double sum(double alpha, double power) {
        if (!(power > 0 && power < 1)) {
            throw new IllegalArgumentException("Power " + power + " (expected: above 0 and below 1, as 0.8)");
        }
        return Levels.z(1 - alpha) + Levels.NORMAL.inverseCumulativeProbability(power);
    }
}
