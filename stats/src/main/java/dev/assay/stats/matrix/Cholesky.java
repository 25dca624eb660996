package dev.assay.stats.matrix;

/** The triangular factor of a symmetric positive definite matrix. */
public final class Cholesky {

    private final double[][] lower;

    private Cholesky(double[][] lower) {
        this.lower = lower;
    }

    /**
     * @param matrix of which the lower half is read
     * @throws IllegalArgumentException where it is not positive definite
     */
    public static Cholesky of(double[][] matrix) {
        int n = matrix.length;
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                if (i > j) {
                    lower[i][j] = sum / lower[j][j];
                } else if (sum > 0) {
                    lower[i][i] = Math.sqrt(sum);
                } else {
                    throw new IllegalArgumentException(
                            "The matrix is not positive definite: pivot " + i + " is " + sum + " (expected: above 0)");
                }
            }
        }
        return new Cholesky(lower);
    }

    /**
     * Solves for many right sides at once, in their place.
     *
     * @param right a row for each row of the matrix, a column for each right side
     */
    public void solve(double[][] right) {
        int n = lower.length;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                subtract(right[i], right[k], lower[i][k]);
            }
            scale(right[i], 1 / lower[i][i]);
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                subtract(right[i], right[k], lower[k][i]);
            }
            scale(right[i], 1 / lower[i][i]);
        }
    }

    private static void subtract(double[] from, double[] what, double times) {
        for (int j = 0; j < from.length; j++) {
            from[j] -= times * what[j];
        }
    }

    private static void scale(double[] values, double by) {
        for (int j = 0; j < values.length; j++) {
            values[j] *= by;
        }
    }
}
