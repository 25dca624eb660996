package dev.assay.stats.kernel;

import dev.assay.stats.permute.Labels;
import dev.assay.stats.permute.Scores;
import dev.assay.stats.permute.Statistic;
import dev.assay.stats.permute.Workers;
import java.util.List;

/**
 * The squared maximum mean discrepancy (Gretton et al. 2012, unbiased) with Gaussian kernels of five bandwidths, from half to twice
 * the median distance in steps of the square root of 2. The bandwidths are standardised each by its own permutations, and the
 * largest counts. One member, one-sided; its value is the squared discrepancy at the median distance, divided by the mean kernel
 * within sides, so that 0 is no difference and 1 none in common.
 *
 * <p>The kernel matrix is made in tiles that are used for all permutations and forgotten: memory is a copy of the points and a few
 * megabytes.
 */
public final class KernelDistance implements Statistic {

    private static final double ROUNDING = 1e-7; // of kernels in single precision

    private final String name;
    private final float[][] points;
    private final double medianDistance;

    private KernelDistance(String name, float[][] points, double medianDistance) {
        this.name = name;
        this.points = points;
        this.medianDistance = medianDistance;
    }

    /**
     * @param points by row, all of the same length; kept, not copied
     * @param seed of the pairs that the median distance is taken from
     */
    public static KernelDistance of(String name, float[][] points, long seed) {
        return new KernelDistance(name, points, Bandwidths.medianDistance(points, seed));
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
        KernelSums sums = KernelSums.of(points, medianDistance, labels, workers);
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
