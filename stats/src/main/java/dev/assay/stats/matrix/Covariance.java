package dev.assay.stats.matrix;

import dev.assay.stats.permute.Workers;
import java.util.Arrays;

/** Sums of products of coordinates over points. */
public final class Covariance {

    private static final int TILE = 128;
    private static final int GROUPS = 16;

    private Covariance() {}

    /**
     * The products of each coordinate with each, summed over points; the same whatever the number of threads.
     *
     * @param points rows of the same length
     */
    public static double[][] products(float[][] points, int dimensions, Workers workers) {
        int tiles = (points.length + TILE - 1) / TILE;
        double[][][] parts = new double[GROUPS][][];
        workers.each(GROUPS, g -> {
            double[][] sum = new double[dimensions][dimensions];
            float[][] turned = new float[dimensions][TILE];
            float[][] rows = new float[TILE][];
            float[][] product = new float[dimensions][dimensions];
            TileProduct multiply = TileProduct.create();
            for (int tile = g; tile < tiles; tile += GROUPS) {
                int first = tile * TILE;
                int height = Math.min(TILE, points.length - first);
                for (int i = 0; i < height; i++) {
                    rows[i] = points[first + i];
                    for (int k = 0; k < dimensions; k++) {
                        turned[k][i] = rows[i][k];
                    }
                }
                for (float[] row : product) {
                    Arrays.fill(row, 0);
                }
                multiply.right(rows, height, dimensions);
                multiply.add(turned, dimensions, product);
                for (int k = 0; k < dimensions; k++) {
                    addTo(sum[k], product[k]);
                }
            }
            parts[g] = sum;
        });
        double[][] total = new double[dimensions][dimensions];
        for (double[][] part : parts) {
            for (int k = 0; k < dimensions; k++) {
                for (int l = 0; l < dimensions; l++) {
                    total[k][l] += part[k][l];
                }
            }
        }
        return total;
    }

    private static void addTo(double[] sum, float[] values) {
        for (int l = 0; l < sum.length; l++) {
            sum[l] += values[l];
        }
    }
}
