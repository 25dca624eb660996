package dev.assay.skew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.stats.permute.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void aTopicIsAmongThemWhateverItsSize() {
        for (int rows : new int[] {400, 5_000}) {
            float[][] points = points(rows);
            try (Workers workers = Workers.of(2)) {
                List<int[]> topics = Topics.find(points, 3, workers);
                for (int size : new int[] {20, 60, 150}) {
                    int[] planted = IntStream.range(0, size)
                            .map(i -> size == 20 ? i : size == 60 ? 20 + i : 80 + i)
                            .toArray();
                    assertThat(topics).anyMatch(topic -> overlap(topic, planted) >= 0.9);
                }
                assertThat(topics).allMatch(topic -> topic.length >= 8 && topic.length <= rows / 2);
            }
        }
    }

    @Test
    void theSameSeedFindsTheSameWhateverTheThreads() {
        float[][] points = points(4_500);
        try (Workers one = Workers.of(1);
                Workers two = Workers.of(2)) {
            assertThat(Topics.find(points, 3, one).toArray(int[][]::new))
                    .isDeepEqualTo(Topics.find(points, 3, two).toArray(int[][]::new));
        }
    }

    @Test
    void pointsThatAreTheSameAreNeverPartedAndThoseWithoutATextAreInNone() {
        float[][] points = points(400);
        for (int i = 0; i < 90; i++) {
            points[300 + i] = i < 50 ? points[10].clone() : new float[24];
        }
        try (Workers workers = Workers.of(2)) {
            List<int[]> topics = Topics.find(points, 3, workers);
            assertThat(topics).allSatisfy(topic -> {
                long same = Arrays.stream(topic)
                        .filter(i -> i == 10 || (i >= 300 && i < 350))
                        .count();
                assertThat(same).isIn(0L, 51L);
                assertThat(topic).doesNotContain(IntStream.range(350, 390).toArray());
            });
            assertThat(topics).anyMatch(topic -> Arrays.stream(topic).anyMatch(i -> i == 310));
            assertThat(Topics.find(new float[30][24], 3, workers)).isEmpty();
        }
    }

    /** What both have of what either has. */
    private static double overlap(int[] a, int[] b) {
        double both =
                Arrays.stream(a).filter(x -> Arrays.binarySearch(b, x) >= 0).count();
        return both / (a.length + b.length - both);
    }

    /** The first 20, the next 60 and the next 150 rows are near each other, all others are anywhere. */
    private static float[][] points(int rows) {
        Random random = new Random(rows);
        float[][] points = new float[rows][24];
        for (int i = 0; i < rows; i++) {
            int topic = i < 20 ? 0 : i < 80 ? 1 : i < 230 ? 2 : -1;
            for (int k = 0; k < 24; k++) {
                points[i][k] = (float) (random.nextGaussian() * (topic < 0 ? 1 : 0.3) + (k == topic ? 6 : 0));
            }
        }
        return points;
    }
}
