package dev.assay.stats.cluster;

import dev.assay.stats.matrix.Panels;
import dev.assay.stats.matrix.TileProduct;
import dev.assay.stats.permute.Seeds;
import dev.assay.stats.permute.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Clusters by k-means: centres drawn far apart (k-means++, Arthur and Vassilvitskii 2007) from a sample, moved by mini-batches (Sculley 2010),
 * then twice by all points. The same for a seed, whatever the number of threads.
 */
public final class KMeans {

    private static final int SAMPLE_PER_CENTRE = 16;
    private static final int BATCH = 4096;
    private static final int BATCHES = 20;
    private static final int FULL_PASSES = 2;
    private static final int CANDIDATES = 4;

    private final float[][] centres;

    private KMeans(float[][] centres) {
        this.centres = centres;
    }

    /**
     * Finds centres.
     *
     * @param points rows of the same length, at least one
     * @param clusters at least 1; fewer where there are fewer different points
     */
    public static KMeans fit(float[][] points, int clusters, long seed, Workers workers) {
        if (points.length == 0 || clusters < 1) {
            throw new IllegalArgumentException(
                    points.length + " points in " + clusters + " clusters (expected: at least one of each)");
        }
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, 0x6b6d65616e73L));
        float[][] sample =
                sample(points, Math.min(points.length, Math.max(2048, SAMPLE_PER_CENTRE * clusters)), random);
        float[][] centres = farApart(sample, clusters, random);
        if (points.length > BATCH) {
            double[] seen = new double[centres.length];
            for (int b = 0; b < BATCHES; b++) {
                move(centres, seen, sample(points, BATCH, random), workers);
            }
        }
        int passes = points.length > BATCH ? FULL_PASSES : BATCHES;
        for (int pass = 0; pass < passes; pass++) {
            move(centres, new double[centres.length], points, workers);
        }
        return new KMeans(centres);
    }

    /** How many points make about one cluster a square root: {@code sqrt(n / 2)}, at least 1. */
    public static int usualClusters(int points) {
        return Math.max(1, (int) Math.round(Math.sqrt(points / 2.0)));
    }

    /** The nearest cluster of each point. */
    public int[] assign(float[][] points, Workers workers) {
        return NearestCentre.of(points, centres, workers);
    }

    /** How many clusters there are. */
    public int clusters() {
        return centres.length;
    }

    /** A centre; not to be written to. */
    public float[] centre(int cluster) {
        return centres[cluster];
    }

    private static float[][] sample(float[][] points, int size, SplittableRandom random) {
        float[][] sample = new float[size][];
        if (size == points.length) {
            return points.clone();
        }
        for (int i = 0; i < size; i++) {
            sample[i] = points[random.nextInt(points.length)];
        }
        return sample;
    }

    /** Of a few candidates drawn by their squared distance, the one that leaves the least distance becomes the next centre. */
    private static float[][] farApart(float[][] sample, int clusters, SplittableRandom random) {
        Panels panels = Panels.of(sample);
        int filled = panels.count() * Panels.WIDTH;
        float[] norms = new float[filled];
        double rounding = 0;
        for (int i = 0; i < sample.length; i++) {
            norms[i] = norm(sample[i]);
            rounding += 2e-7 * norms[i];
        }
        float[][] centres = new float[Math.min(clusters, sample.length)][];
        float[] nearest = new float[filled];
        Arrays.fill(nearest, 0, sample.length, Float.MAX_VALUE);
        int[] candidates = {random.nextInt(sample.length)};
        for (int c = 0; c < centres.length; c++) {
            float[][] distances = distances(sample, candidates, panels, norms);
            int best = 0;
            double least = Double.MAX_VALUE;
            for (int k = 0; k < candidates.length; k++) {
                double left = 0;
                for (int i = 0; i < sample.length; i++) {
                    distances[k][i] = Math.min(distances[k][i], nearest[i]);
                    left += distances[k][i];
                }
                if (left < least) {
                    least = left;
                    best = k;
                }
            }
            centres[c] = sample[candidates[best]].clone();
            nearest = distances[best];
            if (least <= rounding) { // all points are centres already
                return Arrays.copyOf(centres, c + 1);
            }
            candidates = new int[CANDIDATES];
            for (int k = 0; k < CANDIDATES; k++) {
                double at = random.nextDouble() * least;
                int next = 0;
                while (next < sample.length - 1 && (at -= nearest[next]) > 0) {
                    next++;
                }
                candidates[k] = next;
            }
        }
        return centres;
    }

    private static float[][] distances(float[][] sample, int[] candidates, Panels panels, float[] norms) {
        float[][] rows = new float[candidates.length][];
        Arrays.setAll(rows, k -> sample[candidates[k]]);
        float[][] distances = new float[rows.length][norms.length];
        float[][] dots = new float[rows.length][Panels.WIDTH];
        TileProduct product = TileProduct.create();
        for (int p = 0; p < panels.count(); p++) {
            for (float[] row : dots) {
                Arrays.fill(row, 0);
            }
            product.right(panels.panel(p), panels.dimensions(), Panels.WIDTH);
            product.add(rows, rows.length, dots);
            int column = p * Panels.WIDTH;
            for (int k = 0; k < rows.length; k++) {
                float own = norms[candidates[k]];
                for (int j = 0; j < Panels.WIDTH; j++) {
                    distances[k][column + j] = Math.max(0, own + norms[column + j] - 2 * dots[k][j]);
                }
                distances[k][candidates[k]] = 0;
            }
        }
        return distances;
    }

    private static float norm(float[] point) {
        double sum = 0;
        for (float x : point) {
            sum += (double) x * x;
        }
        return (float) sum;
    }

    /** Moves each centre to the mean of all that it has seen; one that nobody is near stays. */
    private static void move(float[][] centres, double[] seen, float[][] points, Workers workers) {
        int[] cluster = NearestCentre.of(points, centres, workers);
        int dimensions = points[0].length;
        double[][] sum = new double[centres.length][dimensions];
        int[] count = new int[centres.length];
        for (int i = 0; i < points.length; i++) {
            count[cluster[i]]++;
            add(sum[cluster[i]], points[i]);
        }
        for (int c = 0; c < centres.length; c++) {
            if (count[c] > 0) {
                double all = seen[c] + count[c];
                float[] centre = centres[c];
                for (int k = 0; k < dimensions; k++) {
                    centre[k] = (float) ((centre[k] * seen[c] + sum[c][k]) / all);
                }
                seen[c] = all;
            }
        }
    }

    private static void add(double[] sum, float[] point) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += point[k];
        }
    }
}
