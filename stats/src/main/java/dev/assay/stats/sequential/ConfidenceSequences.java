package dev.assay.stats.sequential;

import dev.assay.stats.interval.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Intervals that all hold at once, one after each observation or window: look at them every day, and stop when you like. */
public final class ConfidenceSequences {

    private static final int GRID = 1_000;

    private ConfidenceSequences() {}

    /**
     * A share of independent rows at any time, from a two-sided beta-binomial mixture.
     *
     * @param optimalRows for how many rows it is made narrowest
     */
    public static Interval share(double successes, double rows, double alpha, double optimalRows) {
        if (!(rows > 0 && successes >= 0 && successes <= rows)) {
            throw new IllegalArgumentException(
                    successes + " of " + rows + " (expected: from 0 to the number of rows, which is above 0)");
        }
        double share = successes / rows;
        double threshold = Math.log(1 / alpha);
        double edge = 1e-10;
        double low = bisect(edge, share, p -> logValue(successes, rows, p, optimalRows) - threshold, true);
        double high = bisect(share, 1 - edge, p -> logValue(successes, rows, p, optimalRows) - threshold, false);
        return new Interval(share, low <= edge ? 0 : low, high >= 1 - edge ? 1 : high);
    }

    private static double logValue(double successes, double rows, double p, double optimalRows) {
        double variance = p * (1 - p);
        return Mixture.twoSidedBetaBinomial(optimalRows * variance, 0.05, p, 1 - p)
                .logValue(successes - rows * p, rows * variance);
    }

    private static double bisect(double from, double to, DoubleUnaryOperator excess, boolean excludedBelow) {
        double excluded = excludedBelow ? from : to;
        double held = excludedBelow ? to : from;
        if (!(excluded < held == excludedBelow) || excess.applyAsDouble(excluded) <= 0) {
            return excluded;
        }
        for (int i = 0; i < 100 && Math.abs(excluded - held) > 1e-12; i++) {
            double middle = (excluded + held) / 2;
            if (excess.applyAsDouble(middle) > 0) {
                excluded = middle;
            } else {
                held = middle;
            }
        }
        return held;
    }

    /**
     * The mean of values from 0 to 1 by betting (the hedged capital process): for each possible mean on a grid of 1/1000 a gambler
     * bets against it in both directions; means at which the gambler has not become rich stay. Each interval is
     * within the one before.
     *
     * @param values in their order of time, from 0 to 1
     * @return an interval after each value; its estimate is the mean so far
     */
    public static List<Interval> betting(double[] values, double alpha) {
        double[] up = new double[GRID + 1];
        double[] down = new double[GRID + 1];
        double low = 0;
        double high = 1;
        double sum = 0.5;
        double squares = 0.25;
        double seen = 0;
        double logTwo = Math.log(2 / alpha);
        double threshold = Math.log(1 / alpha);
        List<Interval> sequence = new ArrayList<>();
        for (int t = 1; t <= values.length; t++) {
            double x = checkUnit(values[t - 1], t - 1);
            double variance = squares / t; // of what came before, with one value in the middle added
            double bet = Math.sqrt(2 * logTwo / (variance * t * Math.log(1.0 + t)));
            for (int g = 0; g <= GRID; g++) {
                double m = (double) g / GRID;
                up[g] += Math.log1p(Math.min(bet, 0.5 / Math.max(m, 1e-12)) * (x - m));
                down[g] += Math.log1p(-Math.min(bet, 0.5 / Math.max(1 - m, 1e-12)) * (x - m));
            }
            seen += x;
            sum += x;
            double mean = sum / (t + 1);
            squares += (x - mean) * (x - mean);
            double newLow = 1;
            double newHigh = 0;
            for (int g = 0; g <= GRID; g++) {
                // The capital is the larger of the two halves.
                if (Math.max(up[g], down[g]) - Math.log(2) < threshold) {
                    newLow = Math.min(
                            newLow,
                            Math.max(0, (g - 1.0) / GRID)); // the grid point before is out, not what lies between
                    newHigh = Math.max(newHigh, Math.min(1, (g + 1.0) / GRID));
                }
            }
            if (Math.max(low, newLow) <= Math.min(high, newHigh)) {
                low = Math.max(low, newLow);
                high = Math.min(high, newHigh);
            }
            sequence.add(new Interval(seen / t, low, high));
        }
        return sequence;
    }

    /**
     * The mean of values from 0 to 1 by the predictable plug-in empirical Bernstein bound: wider than by betting, but a few operations a
     * value.
     *
     * @return an interval after each value; its estimate is the middle of the bets, not the mean
     */
    public static List<Interval> empiricalBernstein(double[] values, double alpha) {
        double logTwo = Math.log(2 / alpha);
        double sum = 0.5;
        double squares = 0.25;
        double weights = 0;
        double weighted = 0;
        double cost = 0;
        double low = 0;
        double high = 1;
        List<Interval> sequence = new ArrayList<>();
        for (int t = 1; t <= values.length; t++) {
            double x = checkUnit(values[t - 1], t - 1);
            double bet = Math.min(0.5, Math.sqrt(2 * logTwo / (squares / t * t * Math.log(1.0 + t))));
            double before = sum / t;
            weights += bet;
            weighted += bet * x;
            cost += (x - before) * (x - before) * (-Math.log1p(-bet) - bet);
            sum += x;
            double mean = sum / (t + 1);
            squares += (x - mean) * (x - mean);
            double middle = weighted / weights;
            double half = (logTwo + cost) / weights;
            if (middle + half >= low && middle - half <= high) {
                low = Math.max(low, middle - half);
                high = Math.min(high, middle + half);
            }
            sequence.add(new Interval(Math.clamp(middle, low, high), low, high));
        }
        return sequence;
    }

    /**
     * The mean of independent values of any finite variance, for large numbers (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024):
     * what Student's interval is for one look.
     *
     * @param mean of the values so far
     * @param variance of them
     * @param optimalRows for how many rows it is made narrowest
     */
    public static Interval asymptotic(double mean, double variance, double rows, double alpha, double optimalRows) {
        double log = -2 * Math.log(alpha);
        double rhoSquared = (log + Math.log(1 + log)) / optimalRows;
        double scale = rows * rhoSquared + 1;
        double half = Math.sqrt(variance)
                * Math.sqrt(2 * scale / (rows * rows * rhoSquared) * Math.log(Math.sqrt(scale) / alpha));
        return new Interval(mean, mean - half, mean + half);
    }

    /**
     * The mean over daily windows: {@link #asymptotic} after each window, on all rows so far.
     *
     * @param sums of the values of each window
     * @param squares sums of the squared values of each window
     * @param rows of each window; where rows come in sessions, pass sums over sessions and the number of sessions
     */
    public static List<Interval> daily(
            double[] sums, double[] squares, double[] rows, double alpha, double optimalRows) {
        double sum = 0;
        double square = 0;
        double n = 0;
        List<Interval> sequence = new ArrayList<>();
        for (int day = 0; day < rows.length; day++) {
            sum += sums[day];
            square += squares[day];
            n += rows[day];
            double mean = n == 0 ? 0 : sum / n;
            double variance = n < 2 ? Double.POSITIVE_INFINITY : Math.max(0, square - n * mean * mean) / (n - 1);
            sequence.add(
                    n < 2
                            ? new Interval(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                            : asymptotic(mean, variance, n, alpha, optimalRows));
        }
        return sequence;
    }

    private static double checkUnit(double x, int at) {
        if (!(x >= 0 && x <= 1)) {
            throw new IllegalArgumentException("Value " + at + " is " + x + " (expected: from 0 to 1)");
        }
        return x;
    }
}
