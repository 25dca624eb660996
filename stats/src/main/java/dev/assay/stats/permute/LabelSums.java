package dev.assay.stats.permute;

import java.util.Arrays;

/** Sums over the current side under every labelling: the product of numbers and labels. */
public final class LabelSums {

    private static final int WIDTH = 256;
    private static final int DEPTH = 64;

    private LabelSums() {}

    /**
     * The sums of some columns.
     *
     * @param totals by column, of each unit
     * @return by column and labelling
     */
    public static double[][] of(double[][] totals, Labels labels) {
        int count = labels.count();
        int units = labels.design().units();
        double[][] sums = new double[totals.length][count];
        double[][] expanded = new double[DEPTH][WIDTH];
        double[] sum = new double[WIDTH];
        for (int from = 0; from < count; from += WIDTH) {
            int width = Math.min(WIDTH, count - from);
            for (int u0 = 0; u0 < units; u0 += DEPTH) {
                int depth = Math.min(DEPTH, units - u0);
                for (int u = 0; u < DEPTH; u++) {
                    if (u < depth) {
                        byte[] label = labels.ofUnit(u0 + u);
                        double[] to = expanded[u];
                        for (int b = 0; b < width; b++) {
                            to[b] = label[from + b];
                        }
                    } else {
                        Arrays.fill(expanded[u], 0);
                    }
                }
                for (int c = 0; c < totals.length; c++) {
                    System.arraycopy(sums[c], from, sum, 0, width);
                    double[] total = totals[c];
                    for (int u = 0; u < depth; u += 4) {
                        add(
                                sum,
                                expanded[u],
                                at(total, u0 + u),
                                expanded[u + 1],
                                at(total, u0 + u + 1),
                                expanded[u + 2],
                                at(total, u0 + u + 2),
                                expanded[u + 3],
                                at(total, u0 + u + 3),
                                width);
                    }
                    System.arraycopy(sum, 0, sums[c], from, width);
                }
            }
        }
        return sums;
    }

    private static double at(double[] values, int i) {
        return i < values.length ? values[i] : 0;
    }

    // One array is written, so that the compiler makes vector instructions of the loop.
    private static void add(
            double[] sum,
            double[] x0,
            double w0,
            double[] x1,
            double w1,
            double[] x2,
            double w2,
            double[] x3,
            double w3,
            int width) {
        for (int b = 0; b < width; b++) {
            sum[b] += w0 * x0[b] + w1 * x1[b] + (w2 * x2[b] + w3 * x3[b]);
        }
    }
}
