package dev.assay.stats.cluster;

import dev.assay.stats.matrix.Panels;
import dev.assay.stats.matrix.TileProduct;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Chooses the few points that stand best for all: each point counts by its cosine to the nearest chosen one, and the sum grows most with
 * each choice (lazy greedy, Minoux 1978; within 1 - 1/e of the best). Given what a holdout has already, only what it lacks counts.
 */
public final class FacilityLocation {

    private static final int HEIGHT = 128;

    private FacilityLocation() {}

    /**
     * A chosen point.
     *
     * @param index among the candidates
     * @param gain how much the sum of cosines grew
     */
    public record Choice(int index, double gain) {}

    private record Bound(int index, double gain, int chosenThen) {}

    /**
     * Chooses at most that many points, best first; fewer where nothing more would be gained.
     *
     * @param candidates rows of the same length: what may be chosen and what is to be stood for
     * @param covered by candidate, the cosine to the nearest point that is already there; 0 where there is none
     */
    public static List<Choice> choose(float[][] candidates, float[] covered, int most, Workers workers) {
        if (covered.length != candidates.length) {
            throw new IllegalArgumentException("There are " + candidates.length + " candidates, but " + covered.length
                    + " cosines to what is there (expected: one each)");
        }
        if (candidates.length == 0) {
            return List.of();
        }
        float[][] unit = unit(candidates);
        Panels panels = Panels.of(unit);
        float[] nearest = new float[panels.count() * Panels.WIDTH];
        for (int i = 0; i < covered.length; i++) {
            nearest[i] = Math.max(0, covered[i]);
        }
        // The fill at the end gains nothing: its cosine is 0.
        PriorityQueue<Bound> queue = new PriorityQueue<>((a, b) -> {
            int byGain = Double.compare(b.gain, a.gain);
            return byGain != 0 ? byGain : Integer.compare(a.index, b.index);
        });
        double[] first = gains(unit, panels, nearest, workers);
        for (int i = 0; i < first.length; i++) {
            queue.add(new Bound(i, first[i], 0));
        }
        List<Choice> chosen = new ArrayList<>();
        while (chosen.size() < most && !queue.isEmpty()) {
            Bound top = queue.remove();
            if (top.chosenThen < chosen.size()) {
                double gain = gain(cosines(unit[top.index], panels), nearest);
                queue.add(
                        new Bound(top.index, gain, chosen.size())); // gains only shrink, so the others are bounds still
            } else if (top.gain <= 1e-9) {
                break;
            } else {
                chosen.add(new Choice(top.index, top.gain));
                float[] cosines = cosines(unit[top.index], panels);
                for (int j = 0; j < nearest.length; j++) {
                    nearest[j] = Math.max(nearest[j], cosines[j]);
                }
            }
        }
        return chosen;
    }

    private static double[] gains(float[][] unit, Panels panels, float[] nearest, Workers workers) {
        double[] gains = new double[unit.length];
        workers.each((unit.length + HEIGHT - 1) / HEIGHT, tile -> {
            int first = tile * HEIGHT;
            int height = Math.min(HEIGHT, unit.length - first);
            float[][] rows = Arrays.copyOfRange(unit, first, first + height);
            float[][] dots = new float[height][Panels.WIDTH];
            TileProduct product = TileProduct.create();
            for (int p = 0; p < panels.count(); p++) {
                for (float[] row : dots) {
                    Arrays.fill(row, 0);
                }
                product.right(panels.panel(p), panels.dimensions(), Panels.WIDTH);
                product.add(rows, height, dots);
                int column = p * Panels.WIDTH;
                for (int i = 0; i < height; i++) {
                    double sum = 0;
                    for (int j = 0; j < Panels.WIDTH; j++) {
                        sum += Math.max(0, dots[i][j] - nearest[column + j]);
                    }
                    gains[first + i] += sum;
                }
            }
        });
        return gains;
    }

    private static double gain(float[] cosines, float[] nearest) {
        double sum = 0;
        for (int j = 0; j < nearest.length; j++) {
            sum += Math.max(0, cosines[j] - nearest[j]);
        }
        return sum;
    }

    private static float[] cosines(float[] point, Panels panels) {
        float[][] cosines = new float[1][Panels.WIDTH];
        float[] all = new float[panels.count() * Panels.WIDTH];
        TileProduct product = TileProduct.create();
        for (int p = 0; p < panels.count(); p++) {
            Arrays.fill(cosines[0], 0);
            product.right(panels.panel(p), panels.dimensions(), Panels.WIDTH);
            product.add(new float[][] {point}, 1, cosines);
            System.arraycopy(cosines[0], 0, all, p * Panels.WIDTH, Panels.WIDTH);
        }
        return all;
    }

    private static float[][] unit(float[][] points) {
        float[][] unit = new float[points.length][];
        for (int i = 0; i < points.length; i++) {
            double norm = 0;
            for (float x : points[i]) {
                norm += (double) x * x;
            }
            float scale = norm > 0 ? (float) (1 / Math.sqrt(norm)) : 0;
            unit[i] = points[i].clone();
            for (int k = 0; k < unit[i].length; k++) {
                unit[i][k] *= scale;
            }
        }
        return unit;
    }
}
