package dev.assay.stats.matrix;

/** The triangular factor of a symmetric positive definite matrix. */
public final class Cholesky {

    private static final int AT_ONCE = 8;

    private final double[][] upper; // its product with itself turned, from the left, is the matrix

    private Cholesky(double[][] upper) {
        this.upper = upper;
    }

    /**
     * @param matrix of which the lower half is read
     * @throws IllegalArgumentException where it is not positive definite
     */
    public static Cholesky of(double[][] matrix) {
        int n = matrix.length;
        double[][] upper = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                upper[j][i] = matrix[i][j];
            }
        }
        for (int k = 0; k < n; k++) {
            double pivot = upper[k][k];
            if (!(pivot > 0)) {
                throw new IllegalArgumentException(
                        "The matrix is not positive definite: pivot " + k + " is " + pivot + " (expected: above 0)");
            }
            double by = 1 / Math.sqrt(pivot);
            for (int j = k; j < n; j++) {
                upper[k][j] *= by;
            }
            for (int i = k + 1; i < n; i++) {
                subtract(upper[i], upper[k], upper[k][i], i);
            }
        }
        return new Cholesky(upper);
    }

    /**
     * Solves for many right sides at once, in their place.
     *
     * @param right a row for each row of the matrix, a column for each right side
     */
    public void solve(double[][] right) {
        int n = upper.length;
        double[] times = new double[n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                times[k] = upper[k][i];
            }
            subtractAll(right[i], right, times, 0, i);
            scale(right[i], 1 / upper[i][i]);
        }
        for (int i = n - 1; i >= 0; i--) {
            subtractAll(right[i], right, upper[i], i + 1, n);
            scale(right[i], 1 / upper[i][i]);
        }
    }

    /** Several rows at once: what they are subtracted from is then read and written once for all of them. */
    private static void subtractAll(double[] from, double[][] what, double[] times, int first, int end) {
        int k = first;
        for (; k + AT_ONCE <= end; k += AT_ONCE) {
            subtractEight(
                    from,
                    what[k],
                    what[k + 1],
                    what[k + 2],
                    what[k + 3],
                    what[k + 4],
                    what[k + 5],
                    what[k + 6],
                    what[k + 7],
                    times,
                    k);
        }
        for (; k < end; k++) {
            subtract(from, what[k], times[k], 0);
        }
    }

    private static void subtractEight(
            double[] from,
            double[] w0,
            double[] w1,
            double[] w2,
            double[] w3,
            double[] w4,
            double[] w5,
            double[] w6,
            double[] w7,
            double[] times,
            int k) {
        double t0 = times[k];
        double t1 = times[k + 1];
        double t2 = times[k + 2];
        double t3 = times[k + 3];
        double t4 = times[k + 4];
        double t5 = times[k + 5];
        double t6 = times[k + 6];
        double t7 = times[k + 7];
        for (int j = 0; j < from.length; j++) {
            from[j] -= (t0 * w0[j] + t1 * w1[j] + t2 * w2[j] + t3 * w3[j])
                    + (t4 * w4[j] + t5 * w5[j] + t6 * w6[j] + t7 * w7[j]);
        }
    }

    private static void subtract(double[] from, double[] what, double times, int first) {
        for (int j = first; j < from.length; j++) {
            from[j] -= times * what[j];
        }
    }

    private static void scale(double[] values, double by) {
        for (int j = 0; j < values.length; j++) {
            values[j] *= by;
        }
    }
}
