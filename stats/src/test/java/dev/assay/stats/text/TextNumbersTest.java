package dev.assay.stats.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.stats.matrix.SymmetricEigen;
import dev.assay.stats.permute.Design;
import dev.assay.stats.permute.Family;
import dev.assay.stats.permute.FamilyResult;
import dev.assay.stats.permute.PermutationTest;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextNumbersTest {

    @Test
    void logOddsByHand() {
        // One word: 10 of 100 against 30 of 100, prior 0.2 of 10 words.
        double[] z = LogOdds.z(new double[] {10, 90}, new double[] {30, 70}, new double[] {20, 80}, 10);
        double expected = (Math.log(32 / 78.0) - Math.log(12 / 98.0)) / Math.sqrt(1 / 32.0 + 1 / 12.0);
        assertThat(z[0]).isCloseTo(expected, within(1e-12));
        assertThat(z[1]).isNegative();
    }

    @Test
    void logOddsScanFindsTheWordThatIsUsedMore() {
        Random random = new Random(6);
        int rowCount = 400;
        List<String> names = new ArrayList<>();
        int[][] rows = new int[200][];
        int[][] counts = new int[200][];
        double[] words = new double[rowCount];
        for (int w = 0; w < 200; w++) {
            names.add("w" + w);
            List<Integer> with = new ArrayList<>();
            for (int i = 0; i < rowCount; i++) {
                double share = w == 50 && i >= 200 ? 0.25 : 0.1;
                if (random.nextDouble() < share) {
                    with.add(i);
                }
            }
            rows[w] = with.stream().mapToInt(i -> i).toArray();
            counts[w] = new int[rows[w].length];
            for (int k = 0; k < counts[w].length; k++) {
                counts[w][k] = 1 + random.nextInt(3);
                words[rows[w][k]] += counts[w][k];
            }
        }
        try (Workers workers = Workers.of(2)) {
            FamilyResult result = PermutationTest.of(Design.of(200, 200), 499, 1, workers)
                    .run(List.of(Family.of("words", List.of(LogOddsScan.of(names, rows, counts, words, 0.1)))), workers)
                    .families()
                    .getFirst();
            assertThat(result.members().get(50).pAdjusted()).isLessThan(0.05);
            assertThat(result.members().get(50).value()).isPositive();
            assertThat(result.members().stream().filter(m -> m.pAdjusted() <= 0.05))
                    .hasSize(1);
        }
    }

    @Test
    void tfIdfByHand() {
        SparseRows counts = SparseRows.of(new int[][] {{0, 1}, {1}}, new float[][] {{2, 1}, {1}}, 3);
        SparseRows weights = TfIdf.fit(counts).apply(counts);
        double rare = (1 + Math.log(2)) * (Math.log(3 / 2.0) + 1);
        assertThat((double) weights.values(0)[0]).isCloseTo(rare / Math.hypot(rare, 1), within(1e-6));
        assertThat(weights.values(1)[0]).isEqualTo(1);
        assertThat(TfIdf.column("word", 1 << 18)).isBetween(0, 1 << 18).isNotEqualTo(TfIdf.column("words", 1 << 18));
    }

    @Test
    void latentSemanticsKeepsTopicsApart() {
        Random random = new Random(9);
        int[][] columns = new int[600][];
        float[][] values = new float[600][];
        for (int i = 0; i < 600; i++) {
            int topic = i % 3;
            columns[i] = random.ints(0, 40)
                    .distinct()
                    .limit(8)
                    .map(c -> topic * 40 + c)
                    .toArray();
            values[i] = new float[8];
            Arrays.fill(values[i], 1);
        }
        SparseRows counts = SparseRows.of(columns, values, 150);
        try (Workers workers = Workers.of(2)) {
            SparseRows weights = TfIdf.fit(counts).apply(counts);
            float[][] points = LatentSemantics.fit(weights, 3, 1, workers).place(weights, workers);
            assertThat(cosine(points[0], points[3])).isGreaterThan(0.95);
            assertThat(cosine(points[0], points[1])).isLessThan(0.2);
            assertThat(LatentSemantics.fit(weights, 3, 1, workers).place(weights, workers))
                    .isDeepEqualTo(points);
        }
    }

    @Test
    void latentSemanticsIsTheSingularValueDecomposition() {
        Random random = new Random(10);
        int[][] columns = new int[60][];
        float[][] values = new float[60][];
        double[][] products = new double[25][25];
        for (int i = 0; i < 60; i++) {
            columns[i] = random.ints(0, 25).distinct().limit(6).toArray();
            values[i] = new float[6];
            for (int k = 0; k < 6; k++) {
                values[i][k] = columns[i][k] < 5 ? 3 : 1;
            }
            for (int k = 0; k < 6; k++) {
                for (int l = 0; l < 6; l++) {
                    products[columns[i][k]][columns[i][l]] += values[i][k] * values[i][l];
                }
            }
        }
        SparseRows matrix = SparseRows.of(columns, values, 25);
        SymmetricEigen eigen = SymmetricEigen.of(products);
        try (Workers workers = Workers.of(1)) {
            float[][] points = LatentSemantics.fit(matrix, 4, 3, workers).place(matrix, workers);
            for (int i = 0; i < 60; i++) {
                double[] exact = new double[4];
                double norm = 0;
                for (int d = 0; d < 4; d++) {
                    for (int k = 0; k < 6; k++) {
                        exact[d] += values[i][k] * eigen.vector(d)[columns[i][k]];
                    }
                    norm += exact[d] * exact[d];
                }
                for (int d = 0; d < 4; d++) {
                    assertThat(Math.abs(points[i][d]))
                            .isCloseTo((float) Math.abs(exact[d] / Math.sqrt(norm)), within(0.01f));
                }
            }
        }
    }

    private static double cosine(float[] x, float[] y) {
        double dot = 0;
        for (int k = 0; k < x.length; k++) {
            dot += x[k] * y[k];
        }
        return dot;
    }
}
