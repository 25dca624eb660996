package dev.assay.stats.permute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * In what share of the rows each of many things occurs (words, n-grams, key paths), current less reference; two-sided. Exact counts
 * of rows; what occurs in few rows costs little.
 */
public final class PresenceScan implements Statistic {

    private static final int TOGETHER = 32;
    private static final double SMALL = 1.5;

    private final List<String> names;
    private final int[][] rows;
    private final boolean whole;

    private PresenceScan(List<String> names, int[][] rows, boolean whole) {
        this.names = names;
        this.rows = rows;
        this.whole = whole;
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
        return new PresenceScan(List.copyOf(names), rows.clone(), false);
    }

    /**
     * With one member more, the last: whether they differ as a whole, each a little. It is the sum of their squared scores beyond 1.5, so that the
     * many that are as usual add nothing; one-sided, and its value is its score.
     */
    public PresenceScan withWhole(String name) {
        List<String> all = new ArrayList<>(names);
        all.add(name);
        return new PresenceScan(List.copyOf(all), rows, true);
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
        double[][] beyond = new double[groups][whole ? labels.count() : 0]; // by group, to be summed in order
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
                for (int b = 0; b < beyond[group].length; b++) {
                    double more = Math.max(0, scores[b] - SMALL);
                    beyond[group][b] += more * more;
                }
                sink.accept(j, result.value(), scores);
            }
        });
        if (whole) {
            double[] sum = new double[labels.count()];
            for (double[] one : beyond) {
                for (int b = 0; b < sum.length; b++) {
                    sum[b] += one[b];
                }
            }
            float[] scores = Scores.ofOneSided(sum, 1e-12);
            sink.accept(rows.length, scores[0], scores);
        }
    }
}
