package dev.assay.stats.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MergeTreeTest {

    @Test
    void mergesWhatWardMerges() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            float[][] points = new float[30][3];
            int[] weights = new int[30];
            for (int i = 0; i < 30; i++) {
                weights[i] = 1 + random.nextInt(3);
                for (int k = 0; k < 3; k++) {
                    points[i][k] = (float) (random.nextGaussian() + 3 * (i % 4));
                }
            }
            assertThat(groups(points, weights)).isEqualTo(plain(points, weights));
        }
    }

    @Test
    void mergesPointsThatAreTheSame() {
        float[][] points = {{1, 0}, {1, 0}, {1, 0}, {5, 5}, {5, 5}};
        assertThat(groups(points, new int[] {1, 1, 1, 1, 1})).hasSize(4).contains(Set.of(0, 1, 2), Set.of(3, 4));
    }

    private static Set<Set<Integer>> groups(float[][] points, int[] weights) {
        List<Set<Integer>> made = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            made.add(Set.of(i));
        }
        try (Workers workers = Workers.of(2)) {
            for (MergeTree.Merge merge : MergeTree.of(points, weights, workers)) {
                Set<Integer> both = new TreeSet<>(made.get(merge.left()));
                both.addAll(made.get(merge.right()));
                made.add(both);
            }
        }
        return new HashSet<>(made.subList(points.length, made.size()));
    }

    /** The definition: of all pairs that whose union adds least to the squared distances from centres. */
    private static Set<Set<Integer>> plain(float[][] points, int[] weights) {
        List<Set<Integer>> groups = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            groups.add(Set.of(i));
        }
        Set<Set<Integer>> made = new HashSet<>();
        while (groups.size() > 1) {
            double least = Double.MAX_VALUE;
            Set<Integer> left = Set.of();
            Set<Integer> right = Set.of();
            for (Set<Integer> a : groups) {
                for (Set<Integer> b : groups) {
                    if (!a.equals(b)) {
                        Set<Integer> both = new TreeSet<>(a);
                        both.addAll(b);
                        double cost =
                                spread(points, weights, both) - spread(points, weights, a) - spread(points, weights, b);
                        if (cost < least) {
                            least = cost;
                            left = a;
                            right = b;
                        }
                    }
                }
            }
            Set<Integer> both = new TreeSet<>(left);
            both.addAll(right);
            groups.remove(left);
            groups.remove(right);
            groups.add(both);
            made.add(both);
        }
        return made;
    }

    private static double spread(float[][] points, int[] weights, Set<Integer> group) {
        double sum = 0;
        for (int k = 0; k < points[0].length; k++) {
            double weight = 0;
            double mean = 0;
            double squares = 0;
            for (int i : group) {
                weight += weights[i];
                mean += weights[i] * points[i][k];
                squares += weights[i] * points[i][k] * points[i][k];
            }
            sum += squares - mean * mean / weight;
        }
        return sum;
    }
}
