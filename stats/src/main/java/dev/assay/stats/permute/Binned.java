package dev.assay.stats.permute;

import java.util.Arrays;
import java.util.List;

/**
 * Whether rows fall differently into bins: categories, or the whole shape of a distribution. One member, one-sided: large where the
 * sides differ in whatever way.
 */
public final class Binned implements Statistic {

    private final String name;
    private final int[] bin;
    private final int bins;
    private final boolean ordered;

    private Binned(String name, int[] bin, int bins, boolean ordered) {
        this.name = name;
        this.bin = bin;
        this.bins = bins;
        this.ordered = ordered;
    }

    /**
     * The statistic of Pearson's chi-square over categories, standardised within strata; its value is the total variation between the
     * sides, from 0 to 1.
     *
     * @param category by row, from 0; -1 where a row has none
     */
    public static Binned categories(String name, int[] category) {
        int most = -1;
        for (int c : category) {
            if (c < -1) {
                throw new IllegalArgumentException(
                        "'" + name + "' has category " + c + " (expected: from 0, or -1 for none)");
            }
            most = Math.max(most, c);
        }
        return new Binned(name, category.clone(), most + 1, false);
    }

    /**
     * The statistic of Anderson and Darling over the pooled quantiles: squared standardised differences of the distribution
     * functions, summed, so that tails count as much as the middle. Its value is the largest difference of the
     * distribution functions (that of Kolmogorov and Smirnov) over these quantiles.
     *
     * @param values by row; NaN where a row has none
     * @param cuts how many quantiles, at least 1; 15 lose little
     */
    public static Binned shape(String name, double[] values, int cuts) {
        if (cuts < 1) {
            throw new IllegalArgumentException(cuts + " cuts (expected: at least 1)");
        }
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        double[] bounds = new double[cuts];
        int used = 0;
        for (int k = 1; k <= cuts && sorted.length > 0; k++) {
            double bound = sorted[(int) Math.min(sorted.length - 1L, (long) sorted.length * k / (cuts + 1))];
            if (bound < sorted[sorted.length - 1] && (used == 0 || bound > bounds[used - 1])) {
                bounds[used++] = bound;
            }
        }
        double[] kept = Arrays.copyOf(bounds, used);
        int[] bin = new int[values.length];
        for (int i = 0; i < bin.length; i++) {
            bin[i] = Double.isNaN(values[i]) ? -1 : Ranks.firstAtLeast(kept, values[i]);
        }
        return new Binned(name, bin, used + 1, true);
    }

    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public void evaluate(Labels labels, Workers workers, Sink sink) {
        Design design = labels.design();
        if (bin.length != design.rows()) {
            throw new IllegalArgumentException("'" + name + "' has " + bin.length + " rows, the design has "
                    + design.rows() + " (expected: the same)");
        }
        UnitMoments moments = new UnitMoments(design);
        boolean[] present = new boolean[bin.length];
        int[] size = new int[bins];
        for (int i = 0; i < bin.length; i++) {
            present[i] = bin[i] >= 0;
            if (present[i]) {
                size[bin[i]]++;
            }
        }
        Shares shares = new Shares(labels, moments, present, workers);
        int sets = ordered ? bins - 1 : bins;
        double[] total = new double[labels.count()];
        double[] values = new double[sets];
        int[] scratch = new int[design.units()];
        for (int k = 0; k < sets; k++) {
            int[] rows = rowsOf(k);
            Shares.Result result = shares.of(rows, scratch);
            values[k] = result.value();
            double sd = result.spread().sd();
            if (sd > 0) {
                double weight = ordered ? 1 : 1 - result.share();
                double[] sums = result.sums();
                for (int b = 0; b < total.length; b++) {
                    double z = sums[b] / sd;
                    total[b] += weight * z * z;
                }
            }
        }
        double value = 0;
        for (double v : values) {
            value = ordered ? Math.max(value, Math.abs(v)) : value + Math.abs(v) / 2;
        }
        sink.accept(0, value, Scores.ofOneSided(total, 1e-12));
    }

    private int[] rowsOf(int k) {
        int[] rows = new int[bin.length];
        int count = 0;
        for (int i = 0; i < bin.length; i++) {
            if (ordered ? bin[i] >= 0 && bin[i] <= k : bin[i] == k) {
                rows[count++] = i;
            }
        }
        return Arrays.copyOf(rows, count);
    }
}
