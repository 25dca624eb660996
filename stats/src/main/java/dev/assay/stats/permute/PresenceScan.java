package dev.assay.stats.permute;

import java.util.Arrays;
import java.util.List;

/**
 * In what share of the rows each of many things occurs (words, n-grams, key paths), current less reference; two-sided. Exact counts
 * of rows; what occurs in few rows costs little.
 */
public final class PresenceScan implements Statistic {

    private static final int TOGETHER = 32;

    private final List<String> names;
    private final int[][] rows;

    private PresenceScan(List<String> names, int[][] rows) {
        this.names = names;
        this.rows = rows;
    }

    /**
     * One member a thing.
     *
     * @param rows by name, the rows in which it occurs: ascending, each once; kept, not copied
     */
    public static PresenceScan of(List<String> names, int[][] rows) {
        if (names.size() != rows.length) {
            throw new IllegalArgumentException("There are " + names.size() + " names, but rows of " + rows.length
                    + " (expected: rows of each name)");
        }
        for (int j = 0; j < rows.length; j++) {
            for (int i = 1; i < rows[j].length; i++) {
                if (rows[j][i] <= rows[j][i - 1]) {
                    throw new IllegalArgumentException("The rows of '" + names.get(j) + "' have " + rows[j][i]
                            + " after " + rows[j][i - 1] + " (expected: ascending, each once)");
                }
            }
        }
        return new PresenceScan(List.copyOf(names), rows.clone());
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public void evaluate(Labels labels, Workers workers, Sink sink) {
        boolean[] everyRow = new boolean[labels.design().rows()];
        Arrays.fill(everyRow, true);
        Shares shares = new Shares(labels, new UnitMoments(labels.design()), everyRow, workers);
        int groups = (rows.length + TOGETHER - 1) / TOGETHER;
        workers.each(groups, group -> {
            int[] scratch = new int[labels.design().units()];
            int end = Math.min(rows.length, (group + 1) * TOGETHER);
            for (int j = group * TOGETHER; j < end; j++) {
                Shares.Result result = shares.of(rows[j], scratch);
                float[] scores = new float[labels.count()];
                double sd = result.spread().sd();
                if (sd > 0) {
                    double[] sums = result.sums();
                    for (int b = 0; b < scores.length; b++) {
                        scores[b] = (float) Math.abs(
                                Scores.normal(sums[b] / sd, result.spread().skewness()));
                    }
                }
                sink.accept(j, result.value(), scores);
            }
        });
    }
}
