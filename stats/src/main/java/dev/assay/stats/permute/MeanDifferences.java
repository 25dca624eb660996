package dev.assay.stats.permute;

import java.util.List;

/**
 * The difference of means of each column, current less reference, within strata; two-sided. Flags give differences of shares, ranks
 * the test of Wilcoxon, Mann and Whitney.
 */
public final class MeanDifferences implements Statistic {

    private static final int TOGETHER = 8;

    private final List<Column> columns;

    private MeanDifferences(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** One member a column. */
    public static MeanDifferences of(List<Column> columns) {
        return new MeanDifferences(columns);
    }

    @Override
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    @Override
    public void evaluate(Labels labels, Workers workers, Sink sink) {
        UnitMoments moments = new UnitMoments(labels.design());
        int groups = (columns.size() + TOGETHER - 1) / TOGETHER;
        workers.each(groups, group -> {
            int first = group * TOGETHER;
            int size = Math.min(TOGETHER, columns.size() - first);
            Centred[] centred = new Centred[size];
            double[][] totals = new double[size][];
            for (int c = 0; c < size; c++) {
                centred[c] = Centred.of(columns.get(first + c), labels.design());
                totals[c] = centred[c].unitTotals();
            }
            double[][] sums = LabelSums.of(totals, labels);
            for (int c = 0; c < size; c++) {
                UnitMoments.Spread spread = moments.of(totals[c]);
                double value = centred[c].weight() == 0 ? 0 : sums[c][0] / centred[c].weight();
                sink.accept(first + c, value, scores(sums[c], spread));
            }
        });
    }

    private static float[] scores(double[] sums, UnitMoments.Spread spread) {
        float[] scores = new float[sums.length];
        if (spread.sd() > 0) {
            for (int b = 0; b < sums.length; b++) {
                scores[b] = (float) Math.abs(Scores.normal(sums[b] / spread.sd(), spread.skewness()));
            }
        }
        return scores;
    }
}
