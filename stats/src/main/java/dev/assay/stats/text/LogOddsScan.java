package dev.assay.stats.text;

import dev.assay.stats.permute.Labels;
import dev.assay.stats.permute.Statistic;
import dev.assay.stats.permute.Workers;
import java.util.Arrays;
import java.util.List;

/**
 * Log odds ratios of words with both sides together as the prior, one member a word, two-sided. Each is divided by its root mean square
 * over all labellings, because words come in bursts, which makes a z larger than a standard normal value.
 */
public final class LogOddsScan implements Statistic {

    private static final int TOGETHER = 32;

    private final List<String> names;
    private final int[][] rows;
    private final int[][] counts;
    private final double[] words;
    private final double share;

    private LogOddsScan(List<String> names, int[][] rows, int[][] counts, double[] words, double share) {
        this.names = names;
        this.rows = rows;
        this.counts = counts;
        this.words = words;
        this.share = share;
    }

    /**
     * @param rows by word, the rows that have it; kept, not copied
     * @param counts by word, how often each of those rows has it; kept, not copied
     * @param words by row, how many words it has
     * @param priorShare the weight of the prior as a share of all words, above 0; 0.1 is usual
     */
    public static LogOddsScan of(List<String> names, int[][] rows, int[][] counts, double[] words, double priorShare) {
        if (names.size() != rows.length || rows.length != counts.length || !(priorShare > 0)) {
            throw new IllegalArgumentException(
                    names.size() + " names, rows of " + rows.length + " and counts of " + counts.length
                            + " words, prior " + priorShare + " (expected: one of each a word, and a prior above 0)");
        }
        return new LogOddsScan(List.copyOf(names), rows, counts, words.clone(), priorShare);
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public void evaluate(Labels labels, Workers workers, Sink sink) {
        double[] current = new double[labels.count()];
        double all = 0;
        for (int i = 0; i < words.length; i++) {
            byte[] label = labels.ofRow(i);
            all += words[i];
            for (int b = 0; b < current.length; b++) {
                current[b] += label[b] * words[i];
            }
        }
        double total = all;
        double weight = share * total;
        workers.each((rows.length + TOGETHER - 1) / TOGETHER, group -> {
            for (int w = group * TOGETHER; w < Math.min(rows.length, (group + 1) * TOGETHER); w++) {
                int[] ofCurrent = new int[labels.count()];
                double both = 0;
                for (int k = 0; k < rows[w].length; k++) {
                    add(ofCurrent, labels.ofRow(rows[w][k]), counts[w][k]);
                    both += counts[w][k];
                }
                double a = total == 0 ? 0 : weight * both / total;
                double[] z = new double[labels.count()];
                double squares = 0;
                for (int b = 0; b < z.length; b++) {
                    z[b] = LogOdds.z(both - ofCurrent[b], total - current[b], ofCurrent[b], current[b], a, weight);
                    squares += z[b] * z[b];
                }
                sink.accept(w, z[0], scores(z, Math.sqrt(squares / z.length)));
            }
        });
    }

    private static float[] scores(double[] z, double spread) {
        float[] scores = new float[z.length];
        if (spread > 1e-12) {
            for (int b = 0; b < z.length; b++) {
                scores[b] = (float) Math.abs(z[b] / spread);
            }
        } else {
            Arrays.fill(scores, 0);
        }
        return scores;
    }

    private static void add(int[] to, byte[] label, int times) {
        for (int b = 0; b < to.length; b++) {
            to[b] += times * label[b];
        }
    }
}
