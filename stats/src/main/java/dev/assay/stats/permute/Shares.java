package dev.assay.stats.permute;

import java.util.Arrays;

/**
 * Counts of rows that have something, on the current side, less what the shares in their strata let expect; exact, because they
 * are counted as integers.
 */
final class Shares {

    private final Labels labels;
    private final Design design;
    private final RowBits bits;
    private final UnitMoments moments;
    private final int[] size; // rows that count, by unit
    private final double[] all; // and by stratum
    private final double[] squares;
    private final double[] cubes;
    private final int[][] currentByStratum; // and by labelling
    private final double[] currentObserved;

    /** @param present whether a row counts at all */
    Shares(Labels labels, UnitMoments moments, boolean[] present, Workers workers) {
        this.labels = labels;
        this.design = labels.design();
        this.bits = labels.bits(workers);
        this.moments = moments;
        int strata = design.strata();
        size = new int[design.units()];
        int[][] rows = new int[strata][];
        int[] filled = new int[strata];
        for (int i = 0; i < present.length; i++) {
            filled[design.stratum(i)] += present[i] ? 1 : 0;
        }
        all = new double[strata];
        for (int s = 0; s < strata; s++) {
            rows[s] = new int[filled[s]];
            all[s] = filled[s];
        }
        Arrays.fill(filled, 0);
        for (int i = 0; i < present.length; i++) {
            if (present[i]) {
                int s = design.stratum(i);
                rows[s][filled[s]++] = i;
                size[design.unit(i)]++;
            }
        }
        squares = new double[strata];
        cubes = new double[strata];
        for (int u = 0; u < size.length; u++) {
            double n = size[u];
            squares[design.stratumOfUnit(u)] += n * n;
            cubes[design.stratumOfUnit(u)] += n * n * n;
        }
        currentByStratum = new int[strata][labels.count()];
        currentObserved = new double[strata];
        for (int s = 0; s < strata; s++) {
            bits.count(RowBits.Rows.of(rows[s], rows[s].length), currentByStratum[s]);
            currentObserved[s] = currentByStratum[s][0];
        }
    }

    /**
     * What some rows show.
     *
     * @param sums by labelling: current rows less expected
     * @param value the difference of shares, current less reference, within strata
     * @param share of all rows that count, pooled
     */
    @SuppressWarnings("ArrayRecordComponent") // only names what belongs together; nobody compares it
    record Result(double[] sums, UnitMoments.Spread spread, double value, double share) {}

    /**
     * @param rows ascending, each once, all of which count
     * @param scratch an array of zeros by unit, which is left so
     */
    Result of(int[] rows, int[] scratch) {
        int strata = all.length;
        double[] p = new double[strata];
        for (int row : rows) {
            p[design.stratum(row)]++;
        }
        double weight = 0;
        double total = 0;
        for (int s = 0; s < strata; s++) {
            if (all[s] > 0) {
                p[s] /= all[s];
                weight += currentObserved[s] * (all[s] - currentObserved[s]) / all[s];
                total += all[s];
            }
        }
        double[] sums = new double[labels.count()];
        int[] counts = new int[labels.count()];
        bits.count(RowBits.Rows.of(rows, rows.length), counts);
        for (int b = 0; b < sums.length; b++) {
            sums[b] = counts[b];
        }
        for (int s = 0; s < strata; s++) {
            if (p[s] > 0) {
                int[] current = currentByStratum[s];
                double share = p[s];
                for (int b = 0; b < sums.length; b++) {
                    sums[b] -= share * current[b];
                }
            }
        }
        return new Result(
                sums,
                spread(rows, p, scratch),
                weight == 0 ? 0 : sums[0] / weight,
                total == 0 ? 0 : rows.length / total);
    }

    private UnitMoments.Spread spread(int[] rows, double[] p, int[] scratch) {
        double[] second = new double[p.length];
        double[] third = new double[p.length];
        for (int s = 0; s < p.length; s++) {
            second[s] = p[s] * p[s] * squares[s];
            third[s] = -p[s] * p[s] * p[s] * cubes[s];
        }
        for (int row : rows) {
            scratch[design.unit(row)]++;
        }
        for (int row : rows) {
            int u = design.unit(row);
            if (scratch[u] > 0) {
                int s = design.stratumOfUnit(u);
                double expected = p[s] * size[u];
                double more = scratch[u] - expected;
                second[s] += more * more - expected * expected;
                third[s] += more * more * more + expected * expected * expected;
                scratch[u] = 0;
            }
        }
        return moments.ofCentred(second, third);
    }
}
