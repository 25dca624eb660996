package dev.assay.stats.cluster;

import dev.assay.stats.matrix.Covariance;
import dev.assay.stats.permute.Workers;

/**
 * The two directions in which points spread most, for a picture of them. Deterministic: found by power iteration from a fixed start, and
 * turned so that the largest coordinate of each direction is positive. Points that were not fitted can be placed too, so a
 * plane that is kept gives the same picture tomorrow.
 */
public final class PrincipalPlane {

    private static final int MOST_ITERATIONS = 500;

    private final double[] mean;
    private final double[][] direction;
    private final double[] variance;

    private PrincipalPlane(double[] mean, double[][] direction, double[] variance) {
        this.mean = mean;
        this.direction = direction;
        this.variance = variance;
    }

    /** @param points at least one, all of the same length of at least 2 */
    public static PrincipalPlane fit(float[][] points, Workers workers) {
        if (points.length == 0 || points[0].length < 2) {
            throw new IllegalArgumentException("There is no plane through " + points.length
                    + " points (expected: at least one point of at least two dimensions)");
        }
        int dimensions = points[0].length;
        double[] mean = new double[dimensions];
        for (float[] point : points) {
            for (int k = 0; k < dimensions; k++) {
                mean[k] += (double) point[k] / points.length;
            }
        }
        float[][] centred = new float[points.length][dimensions];
        for (int i = 0; i < points.length; i++) {
            for (int k = 0; k < dimensions; k++) {
                centred[i][k] = (float) (points[i][k] - mean[k]);
            }
        }
        double[][] covariance = Covariance.products(centred, dimensions, workers);
        double[][] direction = new double[2][];
        double[] variance = new double[2];
        for (int d = 0; d < 2; d++) {
            direction[d] = largest(covariance, d == 0 ? new double[dimensions] : direction[0]);
            double[] image = times(covariance, direction[d]);
            variance[d] = dot(image, direction[d]) / points.length;
        }
        return new PrincipalPlane(mean, direction, variance);
    }

    private static double[] largest(double[][] matrix, double[] orthogonalTo) {
        int n = matrix.length;
        double[] v = new double[n];
        for (int k = 0; k < n; k++) {
            v[k] = 1 + (k * 0.6180339887498949) % 1; // near no direction in particular
        }
        orthogonalise(v, orthogonalTo);
        normalise(v);
        for (int i = 0; i < MOST_ITERATIONS; i++) {
            double[] next = times(matrix, v);
            orthogonalise(next, orthogonalTo);
            if (!normalise(next)) {
                break; // no spread is left: any direction will do
            }
            double change = 0;
            for (int k = 0; k < n; k++) {
                change = Math.max(change, Math.abs(next[k] - v[k]));
            }
            v = next;
            if (change < 1e-10) {
                break;
            }
        }
        int top = 0;
        for (int k = 1; k < n; k++) {
            if (Math.abs(v[k]) > Math.abs(v[top]) * (1 + 1e-6)) {
                top = k;
            }
        }
        if (v[top] < 0) {
            for (int k = 0; k < n; k++) {
                v[k] = -v[k];
            }
        }
        return v;
    }

    private static double[] times(double[][] matrix, double[] v) {
        double[] image = new double[v.length];
        for (int k = 0; k < v.length; k++) {
            image[k] = dot(matrix[k], v);
        }
        return image;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }

    private static void orthogonalise(double[] v, double[] to) {
        double along = dot(v, to);
        for (int k = 0; k < v.length; k++) {
            v[k] -= along * to[k];
        }
    }

    private static boolean normalise(double[] v) {
        double length = Math.sqrt(dot(v, v));
        if (length < 1e-150) {
            return false;
        }
        for (int k = 0; k < v.length; k++) {
            v[k] /= length;
        }
        return true;
    }

    /** The variance of the fitted points along the first (0) or second (1) direction. */
    public double variance(int at) {
        return variance[at];
    }

    /** The place of a point: x along the first direction, y along the second. */
    public double[] place(float[] point) {
        double[] place = new double[2];
        for (int d = 0; d < 2; d++) {
            for (int k = 0; k < mean.length; k++) {
                place[d] += (point[k] - mean[k]) * direction[d][k];
            }
        }
        return place;
    }
}
