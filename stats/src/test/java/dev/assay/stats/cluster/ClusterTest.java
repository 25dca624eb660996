package dev.assay.stats.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.stats.permute.Workers;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterTest {

    private static final int GROUPS = 12;

    @Test
    void kMeansFindsGroupsThatAreApart() {
        float[][] points = groups(6_000, 16, 1);
        try (Workers one = Workers.of(1);
                Workers two = Workers.of(2)) {
            KMeans clusters = KMeans.fit(points, GROUPS, 5, one);
            int[] assigned = clusters.assign(points, two);
            assertThat(KMeans.fit(points, GROUPS, 5, two).assign(points, one)).isEqualTo(assigned);
            double squares = 0;
            for (int i = 0; i < points.length; i++) {
                float[] centre = clusters.centre(assigned[i]);
                for (int k = 0; k < 16; k++) {
                    squares += (points[i][k] - centre[k]) * (points[i][k] - centre[k]);
                }
            }
            assertThat(squares / points.length)
                    .isLessThan(16 * 4); // of one group 16; groups are 10 apart in each direction
        }
    }

    @Test
    void kMeansTakesFewerClustersThanPointsThatDiffer() {
        try (Workers workers = Workers.of(1)) {
            KMeans clusters = KMeans.fit(new float[][] {{1, 1}, {1, 1}, {2, 2}, {2, 2}}, 4, 1, workers);
            assertThat(clusters.clusters()).isEqualTo(2);
            int[] assigned = clusters.assign(new float[][] {{1, 1}, {2, 2}}, workers);
            assertThat(assigned[0]).isNotEqualTo(assigned[1]);
        }
    }

    @Test
    void planeIsThatOfLargestSpreadAndStaysWhenRowsAreShuffled() {
        Random random = new Random(3);
        float[][] points = new float[2_000][10];
        for (float[] point : points) {
            for (int k = 0; k < 10; k++) {
                point[k] = (float) (random.nextGaussian() * (k == 4 ? 5 : k == 7 ? 3 : 1));
            }
        }
        float[][] turned = points.clone();
        Collections.reverse(Arrays.asList(turned));
        try (Workers workers = Workers.of(2)) {
            PrincipalPlane plane = PrincipalPlane.fit(points, workers);
            PrincipalPlane again = PrincipalPlane.fit(turned, workers);
            assertThat(plane.variance(0)).isCloseTo(25, within(2.0));
            assertThat(plane.variance(1)).isCloseTo(9, within(1.0));
            for (int i = 0; i < 50; i++) {
                double[] place = plane.place(points[i]);
                assertThat(place[0]).isCloseTo(points[i][4], within(0.8));
                assertThat(place[1]).isCloseTo(points[i][7], within(0.8));
                assertThat(again.place(points[i]))
                        .usingComparatorWithPrecision(1e-3)
                        .containsExactly(place);
            }
        }
    }

    @Test
    void facilityLocationIsTheGreedyChoice() {
        float[][] points = groups(300, 6, 4);
        float[] covered = new float[300];
        Arrays.fill(covered, 0, 80, 0.7f);
        try (Workers workers = Workers.of(2)) {
            List<FacilityLocation.Choice> chosen = FacilityLocation.choose(points, covered, 8, workers);
            assertThat(chosen).hasSize(8);
            double[] nearest = new double[300];
            for (int i = 0; i < 300; i++) {
                nearest[i] = covered[i];
            }
            for (FacilityLocation.Choice choice : chosen) {
                double best = 0;
                for (int c = 0; c < 300; c++) {
                    best = Math.max(best, gain(points, c, nearest));
                }
                assertThat(choice.gain()).isCloseTo(best, within(1e-3));
                assertThat(gain(points, choice.index(), nearest)).isCloseTo(best, within(1e-3));
                for (int i = 0; i < 300; i++) {
                    nearest[i] = Math.max(nearest[i], cosine(points[i], points[choice.index()]));
                }
            }
        }
    }

    @Test
    void inclusionProbabilitiesAddUpAndUndoTheChoice() {
        double[] sizes = {1, 2, 3, 4, 90, 0};
        double[] probability = Inclusion.proportional(sizes, 3);
        assertThat(Arrays.stream(probability).sum()).isCloseTo(3, within(1e-12));
        assertThat(probability[4]).isEqualTo(1);
        assertThat(probability[0]).isCloseTo(0.2, within(1e-12));
        int[] drawn = new int[6];
        for (int seed = 0; seed < 4_000; seed++) {
            int[] sample = Inclusion.draw(probability, seed);
            assertThat(sample).hasSize(3);
            for (int i : sample) {
                drawn[i]++;
            }
        }
        for (int i = 0; i < 6; i++) {
            assertThat(drawn[i] / 4_000.0).isCloseTo(probability[i], within(0.03));
        }
        assertThat(Inclusion.mean(new double[] {1, 3}, new double[] {0.5, 1})).isCloseTo(5 / 3.0, within(1e-12));
    }

    private static double gain(float[][] points, int candidate, double[] nearest) {
        double gain = 0;
        for (int i = 0; i < points.length; i++) {
            gain += Math.max(0, cosine(points[i], points[candidate]) - nearest[i]);
        }
        return gain;
    }

    private static double cosine(float[] x, float[] y) {
        double dot = 0;
        double xx = 0;
        double yy = 0;
        for (int k = 0; k < x.length; k++) {
            dot += x[k] * y[k];
            xx += x[k] * x[k];
            yy += y[k] * y[k];
        }
        return dot / Math.sqrt(xx * yy);
    }

    private static float[][] groups(int rows, int dimensions, long seed) {
        Random random = new Random(seed);
        float[][] centres = new float[GROUPS][dimensions];
        Set<Integer> corners = new HashSet<>();
        for (float[] centre : centres) {
            int corner = random.nextInt(1 << Math.min(16, dimensions));
            while (!corners.add(corner)) {
                corner = random.nextInt(1 << Math.min(16, dimensions));
            }
            for (int k = 0; k < dimensions; k++) {
                centre[k] = ((corner >> k) & 1) * 10;
            }
        }
        float[][] points = new float[rows][dimensions];
        for (float[] point : points) {
            float[] centre = centres[random.nextInt(GROUPS)];
            for (int k = 0; k < dimensions; k++) {
                point[k] = centre[k] + (float) random.nextGaussian();
            }
        }
        return points;
    }
}
