package dev.assay.stats.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.stats.permute.Design;
import dev.assay.stats.permute.Family;
import dev.assay.stats.permute.Labels;
import dev.assay.stats.permute.PermutationTest;
import dev.assay.stats.permute.Workers;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelDistanceTest {

    @Test
    void equalsThePlainDefinition() {
        for (int[] sizes : new int[][] {{150, 130}, {300, 37}, {5, 4}}) {
            int rows = sizes[0] + sizes[1];
            float[][] points = points(rows, 19, 1);
            Design design = Design.of(sizes[0], sizes[1]);
            try (Workers workers = Workers.of(2)) {
                Labels labels = Labels.draw(design, 40, 9, workers);
                double median = Bandwidths.medianDistance(points, 1);
                int[] every = IntStream.range(0, rows).toArray();
                KernelSums sums = KernelSums.of(points, every, median, labels, workers);
                for (int k = 0; k < KernelSums.BANDWIDTHS; k++) {
                    double bandwidth = 2 * median / Math.pow(2, k);
                    double[] squared = sums.squaredDiscrepancy(k);
                    for (int b = 0; b < labels.count(); b++) {
                        assertThat(squared[b]).isCloseTo(plain(points, labels.labelling(b), bandwidth), within(1e-6));
                    }
                }
            }
        }
    }

    @Test
    void ofSomeRowsItIsThatOfTheirPointsAndLabels() {
        float[][] points = points(90, 7, 5);
        try (Workers workers = Workers.of(2)) {
            Labels labels = Labels.draw(Design.of(60, 30), 20, 9, workers);
            int[] row = IntStream.range(0, 90).filter(i -> i % 3 != 0).toArray();
            float[][] some = IntStream.of(row).mapToObj(i -> points[i]).toArray(float[][]::new);
            double[] squared = KernelSums.of(some, row, 2, labels, workers).squaredDiscrepancy(1);
            for (int b = 0; b < labels.count(); b++) {
                boolean[] all = labels.labelling(b);
                boolean[] current = new boolean[row.length];
                for (int i = 0; i < row.length; i++) {
                    current[i] = all[row[i]];
                }
                assertThat(squared[b]).isCloseTo(plain(some, current, 2), within(1e-6));
            }
        }
    }

    @Test
    void seesAShiftAndNotTheLackOfOne() {
        Design design = Design.of(200, 200);
        float[][] same = points(400, 10, 2);
        float[][] moved = points(400, 10, 3);
        for (int i = 200; i < 400; i++) {
            moved[i][0] += 0.6f;
        }
        try (Workers workers = Workers.of(2)) {
            PermutationTest test = PermutationTest.of(design, 199, 4, workers);
            assertThat(test.run(List.of(Family.of("m", List.of(KernelDistance.of("m", moved, 1)))), workers)
                            .pAdjusted())
                    .isEqualTo(0.005);
            assertThat(test.run(List.of(Family.of("m", List.of(KernelDistance.of("m", same, 1)))), workers)
                            .pAdjusted())
                    .isGreaterThan(0.05);
        }
    }

    @Test
    void pointsThatAreAllTheSameDoNotDiffer() {
        try (Workers workers = Workers.of(1)) {
            assertThat(PermutationTest.of(Design.of(20, 20), 49, 4, workers)
                            .run(List.of(Family.of("m", List.of(KernelDistance.of("m", new float[40][3], 1)))), workers)
                            .pAdjusted())
                    .isEqualTo(1);
        }
    }

    private static double plain(float[][] points, boolean[] current, double bandwidth) {
        double[] sum = new double[3];
        double[] pairs = new double[3];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < points.length; j++) {
                if (i != j) {
                    int kind = (current[i] ? 1 : 0) + (current[j] ? 1 : 0);
                    sum[kind] +=
                            Math.exp(-Bandwidths.squaredDistance(points[i], points[j]) / (2 * bandwidth * bandwidth));
                    pairs[kind]++;
                }
            }
        }
        return sum[0] / pairs[0] + sum[2] / pairs[2] - 2 * sum[1] / pairs[1];
    }

    private static float[][] points(int rows, int dimensions, long seed) {
        Random random = new Random(seed);
        float[][] points = new float[rows][dimensions];
        for (float[] point : points) {
            for (int k = 0; k < dimensions; k++) {
                point[k] = (float) random.nextGaussian();
            }
        }
        return points;
    }
}
