package dev.assay.stats.cluster;

import dev.assay.stats.matrix.Panels;
import dev.assay.stats.matrix.TileProduct;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Points merged two by two, until all are one group: each time two groups whose union adds least to the squared distances of points from
 * their centre (Ward 1963), found along chains of nearest neighbours (Murtagh 1983). Memory and time grow with the square of the
 * number of points.
 */
public final class MergeTree {

    private static final int HEIGHT = 128;

    /**
     * Two groups that become one.
     *
     * @param left a point by its position, or an earlier merge: the number of points and its position
     */
    public record Merge(int left, int right) {}

    private MergeTree() {}

    /**
     * All merges, one fewer than there are points; parts come before what they are part of, and otherwise in no order.
     *
     * @param points of the same length
     * @param weights how many points each stands for, at least 1
     */
    public static List<Merge> of(float[][] points, int[] weights, Workers workers) {
        if (points.length != weights.length) {
            throw new IllegalArgumentException(
                    points.length + " points with " + weights.length + " weights (expected: one of each)");
        }
        float[] size = new float[points.length];
        for (int i = 0; i < size.length; i++) {
            size[i] = weights[i];
        }
        return merge(costs(points, size, workers), size);
    }

    private static List<Merge> merge(float[][] cost, float[] size) {
        int points = size.length;
        int[] stands = new int[points]; // which point or merge is at this position now
        Arrays.setAll(stands, i -> i);
        int[] alive = stands.clone();
        int left = points;
        int[] chain = new int[points + 1];
        int length = 0;
        List<Merge> merges = new ArrayList<>();
        while (left > 1) {
            if (length == 0) {
                chain[length++] = alive[0];
            }
            int last = chain[length - 1];
            int before = length > 1 ? chain[length - 2] : -1;
            float[] costs = cost[last];
            int nearest = before;
            float least = before < 0 ? Float.POSITIVE_INFINITY : costs[before];
            for (int a = 0; a < left; a++) {
                int other = alive[a];
                if (other != last && (costs[other] < least || nearest < 0)) {
                    least = costs[other];
                    nearest = other;
                }
            }
            if (nearest != before) {
                chain[length++] = nearest;
                continue;
            }
            length -= 2;
            merges.add(new Merge(stands[last], stands[before]));
            int at = 0;
            while (alive[at] != last) {
                at++;
            }
            alive[at] = alive[--left];
            join(cost, size, alive, left, before, last);
            stands[before] = points + merges.size() - 1;
        }
        return merges;
    }

    /** The formula of Lance and Williams (1967) for what it costs to merge the union with each other group. */
    private static void join(float[][] cost, float[] size, int[] alive, int left, int kept, int gone) {
        float[] costs = cost[kept];
        float[] other = cost[gone];
        float between = costs[gone];
        for (int a = 0; a < left; a++) {
            int k = alive[a];
            if (k != kept) {
                float joined =
                        ((size[kept] + size[k]) * costs[k] + (size[gone] + size[k]) * other[k] - size[k] * between)
                                / (size[kept] + size[gone] + size[k]);
                costs[k] = joined;
                cost[k][kept] = joined;
            }
        }
        size[kept] += size[gone];
    }

    private static float[][] costs(float[][] points, float[] size, Workers workers) {
        Panels panels = Panels.of(points);
        float[] norms = new float[points.length];
        for (int i = 0; i < norms.length; i++) {
            double norm = 0;
            for (float x : points[i]) {
                norm += (double) x * x;
            }
            norms[i] = (float) norm;
        }
        float[][] costs = new float[points.length][points.length];
        workers.each((points.length + HEIGHT - 1) / HEIGHT, tile -> {
            int first = tile * HEIGHT;
            int height = Math.min(HEIGHT, points.length - first);
            float[][] rows = Arrays.copyOfRange(points, first, first + height);
            float[][] dots = new float[height][Panels.WIDTH];
            TileProduct product = TileProduct.create();
            for (int p = 0; p < panels.count(); p++) {
                int column = p * Panels.WIDTH;
                int width = Math.min(Panels.WIDTH, points.length - column);
                for (float[] row : dots) {
                    Arrays.fill(row, 0);
                }
                product.right(panels.panel(p), panels.dimensions(), Panels.WIDTH);
                product.add(rows, height, dots);
                for (int i = 0; i < height; i++) {
                    float[] to = costs[first + i];
                    float own = norms[first + i];
                    float weight = size[first + i];
                    for (int j = 0; j < width; j++) {
                        float other = size[column + j];
                        float squared = Math.max(0, own + norms[column + j] - 2 * dots[i][j]);
                        to[column + j] = weight * other / (weight + other) * squared;
                    }
                }
            }
        });
        // Rounding must not make the two halves differ: a chain would never end.
        for (int i = 0; i < costs.length; i++) {
            for (int j = 0; j < i; j++) {
                costs[i][j] = costs[j][i];
            }
        }
        return costs;
    }
}
