package dev.assay.stats.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatrixTest {

    @Test
    void plainLoopsMultiply() {
        multiplies(new PlainTileProduct());
    }

    @Test
    void vectorsMultiply() {
        assertThat(TileProduct.create())
                .as("these tests run with the module of vectors")
                .isInstanceOf(VectorTileProduct.class);
        multiplies(TileProduct.create());
    }

    private static void multiplies(TileProduct product) {
        Random random = new Random(1);
        for (int[] size : new int[][] {{1, 1, 1}, {7, 13, 31}, {128, 384, 256}, {65, 100, 256}, {6, 8, 33}}) {
            float[][] a = matrix(size[0], size[1], random);
            float[][] b = matrix(size[1], size[2], random);
            float[][] c = matrix(size[0], size[2], random);
            double[][] expected = new double[size[0]][size[2]];
            for (int i = 0; i < size[0]; i++) {
                for (int j = 0; j < size[2]; j++) {
                    expected[i][j] = c[i][j];
                    for (int k = 0; k < size[1]; k++) {
                        expected[i][j] += (double) a[i][k] * b[k][j];
                    }
                }
            }
            product.right(b, size[1], size[2]);
            product.add(a, size[0], c);
            for (int i = 0; i < size[0]; i++) {
                for (int j = 0; j < size[2]; j++) {
                    assertThat((double) c[i][j]).isCloseTo(expected[i][j], within(1e-4));
                }
            }
        }
    }

    private static void assertSolves(double[][] matrix, double[][] right) {
        double[][] solved = Arrays.stream(right).map(double[]::clone).toArray(double[][]::new);
        Cholesky.of(matrix).solve(solved);
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < right[i].length; j++) {
                double image = 0;
                for (int k = 0; k < matrix.length; k++) {
                    image += matrix[i][k] * solved[k][j];
                }
                assertThat(image).isCloseTo(right[i][j], within(1e-11));
            }
        }
    }

    @Test
    void choleskySolves() {
        assertSolves(new double[][] {{4, 2, 0.5}, {2, 5, 1}, {0.5, 1, 3}}, new double[][] {{1, 0}, {2, 1}, {3, -1}});
        Random random = new Random(4);
        double[][] factor = new double[21][21];
        double[][] right = new double[21][5];
        for (int i = 0; i < 21; i++) {
            Arrays.setAll(factor[i], _ -> random.nextGaussian());
            Arrays.setAll(right[i], _ -> random.nextGaussian());
        }
        double[][] matrix = new double[21][21];
        for (int i = 0; i < 21; i++) {
            for (int j = 0; j < 21; j++) {
                for (int k = 0; k < 21; k++) {
                    matrix[i][j] += factor[i][k] * factor[j][k];
                }
            }
            matrix[i][i] += 1;
        }
        assertSolves(matrix, right);
        assertThatThrownBy(() -> Cholesky.of(new double[][] {{1, 2}, {2, 1}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pivot 1");
    }

    @Test
    void eigenvectorsOfASymmetricMatrix() {
        Random random = new Random(2);
        int n = 30;
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = random.nextGaussian();
                matrix[j][i] = matrix[i][j];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        for (int d = 0; d < n; d++) {
            for (int i = 0; i < n; i++) {
                double image = 0;
                for (int k = 0; k < n; k++) {
                    image += matrix[i][k] * eigen.vector(d)[k];
                }
                assertThat(image).isCloseTo(eigen.value(d) * eigen.vector(d)[i], within(1e-8));
            }
            assertThat(eigen.value(d)).isLessThanOrEqualTo(d == 0 ? Double.MAX_VALUE : eigen.value(d - 1));
        }
    }

    private static float[][] matrix(int rows, int columns, Random random) {
        float[][] matrix = new float[rows][columns];
        for (float[] row : matrix) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextFloat() - 0.5f;
            }
        }
        return matrix;
    }
}
