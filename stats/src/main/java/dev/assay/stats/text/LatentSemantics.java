package dev.assay.stats.text;

import dev.assay.stats.matrix.SymmetricEigen;
import dev.assay.stats.permute.Seeds;
import dev.assay.stats.permute.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Points for texts where no model can be had: the rows of a sparse matrix along its main directions (latent semantic analysis), found by a
 * randomised singular value decomposition with two power iterations (Halko, Martinsson and Tropp 2011). Fit on one side or both, and
 * place both sides by the same directions.
 */
public final class LatentSemantics {

    private static final int MORE = 10; // directions than asked for, which makes those sharp
    private static final int POWERS = 2;
    private static final int ROWS = 256;

    private final float[][] direction; // by column of the sparse matrix
    private final int dimensions;

    private LatentSemantics(float[][] direction, int dimensions) {
        this.direction = direction;
        this.dimensions = dimensions;
    }

    /**
     * @param dimensions 128 is usual; fewer where there are fewer rows or columns
     */
    public static LatentSemantics fit(SparseRows matrix, int dimensions, long seed, Workers workers) {
        int possible = Math.min(matrix.rows(), matrix.width());
        int kept = Math.min(dimensions, possible);
        int sketch = Math.min(possible, kept + MORE);
        if (kept < 1) {
            throw new IllegalArgumentException(matrix.rows() + " rows, " + matrix.width() + " columns and " + dimensions
                    + " dimensions (expected: at least one of each)");
        }
        // Rows of a basis are kept by column of the matrix: width x sketch.
        float[][] basis = new float[matrix.width()][sketch];
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, 0x6c7361L));
        for (float[] row : basis) {
            for (int k = 0; k < sketch; k++) {
                row[k] = random.nextBoolean() ? 1 : -1;
            }
        }
        for (int power = 0; power <= POWERS; power++) {
            float[][] images = multiply(matrix, basis, workers);
            orthonormalise(images);
            basis = multiplyTransposed(matrix, images, sketch, workers);
            if (power < POWERS) {
                orthonormalise(basis);
            }
        }
        // basis = A' Q: the eigenvectors of basis' basis turn its columns into singular vectors times values.
        double[][] products = products(basis, sketch);
        SymmetricEigen eigen = SymmetricEigen.of(products);
        float[][] direction = new float[matrix.width()][kept];
        for (int d = 0; d < kept; d++) {
            double value = eigen.value(d);
            if (value > eigen.value(0) * 1e-10) {
                double scale = 1 / Math.sqrt(value);
                double[] vector = eigen.vector(d);
                for (int c = 0; c < direction.length; c++) {
                    double sum = 0;
                    for (int k = 0; k < sketch; k++) {
                        sum += basis[c][k] * vector[k];
                    }
                    direction[c][d] = (float) (sum * scale);
                }
            }
        }
        turnSigns(direction, kept);
        return new LatentSemantics(direction, kept);
    }

    /** The points of rows, each of length 1; zeros for a row that has nothing in these directions. */
    public float[][] place(SparseRows matrix, Workers workers) {
        float[][] points = multiply(matrix, direction, workers);
        for (float[] point : points) {
            double norm = 0;
            for (float x : point) {
                norm += (double) x * x;
            }
            if (norm > 1e-12) {
                float scale = (float) (1 / Math.sqrt(norm));
                for (int k = 0; k < point.length; k++) {
                    point[k] *= scale;
                }
            }
        }
        return points;
    }

    public int dimensions() {
        return dimensions;
    }

    private static float[][] multiply(SparseRows matrix, float[][] by, Workers workers) {
        int width = by[0].length;
        float[][] product = new float[matrix.rows()][width];
        workers.each((matrix.rows() + ROWS - 1) / ROWS, tile -> {
            for (int i = tile * ROWS; i < Math.min(matrix.rows(), (tile + 1) * ROWS); i++) {
                int[] columns = matrix.columns(i);
                float[] values = matrix.values(i);
                for (int k = 0; k < columns.length; k++) {
                    addTimes(product[i], by[columns[k]], values[k]);
                }
            }
        });
        return product;
    }

    /** By column of the matrix. Parts of the width are separate tasks, so that no two write to the same place. */
    private static float[][] multiplyTransposed(SparseRows matrix, float[][] images, int sketch, Workers workers) {
        float[][] product = new float[matrix.width()][sketch];
        int parts = 8;
        workers.each(parts, part -> {
            int from = (int) ((long) matrix.width() * part / parts);
            int to = (int) ((long) matrix.width() * (part + 1) / parts);
            for (int i = 0; i < matrix.rows(); i++) {
                int[] columns = matrix.columns(i);
                float[] values = matrix.values(i);
                for (int k = 0; k < columns.length; k++) {
                    if (columns[k] >= from && columns[k] < to) {
                        addTimes(product[columns[k]], images[i], values[k]);
                    }
                }
            }
        });
        return product;
    }

    private static void addTimes(float[] to, float[] what, float times) {
        for (int k = 0; k < to.length; k++) {
            to[k] += times * what[k];
        }
    }

    private static double[][] products(float[][] rows, int width) {
        double[][] products = new double[width][width];
        for (float[] row : rows) {
            for (int k = 0; k < width; k++) {
                if (row[k] != 0) {
                    addTimes(products[k], row, row[k]);
                }
            }
        }
        return products;
    }

    private static void addTimes(double[] to, float[] what, double times) {
        for (int k = 0; k < to.length; k++) {
            to[k] += times * what[k];
        }
    }

    /** Makes the columns orthonormal by the eigenvectors of their products; columns without spread become zeros. */
    private static void orthonormalise(float[][] rows) {
        int width = rows[0].length;
        SymmetricEigen eigen = SymmetricEigen.of(products(rows, width));
        double[][] turn = new double[width][width];
        for (int d = 0; d < width; d++) {
            if (eigen.value(d) > Math.max(1e-30, eigen.value(0) * 1e-12)) {
                double scale = 1 / Math.sqrt(eigen.value(d));
                for (int k = 0; k < width; k++) {
                    turn[k][d] = eigen.vector(d)[k] * scale;
                }
            }
        }
        double[] turned = new double[width];
        for (float[] row : rows) {
            Arrays.fill(turned, 0);
            for (int k = 0; k < width; k++) {
                if (row[k] != 0) {
                    addTurned(turned, turn[k], row[k]);
                }
            }
            for (int d = 0; d < width; d++) {
                row[d] = (float) turned[d];
            }
        }
    }

    private static void addTurned(double[] to, double[] what, double times) {
        for (int k = 0; k < to.length; k++) {
            to[k] += times * what[k];
        }
    }

    /** The largest entry of each direction is made positive. */
    private static void turnSigns(float[][] direction, int dimensions) {
        for (int d = 0; d < dimensions; d++) {
            float top = 0;
            for (float[] row : direction) {
                if (Math.abs(row[d]) > Math.abs(top)) {
                    top = row[d];
                }
            }
            if (top < 0) {
                for (float[] row : direction) {
                    row[d] = -row[d];
                }
            }
        }
    }
}
