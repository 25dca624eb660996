package dev.assay.stats.kernel;

import dev.assay.stats.permute.Labels;
import dev.assay.stats.permute.Scores;
import dev.assay.stats.permute.Statistic;
import dev.assay.stats.permute.Workers;
import java.util.Arrays;
import java.util.List;

/**
 * Whether more current points than reference points lie far from the reference. A point's novelty is its distance to the third nearest
 * reference point of another session; the share of current points beyond the 90th and the 95th percentile of the reference
 * counts, whichever is farther out. One member, one-sided; its value is the share of current beyond the 95th percentile less that of
 * reference.
 */
public final class NoveltyTail implements Statistic {

    private static final int NEAREST = 3;
    private static final int LISTED = 64;
    private static final int TOGETHER = 16;
    private static final double[] TAILS = {0.9, 0.95};

    private final String name;
    private final float[][] points;

    private NoveltyTail(String name, float[][] points) {
        this.name = name;
        this.points = points;
    }

    /** @param points by row, all of the same length; kept, not copied */
    public static NoveltyTail of(String name, float[][] points) {
        return new NoveltyTail(name, points);
    }

    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public void evaluate(Labels labels, Workers workers, Sink sink) {
        int rows = labels.design().rows();
        if (points.length != rows) {
            throw new IllegalArgumentException("'" + name + "' has " + points.length + " points, the design has " + rows
                    + " rows (expected: the same)");
        }
        int[] unit = new int[rows];
        Arrays.setAll(unit, i -> labels.design().unit(i));
        Neighbours neighbours = Neighbours.among(points, unit, LISTED, workers);
        double[][] excess = new double[TAILS.length][labels.count()];
        workers.each((labels.count() + TOGETHER - 1) / TOGETHER, batch -> {
            float[] novelty = new float[rows];
            float[] ofReference = new float[rows];
            int end = Math.min(labels.count(), (batch + 1) * TOGETHER);
            for (int b = batch * TOGETHER; b < end; b++) {
                boolean[] current = labels.labelling(b);
                novelty(neighbours, current, novelty);
                int reference = 0;
                for (int i = 0; i < rows; i++) {
                    if (!current[i]) {
                        ofReference[reference++] = novelty[i];
                    }
                }
                Arrays.sort(ofReference, 0, reference);
                for (int t = 0; t < TAILS.length; t++) {
                    excess[t][b] = excess(novelty, current, ofReference, reference, TAILS[t]);
                }
            }
        });
        double[] largest = new double[labels.count()];
        for (double[] tail : excess) {
            float[] scores = Scores.ofOneSided(tail, 1e-12);
            for (int b = 0; b < largest.length; b++) {
                largest[b] = Math.max(largest[b], scores[b]);
            }
        }
        sink.accept(0, excess[TAILS.length - 1][0], Scores.ofOneSided(largest, 1e-12));
    }

    /** Where the list of neighbours ends first, a point is farther than all that have one. */
    private static void novelty(Neighbours neighbours, boolean[] current, float[] novelty) {
        for (int i = 0; i < novelty.length; i++) {
            int[] near = neighbours.of(i);
            int left = NEAREST;
            int at = 0;
            while (at < near.length && (current[near[at]] || --left > 0)) {
                at++;
            }
            novelty[i] = at < near.length ? neighbours.distances(i)[at] : Float.MAX_VALUE;
        }
    }

    private static double excess(float[] novelty, boolean[] current, float[] sorted, int reference, double tail) {
        if (reference == 0 || reference == current.length) {
            return 0;
        }
        float threshold = sorted[(int) Math.min(reference - 1.0, Math.floor(tail * reference))];
        int beyond = 0;
        int referenceBeyond = 0;
        for (int i = 0; i < novelty.length; i++) {
            if (novelty[i] > threshold) {
                beyond++;
                referenceBeyond += current[i] ? 0 : 1;
            }
        }
        return (double) (beyond - referenceBeyond) / (current.length - reference)
                - (double) referenceBeyond / reference;
    }
}
