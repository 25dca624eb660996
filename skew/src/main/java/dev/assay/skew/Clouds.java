package dev.assay.skew;

import dev.assay.stats.kernel.Bandwidths;
import dev.assay.stats.kernel.Neighbours;
import dev.assay.stats.permute.Seeds;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** How each point lies to the two clouds. */
final class Clouds {

    private static final int MOST_ANCHORS = 1_000;
    private static final int NEAREST = 3;
    private static final int LISTED = 24;
    private static final int TOGETHER = 64;

    private final Rows rows;
    private final float[][] points;
    private final long seed;
    private final Workers workers;

    Clouds(Rows rows, float[][] points, long seed, Workers workers) {
        this.rows = rows;
        this.points = points;
        this.seed = seed;
        this.workers = workers;
    }

    /**
     * The witness of the kernel test: how much nearer a point is to current than to reference points of other sessions. The difference of
     * its means is the squared discrepancy.
     */
    double[] witness() {
        double median = Bandwidths.medianDistance(points, seed);
        double scale = 1 / (2 * median * median);
        int[][] anchors = {anchors(false), anchors(true)};
        double[] witness = new double[points.length];
        workers.each((points.length + TOGETHER - 1) / TOGETHER, batch -> {
            for (int i = batch * TOGETHER; i < Math.min(points.length, (batch + 1) * TOGETHER); i++) {
                witness[i] = near(i, anchors[1], scale) - near(i, anchors[0], scale);
            }
        });
        return witness;
    }

    private int[] anchors(boolean current) {
        List<Integer> side = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            if (rows.design().current(i) == current) {
                side.add(i);
            }
        }
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, current ? 71 : 72));
        int count = Math.min(MOST_ANCHORS, side.size());
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(side.size() - i);
            Integer swapped = side.get(i);
            side.set(i, side.get(j));
            side.set(j, swapped);
        }
        return side.stream().limit(count).mapToInt(Integer::intValue).toArray();
    }

    private double near(int i, int[] anchors, double scale) {
        double sum = 0;
        int count = 0;
        for (int j : anchors) {
            if (rows.design().unit(j) != rows.design().unit(i)) {
                double square = 0;
                float[] a = points[i];
                float[] b = points[j];
                for (int k = 0; k < a.length; k++) {
                    float d = a[k] - b[k];
                    square += d * d;
                }
                sum += Math.exp(-square * scale);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /**
     * Whether a point is farther from the third nearest reference point of another session than nine in ten or 19 in 20 reference points
     * are, whichever sets the sides more apart.
     */
    double[] far() {
        List<float[]> reference = new ArrayList<>();
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            if (!rows.design().current(i)) {
                reference.add(points[i]);
                at.add(i);
            }
        }
        Neighbours neighbours = Neighbours.between(points, reference.toArray(float[][]::new), LISTED, workers);
        double[] distance = new double[points.length];
        for (int i = 0; i < distance.length; i++) {
            int left = NEAREST;
            int[] near = neighbours.of(i);
            int n = 0;
            while (n < near.length
                    && (rows.design().unit(at.get(near[n])) == rows.design().unit(i) || --left > 0)) {
                n++;
            }
            distance[i] = n < near.length ? neighbours.distances(i)[n] : Double.MAX_VALUE;
        }
        double[] sorted = at.stream().mapToDouble(i -> distance[i]).sorted().toArray();
        double[] nineteen = beyond(distance, sorted, 0.95);
        double[] nine = beyond(distance, sorted, 0.9);
        return excess(nine) / Math.sqrt(0.09) > excess(nineteen) / Math.sqrt(0.0475) ? nine : nineteen;
    }

    private static double[] beyond(double[] distance, double[] sorted, double tail) {
        double threshold = sorted[(int) Math.min(sorted.length - 1.0, Math.floor(tail * sorted.length))];
        return Arrays.stream(distance).map(d -> d > threshold ? 1 : 0).toArray();
    }

    private double excess(double[] flags) {
        double[] sum = new double[2];
        double[] count = new double[2];
        for (int i = 0; i < flags.length; i++) {
            int side = rows.design().current(i) ? 1 : 0;
            sum[side] += flags[i];
            count[side]++;
        }
        return sum[1] / count[1] - sum[0] / count[0];
    }
}
