package dev.assay.skew;

import dev.assay.stats.cluster.MergeTree;
import dev.assay.stats.cluster.NearestCentre;
import dev.assay.stats.permute.Seeds;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Groups of near points of both sides together, from small ones to those that they merge into, so that a topic is tested at its own size
 * whatever that is. Labels play no part in how they are found: they may be tested on the very points that they were found on, as
 * long as that is by permutation.
 */
final class Topics {

    private static final int MOST_SINGLE = 4_000;
    private static final int MOST_GROUPS = 2_000;
    private static final int LEAST_ROWS = 8;
    private static final int NONE = -1;

    private Topics() {}

    /**
     * The rows of each, ascending, at least eight; those of a topic and of one that it is part of are both there. Rows whose points are the
     * same are never parted: which of them merged first would hang on their order, and that may be by side. Rows without a point (all
     * zeros) are in none. Of more than 4,000 different points the smallest groups are those nearest to each of 2,000 random ones.
     */
    static List<int[]> find(float[][] points, long seed, Workers workers) {
        int[] leaf = new int[points.length];
        Map<Point, Integer> places = new HashMap<>();
        List<float[]> different = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            float[] point = points[i];
            if (isNone(point)) {
                leaf[i] = NONE;
            } else {
                leaf[i] = places.computeIfAbsent(new Point(point), _ -> {
                    different.add(point);
                    return different.size() - 1;
                });
            }
        }
        if (different.isEmpty()) {
            return List.of();
        }
        float[][] leaves = different.toArray(float[][]::new);
        if (leaves.length > MOST_SINGLE) {
            float[][] middles = some(leaves, seed);
            int[] nearest = NearestCentre.of(leaves, middles, workers);
            Arrays.setAll(leaf, i -> leaf[i] == NONE ? NONE : nearest[leaf[i]]);
            leaves = middles;
        }
        List<int[]> rows = new ArrayList<>(of(leaf, leaves.length));
        int[] weights = rows.stream().mapToInt(in -> Math.max(1, in.length)).toArray();
        for (MergeTree.Merge merge : MergeTree.of(leaves, weights, workers)) {
            rows.add(both(rows.get(merge.left()), rows.get(merge.right())));
        }
        return rows.stream()
                .filter(in -> in.length >= LEAST_ROWS && in.length <= points.length / 2)
                .toList();
    }

    /** By all its numbers; a buffer of floats would do but for its hash, which is that of their whole parts: 0 of every embedding. */
    @SuppressWarnings("ArrayRecordComponent") // compared as an array is
    private record Point(float[] numbers) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Point point && Arrays.equals(numbers, point.numbers);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(numbers);
        }
    }

    private static boolean isNone(float[] point) {
        for (float x : point) {
            if (x != 0) {
                return false;
            }
        }
        return true;
    }

    private static float[][] some(float[][] points, long seed) {
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, 0x746f70696373L));
        float[][] drawn = points.clone();
        for (int i = 0; i < MOST_GROUPS; i++) {
            int j = i + random.nextInt(drawn.length - i);
            float[] taken = drawn[j];
            drawn[j] = drawn[i];
            drawn[i] = taken;
        }
        return Arrays.copyOf(drawn, MOST_GROUPS);
    }

    private static List<int[]> of(int[] leaf, int leaves) {
        int[][] rows = new int[leaves][];
        int[] size = new int[leaves];
        for (int l : leaf) {
            if (l != NONE) {
                size[l]++;
            }
        }
        Arrays.setAll(rows, l -> new int[size[l]]);
        int[] filled = new int[leaves];
        for (int i = 0; i < leaf.length; i++) {
            if (leaf[i] != NONE) {
                rows[leaf[i]][filled[leaf[i]]++] = i;
            }
        }
        return List.of(rows);
    }

    private static int[] both(int[] left, int[] right) {
        int[] rows = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, rows, left.length, right.length);
        Arrays.sort(rows);
        return rows;
    }
}
