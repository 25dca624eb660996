package dev.assay.stats.kernel;

import dev.assay.stats.permute.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Bandwidths of Gaussian kernels by the median distance between points of both sides. */
public final class Bandwidths {

    private static final int PAIRS = 20_000;

    private Bandwidths() {}

    /**
     * The median Euclidean distance of pairs of different points, from a seeded sample of pairs; the mean where the median is 0, because
     * most texts are the same; 1 where all are.
     */
    public static double medianDistance(float[][] points, long seed) {
        if (points.length < 2) {
            return 1;
        }
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, 0x6d656469616eL));
        double[] distances = new double[PAIRS];
        double sum = 0;
        for (int k = 0; k < PAIRS; k++) {
            int i = random.nextInt(points.length);
            int j = (i + 1 + random.nextInt(points.length - 1)) % points.length;
            distances[k] = Math.sqrt(squaredDistance(points[i], points[j]));
            sum += distances[k];
        }
        Arrays.sort(distances);
        double median = distances[PAIRS / 2];
        if (median > 0) {
            return median;
        }
        return sum > 0 ? sum / PAIRS : 1;
    }

    static double squaredDistance(float[] x, float[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            double d = x[k] - y[k];
            sum += d * d;
        }
        return sum;
    }
}
