package dev.assay.stats.interval;

import dev.assay.stats.permute.Design;
import java.util.Arrays;

/**
 * How often a current value is above a reference value, less how often it is below: Cliff's delta, from -1 to 1; (1 + delta) / 2 is the
 * area under the ROC curve.
 *
 * <p>Error: the placement values of DeLong, DeLong and Clarke-Pearson (1988), summed in blocks (Obuchowski 1997); the interval is made
 * on the scale of Fisher's z, so that it stays within -1 and 1. Strata are not looked at.
 */
public final class Dominance {

    private Dominance() {}

    /** @param values by row; NaN where a row has none */
    public static Interval of(double[] values, Design design, double level) {
        double[][] sides = {side(values, design, false), side(values, design, true)};
        if (sides[0].length == 0 || sides[1].length == 0) {
            throw new IllegalArgumentException("There are " + sides[0].length + " reference and " + sides[1].length
                    + " current values (expected: at least one of each)");
        }
        double[] influence = new double[design.units()];
        boolean[] counts = new boolean[design.units()];
        double delta = 0;
        double[] placements = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                boolean current = design.current(i);
                double[] others = sides[current ? 0 : 1];
                double above = below(others, values[i], true);
                double under = others.length - below(others, values[i], false);
                placements[i] = (current ? above - under : under - above) / others.length;
                delta += current ? placements[i] / sides[1].length : 0;
            }
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                int u = design.unit(i);
                counts[u] = true;
                influence[u] += (placements[i] - delta) / sides[design.current(i) ? 1 : 0].length;
            }
        }
        double[] variance = new double[2];
        double[] blocks = new double[2];
        for (int u = 0; u < influence.length; u++) {
            if (counts[u]) {
                int side = design.currentUnit(u) ? 1 : 0;
                variance[side] += influence[u] * influence[u];
                blocks[side]++;
            }
        }
        double total = 0;
        double below = 0;
        for (int side = 0; side < 2; side++) {
            double v = variance[side] * (blocks[side] > 1 ? blocks[side] / (blocks[side] - 1) : 1);
            total += v;
            below += v * v / Math.max(1, blocks[side] - 1);
        }
        return onFishersScale(delta, total, below, blocks, level);
    }

    private static Interval onFishersScale(double delta, double variance, double below, double[] blocks, double level) {
        // Where the sides do not overlap at all, nothing is left to vary; one block more could have been otherwise.
        double least = 1 - 1 / (2.0 * (Math.min(blocks[0], blocks[1]) + 1));
        double inside = Math.clamp(delta, -least, least);
        double smallest = 1 / (blocks[0] * blocks[1]);
        double v = Math.max(variance, smallest * smallest);
        double t = Levels.t(level, below == 0 ? blocks[0] + blocks[1] - 2 : variance * variance / below);
        double half = t * Math.sqrt(v) / (1 - inside * inside);
        double z = Math.log((1 + inside) / (1 - inside)) / 2;
        double low = Math.min(delta, Math.tanh(z - half));
        double high = Math.max(delta, Math.tanh(z + half));
        return new Interval(delta, low, high);
    }

    private static double[] side(double[] values, Design design, boolean current) {
        double[] side = new double[values.length];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i]) && design.current(i) == current) {
                side[n++] = values[i] + 0.0;
            }
        }
        double[] sorted = Arrays.copyOf(side, n);
        Arrays.sort(sorted);
        return sorted;
    }

    /** How many are below, or with {@code strictly} false not above, a value. */
    private static double below(double[] sorted, double value, boolean strictly) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || (!strictly && sorted[middle] == value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
