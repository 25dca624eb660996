package dev.assay.stats.sequential;

import dev.assay.stats.permute.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Since when a daily mean has been another one: the day that splits the windows into the two most different parts, with all days that could
 * be it.
 *
 * <p>A day could be it when neither the windows before it nor those from it on show a change of their own, at the error stated, by
 * permutation of the windows within each part. Where there was one change and days are exchangeable otherwise, the true day is among
 * them in the stated share of cases.
 *
 * @param at the first window of the new mean, from 1
 * @param earliest the first day that could be it
 * @param latest the last day that could be it
 * @param before the mean of the windows before
 * @param after the mean of the windows from it on
 * @param p that there is no change at all, by permutation; never 0
 */
public record ChangePoint(int at, int earliest, int latest, double before, double after, double p) {

    private static final int PERMUTATIONS = 499;

    /**
     * @param means of each window, in their order
     * @param weights of each window, as its number of rows; above 0
     */
    public static ChangePoint find(double[] means, double[] weights, double level, long seed) {
        int n = means.length;
        if (n < 3 || weights.length != n) {
            throw new IllegalArgumentException(
                    n + " windows with " + weights.length + " weights (expected: at least 3 windows, one weight each)");
        }
        for (int i = 0; i < n; i++) {
            if (!(weights[i] > 0) || !Double.isFinite(means[i])) {
                throw new IllegalArgumentException("Window " + i + " has mean " + means[i] + " and weight " + weights[i]
                        + " (expected: finite, and above 0)");
            }
        }
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, 0x6368616e6765L));
        int at = split(means, weights, 0, n).at;
        double p = p(means, weights, 0, n, random);
        double alone = 1 - Math.sqrt(level); // of each part, so that both together err at 1 - level
        int earliest = at;
        int latest = at;
        for (int day = 1; day < n; day++) {
            if (day != at && p(means, weights, 0, day, random) > alone && p(means, weights, day, n, random) > alone) {
                earliest = Math.min(earliest, day);
                latest = Math.max(latest, day);
            }
        }
        return new ChangePoint(at, earliest, latest, mean(means, weights, 0, at), mean(means, weights, at, n), p);
    }

    private record Split(int at, double statistic) {}

    /** The split with the largest weighted difference of means. */
    private static Split split(double[] means, double[] weights, int from, int to) {
        double all = 0;
        double total = 0;
        for (int i = from; i < to; i++) {
            all += weights[i];
            total += weights[i] * means[i];
        }
        double mean = total / all;
        double weight = 0;
        double sum = 0;
        int at = from + 1;
        double largest = -1;
        for (int i = from; i < to - 1; i++) {
            weight += weights[i];
            sum += weights[i] * (means[i] - mean);
            double statistic = sum * sum / (weight * (all - weight));
            if (statistic > largest) {
                largest = statistic;
                at = i + 1;
            }
        }
        return new Split(at, largest);
    }

    private static double p(double[] means, double[] weights, int from, int to, SplittableRandom random) {
        if (to - from < 2) {
            return 1;
        }
        double observed = split(means, weights, from, to).statistic * (1 - 1e-12);
        // A window of few rows is as far off as its size lets it: what changes places is the standardised residual.
        double mean = mean(means, weights, from, to);
        double[] residual = new double[to - from];
        for (int i = from; i < to; i++) {
            residual[i - from] = (means[i] - mean) * Math.sqrt(weights[i]);
        }
        double[] part = Arrays.copyOfRange(weights, from, to);
        double[] permuted = new double[residual.length];
        int atLeast = 1;
        for (int b = 0; b < PERMUTATIONS; b++) {
            for (int i = residual.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                double swapped = residual[i];
                residual[i] = residual[j];
                residual[j] = swapped;
            }
            for (int i = 0; i < permuted.length; i++) {
                permuted[i] = residual[i] / Math.sqrt(part[i]);
            }
            atLeast += split(permuted, part, 0, permuted.length).statistic >= observed ? 1 : 0;
        }
        return atLeast / (PERMUTATIONS + 1.0);
    }

    private static double mean(double[] means, double[] weights, int from, int to) {
        double sum = 0;
        double all = 0;
        for (int i = from; i < to; i++) {
            sum += means[i] * weights[i];
            all += weights[i];
        }
        return sum / all;
    }
}
