package dev.assay.stats.interval;

import dev.assay.stats.permute.Seeds;
import dev.assay.stats.permute.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Intervals of any statistic of two sides by drawing units with replacement, each side by itself. Units are whole blocks, so
 * dependence within them is kept.
 */
public final class Bootstrap {

    private static final int TOGETHER = 16;

    private final int reference;
    private final int current;
    private final int resamples;
    private final long seed;

    private Bootstrap(int reference, int current, int resamples, long seed) {
        this.reference = reference;
        this.current = current;
        this.resamples = resamples;
        this.seed = seed;
    }

    /** A statistic of drawn units; pure, called from several threads. */
    @FunctionalInterface
    public interface Drawn {

        /**
         * @param reference the numbers of reference units that were drawn; one may come several times
         * @param current the same of the current side
         */
        double of(int[] reference, int[] current);
    }

    /**
     * @param reference how many units the reference side has
     * @param current how many the current side has; 0 for a statistic of one side
     * @param resamples at least 100; 2000 are enough for the ends of a 95 % interval
     */
    public static Bootstrap of(int reference, int current, int resamples, long seed) {
        if (reference < 1 || current < 0 || resamples < 100) {
            throw new IllegalArgumentException(reference + " reference units, " + current + " current units, "
                    + resamples + " resamples (expected: at least 1, 0 and 100)");
        }
        return new Bootstrap(reference, current, resamples, seed);
    }

    /** The middle share of the resampled values. Simple, but off where the statistic is biased or skewed. */
    public Interval percentile(Drawn statistic, double level, Workers workers) {
        double[] values = resample(statistic, workers);
        double tail = (1 - Levels.check(level)) / 2;
        return ordered(observed(statistic), quantile(values, tail), quantile(values, 1 - tail));
    }

    /**
     * Bias-corrected and accelerated (Efron 1987): the percentiles are moved by how far the resampled values lie to one side of the
     * observed one, and by how the spread changes with the value, which the jackknife tells.
     */
    public Interval bca(Drawn statistic, double level, Workers workers) {
        double[] values = resample(statistic, workers);
        double observed = observed(statistic);
        double below = 0;
        for (double v : values) {
            below += v < observed ? 1 : v == observed ? 0.5 : 0;
        }
        double share = Math.clamp(below / values.length, 0.5 / values.length, 1 - 0.5 / values.length);
        double bias = Levels.NORMAL.inverseCumulativeProbability(share);
        double acceleration = acceleration(statistic, workers);
        double z = Levels.z(level);
        return ordered(
                observed,
                quantile(values, moved(bias, acceleration, -z)),
                quantile(values, moved(bias, acceleration, z)));
    }

    private static double moved(double bias, double acceleration, double z) {
        double shifted = bias + z;
        double denominator = Math.max(1e-6, 1 - acceleration * shifted);
        return Levels.NORMAL.cumulativeProbability(bias + shifted / denominator);
    }

    private static Interval ordered(double estimate, double low, double high) {
        return new Interval(estimate, Math.min(low, high), Math.max(low, high));
    }

    private double observed(Drawn statistic) {
        return statistic.of(all(reference), all(current));
    }

    private static int[] all(int n) {
        int[] units = new int[n];
        Arrays.setAll(units, i -> i);
        return units;
    }

    private double[] resample(Drawn statistic, Workers workers) {
        double[] values = new double[resamples];
        workers.each((resamples + TOGETHER - 1) / TOGETHER, batch -> {
            int[] r = new int[reference];
            int[] c = new int[current];
            for (int b = batch * TOGETHER; b < Math.min(resamples, (batch + 1) * TOGETHER); b++) {
                SplittableRandom random = new SplittableRandom(Seeds.mix(seed, b));
                Arrays.setAll(r, _ -> random.nextInt(reference));
                Arrays.setAll(c, _ -> random.nextInt(current));
                values[b] = statistic.of(r, c);
            }
        });
        Arrays.sort(values);
        if (Double.isNaN(values[values.length - 1])) {
            throw new IllegalArgumentException(
                    "The statistic is not a number for some resamples (expected: a number for any)");
        }
        return values;
    }

    private double acceleration(Drawn statistic, Workers workers) {
        double squares = 0;
        double cubes = 0;
        for (int side = 0; side < 2; side++) {
            int n = side == 0 ? reference : current;
            if (n < 2) {
                continue;
            }
            boolean first = side == 0;
            double[] without = new double[n];
            workers.each(
                    n,
                    i -> without[i] = first
                            ? statistic.of(allBut(reference, i), all(current))
                            : statistic.of(all(reference), allBut(current, i)));
            double mean = Arrays.stream(without).average().orElse(0);
            for (double v : without) {
                double influence = (n - 1.0) / n * (mean - v);
                squares += influence * influence;
                cubes += influence * influence * influence;
            }
        }
        return squares <= 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }

    private static int[] allBut(int n, int out) {
        int[] units = new int[n - 1];
        Arrays.setAll(units, i -> i < out ? i : i + 1);
        return units;
    }

    private static double quantile(double[] sorted, double share) {
        double at = Math.clamp(share * (sorted.length + 1) - 1, 0, sorted.length - 1.0);
        int below = (int) at;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
