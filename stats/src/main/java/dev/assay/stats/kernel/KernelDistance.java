package dev.assay.stats.kernel;

import dev.assay.stats.permute.Labels;
import dev.assay.stats.permute.Scores;
import dev.assay.stats.permute.Seeds;
import dev.assay.stats.permute.Statistic;
import dev.assay.stats.permute.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The squared maximum mean discrepancy (Gretton et al. 2012, unbiased) with Gaussian kernels of three bandwidths: half, once and twice the
 * median distance. The bandwidths are standardised each by its own permutations, and the
 * largest counts. One member, one-sided; its value is the squared discrepancy at the median distance, divided by the mean kernel
 * within sides, so that 0 is no difference and 1 none in common.
 *
 * <p>Of more than 8,000 rows that many are taken at random, whatever their labels: beyond, the square of the rows costs more than they add.
 *
 * <p>The kernel matrix is made in tiles that are used for all permutations and forgotten: memory is a copy of the points and a few
 * megabytes.
 */
public final class KernelDistance implements Statistic {

    private static final int MOST_ROWS = 8_000;
    private static final double ROUNDING = 1e-7; // of kernels in single precision

    private final String name;
    private final float[][] points;
    private final int[] row;
    private final double medianDistance;

    private KernelDistance(String name, float[][] points, int[] row, double medianDistance) {
        this.name = name;
        this.points = points;
        this.row = row;
        this.medianDistance = medianDistance;
    }

    /**
     * @param points by row, all of the same length; kept, not copied
     * @param seed of the pairs that the median distance is taken from, and of the rows where there are too many
     */
    public static KernelDistance of(String name, float[][] points, long seed) {
        return new KernelDistance(name, points, rows(points.length, seed), Bandwidths.medianDistance(points, seed));
    }

    private static int[] rows(int all, long seed) {
        int[] row = new int[all];
        Arrays.setAll(row, i -> i);
        if (all <= MOST_ROWS) {
            return row;
        }
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, 0x6b65726e656cL));
        for (int i = 0; i < MOST_ROWS; i++) {
            int j = i + random.nextInt(all - i);
            int taken = row[j];
            row[j] = row[i];
            row[i] = taken;
        }
        int[] some = Arrays.copyOf(row, MOST_ROWS);
        Arrays.sort(some);
        return some;
    }

    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public void evaluate(Labels labels, Workers workers, Sink sink) {
        if (points.length != labels.design().rows()) {
            throw new IllegalArgumentException("'" + name + "' has " + points.length + " points, the design has "
                    + labels.design().rows() + " rows (expected: the same)");
        }
        float[][] taken = new float[row.length][];
        Arrays.setAll(taken, i -> points[row[i]]);
        KernelSums sums = KernelSums.of(taken, row, medianDistance, labels, workers);
        double[] largest = new double[labels.count()];
        for (int k = 0; k < KernelSums.BANDWIDTHS; k++) {
            float[] scores = Scores.ofOneSided(sums.squaredDiscrepancy(k), ROUNDING);
            for (int b = 0; b < largest.length; b++) {
                largest[b] = Math.max(largest[b], scores[b]);
            }
        }
        sink.accept(0, sums.relativeDiscrepancy(), Scores.ofOneSided(largest, 1e-12));
    }
}
