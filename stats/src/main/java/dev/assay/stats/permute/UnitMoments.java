package dev.assay.stats.permute;

/**
 * Spread and skewness of a sum over the current units, when units change places within strata. The formulas are those of the total
 * of a simple random sample without replacement.
 */
final class UnitMoments {

    private final Design design;
    private final double[] second;
    private final double[] third;
    private final double[] units;

    /** @param sd 0 where permutation changes nothing */
    record Spread(double sd, double skewness) {}

    UnitMoments(Design design) {
        this.design = design;
        int strata = design.strata();
        units = new double[strata];
        double[] chosen = new double[strata];
        for (int u = 0; u < design.units(); u++) {
            units[design.stratumOfUnit(u)]++;
            chosen[design.stratumOfUnit(u)] += design.currentUnit(u) ? 1 : 0;
        }
        second = new double[strata];
        third = new double[strata];
        for (int s = 0; s < strata; s++) {
            double all = units[s];
            double m = chosen[s];
            second[s] = all < 2 ? 0 : m * (all - m) / (all * (all - 1));
            third[s] = all < 3 ? 0 : m * (all - m) * (all - 2 * m) / (all * (all - 1) * (all - 2));
        }
    }

    /** @param totals of each unit */
    Spread of(double[] totals) {
        int strata = units.length;
        double[] sum = new double[strata];
        for (int u = 0; u < totals.length; u++) {
            sum[design.stratumOfUnit(u)] += totals[u];
        }
        double variance = 0;
        double skew = 0;
        for (int u = 0; u < totals.length; u++) {
            int s = design.stratumOfUnit(u);
            double d = totals[u] - sum[s] / units[s];
            variance += second[s] * d * d;
            skew += third[s] * d * d * d;
        }
        return spread(variance, skew);
    }

    /**
     * From sums over each stratum of the squares and cubes of unit totals that add up to 0 in each.
     */
    Spread ofCentred(double[] squares, double[] cubes) {
        double variance = 0;
        double skew = 0;
        for (int s = 0; s < squares.length; s++) {
            variance += second[s] * squares[s];
            skew += third[s] * cubes[s];
        }
        return spread(variance, skew);
    }

    private static Spread spread(double variance, double third) {
        double sd = Math.sqrt(Math.max(0, variance));
        return sd == 0 ? new Spread(0, 0) : new Spread(sd, third / (variance * sd));
    }
}
