package dev.assay.stats.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.stats.interval.Interval;
import dev.assay.stats.permute.Design;
import dev.assay.stats.permute.Family;
import dev.assay.stats.permute.PermutationTest;
import dev.assay.stats.permute.Statistic;
import dev.assay.stats.permute.Workers;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PointTestsTest {

    @Test
    void neighboursAreTheNearest() {
        float[][] points = points(700, 13, 1);
        int[] group = IntStream.range(0, 700).map(i -> i / 2).toArray();
        try (Workers workers = Workers.of(2)) {
            Neighbours neighbours = Neighbours.among(points, group, 5, workers);
            for (int i = 0; i < 700; i += 41) {
                int from = i;
                List<Integer> nearest = IntStream.range(0, 700)
                        .filter(j -> group[j] != group[from])
                        .boxed()
                        .sorted(Comparator.comparingDouble(j -> Bandwidths.squaredDistance(points[from], points[j])))
                        .limit(5)
                        .toList();
                assertThat(neighbours.of(i))
                        .containsExactly(nearest.stream().mapToInt(j -> j).toArray());
                assertThat((double) neighbours.distances(i)[4])
                        .isCloseTo(
                                Math.sqrt(Bandwidths.squaredDistance(points[i], points[nearest.get(4)])), within(1e-4));
            }
            Neighbours between = Neighbours.between(new float[][] {points[3]}, points, 2, workers);
            assertThat(between.of(0)[0]).isEqualTo(3);
            assertThat(Neighbours.between(points, new float[][] {points[0]}, 4, workers)
                            .of(9))
                    .containsExactly(0);
        }
    }

    @Test
    void noveltyTailSeesASmallNewTopic() {
        float[][] points = points(600, 8, 2);
        for (int i = 300; i < 330; i++) { // one in ten of the current side
            points[i][0] += 9;
        }
        assertThat(p(NoveltyTail.of("novelty", points))).isLessThanOrEqualTo(0.01);
        assertThat(p(NoveltyTail.of("novelty", points(600, 8, 3)))).isGreaterThan(0.05);
    }

    @Test
    void classifierSeesAShift() {
        float[][] points = points(600, 20, 4);
        for (int i = 300; i < 600; i++) {
            points[i][3] += 0.5f;
        }
        LinearClassifier classifier = LinearClassifier.of("classifier", points, 7);
        assertThat(p(classifier)).isEqualTo(0.005);
        assertThat(p(LinearClassifier.of("classifier", points(600, 20, 5), 7))).isGreaterThan(0.05);
        try (Workers workers = Workers.of(2)) {
            Interval separation = classifier.separation(Design.of(300, 300), 0.95, workers);
            assertThat(separation.low()).isGreaterThan(0.05);
            assertThat(separation.estimate()).isBetween(0.15, 0.4); // 2 AUC - 1 of the best is 0.276
        }
    }

    private static double p(Statistic statistic) {
        try (Workers workers = Workers.of(2)) {
            return PermutationTest.of(Design.of(300, 300), 199, 11, workers)
                    .run(List.of(Family.of("family", List.of(statistic))), workers)
                    .pAdjusted();
        }
    }

    static float[][] points(int rows, int dimensions, long seed) {
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
