package dev.assay.stats.permute;

/**
 * A column as what each unit adds to the sum over the current side: values less the mean of their stratum, so that the sum is 0 in
 * expectation when there is no difference, whatever the sizes of blocks.
 *
 * @param unitTotals by unit
 * @param weight what the observed sum is divided by to be a difference of means: with strata, their differences weighted by
 *     reference * current / all rows (Cochran, Mantel and Haenszel); 0 where no stratum has values on both sides
 */
@SuppressWarnings("ArrayRecordComponent") // only names what belongs together; nobody compares it
record Centred(double[] unitTotals, double weight) {

    static Centred of(Column column, Design design) {
        if (column.rows() != design.rows()) {
            throw new IllegalArgumentException("Column '" + column.name() + "' has " + column.rows()
                    + " rows, the design has " + design.rows() + " (expected: the same)");
        }
        int strata = design.strata();
        double[] sum = new double[strata];
        double[] present = new double[strata];
        double[] current = new double[strata];
        for (int i = 0; i < design.rows(); i++) {
            double v = column.value(i);
            if (!Double.isNaN(v)) {
                int s = design.stratum(i);
                sum[s] += v;
                present[s]++;
                current[s] += design.current(i) ? 1 : 0;
            }
        }
        double weight = 0;
        for (int s = 0; s < strata; s++) {
            weight += present[s] == 0 ? 0 : current[s] * (present[s] - current[s]) / present[s];
        }
        double[] totals = new double[design.units()];
        for (int i = 0; i < design.rows(); i++) {
            double v = column.value(i);
            if (!Double.isNaN(v)) {
                int s = design.stratum(i);
                totals[design.unit(i)] += v - sum[s] / present[s];
            }
        }
        return new Centred(totals, weight);
    }
}
