package dev.assay.stats.kernel;

import dev.assay.stats.matrix.Panels;
import dev.assay.stats.matrix.TileProduct;
import dev.assay.stats.permute.LabelSums;
import dev.assay.stats.permute.Labels;
import dev.assay.stats.permute.Workers;
import java.util.Arrays;

/**
 * Sums of Gaussian kernels within and between the sides, under every labelling, for three bandwidths at once: each kernel is the fourth
 * power of the next wider one, so that one exponential serves all. Only pairs i &lt; j are made.
 */
final class KernelSums {

    /** Twice the median distance, the median distance, and half of it. */
    static final int BANDWIDTHS = 3;

    private static final int MEDIAN = 1;
    private static final int HEIGHT = 128;
    private static final int WIDTH = Panels.WIDTH;
    private static final int LABELS = 256;
    // Fixed, and each group is summed in order: the sums do not depend on the number of threads.
    private static final int GROUPS = 32;

    private final Labels labels;
    private final int[] row;
    private final double[][] within; // by bandwidth and labelling: over ordered pairs of current rows
    private final double[][] touching; // over ordered pairs whose first row is current
    private final double[] total; // over all ordered pairs
    private final double[] shift; // what was taken from each kernel to keep digits

    private KernelSums(
            Labels labels, int[] row, double[][] within, double[][] touching, double[] total, double[] shift) {
        this.labels = labels;
        this.row = row;
        this.within = within;
        this.touching = touching;
        this.total = total;
        this.shift = shift;
    }

    /** @param row by point, the row that it is of */
    static KernelSums of(float[][] points, int[] row, double medianDistance, Labels labels, Workers workers) {
        double widest = 1 / (8 * medianDistance * medianDistance); // exp(-d^2 / (2 (2 median)^2))
        double[] shift = new double[BANDWIDTHS];
        double middle = Math.exp(-medianDistance * medianDistance * widest);
        for (int k = 0; k < BANDWIDTHS; k++) {
            shift[k] = middle;
            middle *= middle * middle * middle;
        }
        Panels panels = Panels.of(points);
        float[] norms = new float[panels.count() * WIDTH];
        for (int i = 0; i < points.length; i++) {
            double norm = 0;
            for (float x : points[i]) {
                norm += (double) x * x;
            }
            norms[i] = (float) norm;
        }
        int tiles = (points.length + HEIGHT - 1) / HEIGHT;
        Group[] groups = new Group[Math.min(GROUPS, Math.max(1, tiles))];
        workers.each(groups.length, g -> {
            Group group = new Group(points, row, panels, norms, widest, shift, labels);
            for (int tile = g; tile < tiles; tile += groups.length) {
                group.rows(tile * HEIGHT);
            }
            group.forgetTiles();
            groups[g] = group;
        });
        return gather(labels, row, groups, shift, workers);
    }

    private static KernelSums gather(Labels labels, int[] row, Group[] groups, double[] shift, Workers workers) {
        int rows = row.length;
        double[][] within = new double[BANDWIDTHS][labels.count()];
        double[][] unitSums = new double[BANDWIDTHS][labels.design().units()];
        double[] total = new double[BANDWIDTHS];
        workers.each(BANDWIDTHS, k -> {
            double[] rowSums = new double[rows];
            for (Group group : groups) {
                for (int b = 0; b < within[k].length; b++) {
                    within[k][b] += 2 * group.within[k][b];
                }
                for (int i = 0; i < rows; i++) {
                    rowSums[i] += group.rowSums[k][i];
                }
            }
            for (int i = 0; i < rows; i++) {
                unitSums[k][labels.design().unit(row[i])] += rowSums[i];
                total[k] += rowSums[i];
            }
        });
        return new KernelSums(labels, row, within, LabelSums.of(unitSums, labels), total, shift);
    }

    /** The unbiased estimate for each labelling; 0 where a side has fewer than two rows. */
    double[] squaredDiscrepancy(int bandwidth) {
        int rows = row.length;
        double[] squared = new double[labels.count()];
        for (int b = 0; b < squared.length; b++) {
            double current = currentRows(b);
            double reference = rows - current;
            double inCurrent = within[bandwidth][b];
            double between = touching[bandwidth][b] - inCurrent;
            double inReference = total[bandwidth] - touching[bandwidth][b] - between;
            if (current >= 2 && reference >= 2) {
                squared[b] = inCurrent / (current * (current - 1))
                        + inReference / (reference * (reference - 1))
                        - 2 * between / (current * reference);
            }
        }
        return squared;
    }

    /** The observed squared discrepancy at the median distance, divided by the mean kernel within the sides. */
    double relativeDiscrepancy() {
        double current = currentRows(0);
        double reference = row.length - current;
        if (current < 2 || reference < 2) {
            return 0;
        }
        double inCurrent = within[MEDIAN][0] / (current * (current - 1)) + shift[MEDIAN];
        double inReference =
                (total[MEDIAN] - 2 * touching[MEDIAN][0] + within[MEDIAN][0]) / (reference * (reference - 1))
                        + shift[MEDIAN];
        double scale = inCurrent + inReference;
        return scale <= 0 ? 0 : squaredDiscrepancy(MEDIAN)[0] / scale;
    }

    private double currentRows(int labelling) {
        double count = 0;
        for (int i : row) {
            count += labels.ofRow(i)[labelling];
        }
        return count;
    }

    /** The tiles that one task makes, and its sums. */
    private static final class Group {

        private final float[][] points;
        private final int[] row;
        private final Panels panels;
        private final float[] norms;
        private final float widest;
        private final double[] shift;
        private final Labels labels;
        private final double[][] within;
        private final double[][] rowSums;
        private float[][][] kernels;
        private float[][] labelTile;
        private float[][][] rowLabels;
        private final float[] ofTile = new float[LABELS];
        private float[][] sums;
        private final float[][] rows = new float[HEIGHT][];
        private final TileProduct product = TileProduct.create();

        Group(float[][] points, int[] row, Panels panels, float[] norms, double widest, double[] shift, Labels labels) {
            this.points = points;
            this.row = row;
            this.panels = panels;
            this.norms = norms;
            this.widest = (float) widest;
            this.shift = shift;
            this.labels = labels;
            within = new double[BANDWIDTHS][labels.count()];
            rowSums = new double[BANDWIDTHS][points.length];
            kernels = new float[BANDWIDTHS][HEIGHT][WIDTH];
            labelTile = new float[WIDTH][LABELS];
            rowLabels = new float[(labels.count() + LABELS - 1) / LABELS][HEIGHT][LABELS];
            sums = new float[HEIGHT][LABELS];
        }

        void forgetTiles() {
            kernels = new float[0][][];
            labelTile = new float[0][];
            rowLabels = new float[0][][];
            sums = new float[0][];
        }

        void rows(int first) {
            int height = Math.min(HEIGHT, points.length - first);
            System.arraycopy(points, first, rows, 0, height);
            for (int i = 0; i < height; i++) {
                byte[] label = labels.ofRow(row[first + i]);
                for (int from = 0; from < label.length; from += LABELS) {
                    expand(label, from, Math.min(LABELS, label.length - from), rowLabels[from / LABELS][i]);
                }
            }
            for (int p = first / WIDTH; p < panels.count(); p++) {
                int column = p * WIDTH;
                int width = Math.min(WIDTH, points.length - column);
                kernels(first, height, p, width);
                for (int k = 0; k < BANDWIDTHS; k++) {
                    addRowSums(rowSums[k], kernels[k], first, height, column, width);
                }
                for (int from = 0; from < labels.count(); from += LABELS) {
                    labelSums(height, column, width, from);
                }
            }
        }

        private void kernels(int first, int height, int p, int width) {
            float[][] widestKernel = kernels[0];
            for (int i = 0; i < height; i++) {
                Arrays.fill(widestKernel[i], 0);
            }
            product.right(panels.panel(p), panels.dimensions(), WIDTH);
            product.add(rows, height, widestKernel);
            int column = p * WIDTH;
            for (int i = 0; i < height; i++) {
                int own = first + i;
                exponentials(widestKernel[i], norms[own], column);
                for (int k = 1; k < BANDWIDTHS; k++) {
                    fourthPower(kernels[k - 1][i], kernels[k][i]);
                }
                int begin = Math.clamp((long) own + 1 - column, 0, width);
                for (int k = 0; k < BANDWIDTHS; k++) {
                    subtract(kernels[k][i], (float) shift[k]);
                    Arrays.fill(kernels[k][i], 0, begin, 0);
                    Arrays.fill(kernels[k][i], width, WIDTH, 0);
                }
            }
        }

        private void exponentials(float[] dots, float norm, int column) {
            for (int j = 0; j < WIDTH; j++) {
                float squared = Math.max(0, norm + norms[column + j] - 2 * dots[j]);
                dots[j] = (float) Math.exp(-squared * widest);
            }
        }

        private void labelSums(int height, int column, int width, int from) {
            int count = Math.min(LABELS, labels.count() - from);
            for (int j = 0; j < WIDTH; j++) {
                if (j < width) {
                    expand(labels.ofRow(row[column + j]), from, count, labelTile[j]);
                }
            }
            product.right(labelTile, width, LABELS);
            for (int k = 0; k < BANDWIDTHS; k++) {
                for (int i = 0; i < height; i++) {
                    Arrays.fill(sums[i], 0);
                }
                product.add(kernels[k], height, sums);
                Arrays.fill(ofTile, 0);
                for (int i = 0; i < height; i++) {
                    addWhere(rowLabels[from / LABELS][i], sums[i], ofTile);
                }
                double[] to = within[k];
                for (int b = 0; b < count; b++) {
                    to[from + b] += ofTile[b];
                }
            }
        }

        // In single precision and into one array, so that it becomes vector instructions; a tile's sums are small.
        private static void addWhere(float[] label, float[] sum, float[] to) {
            for (int b = 0; b < to.length; b++) {
                to[b] += label[b] * sum[b];
            }
        }

        private static void expand(byte[] labels, int from, int count, float[] to) {
            for (int b = 0; b < count; b++) {
                to[b] = labels[from + b];
            }
        }

        private static void fourthPower(float[] from, float[] to) {
            for (int j = 0; j < from.length; j++) {
                float square = from[j] * from[j];
                to[j] = square * square;
            }
        }

        private static void subtract(float[] values, float shift) {
            for (int j = 0; j < values.length; j++) {
                values[j] -= shift;
            }
        }

        private static void addRowSums(
                double[] rowSums, float[][] kernel, int first, int height, int column, int width) {
            for (int i = 0; i < height; i++) {
                float[] row = kernel[i];
                double sum = 0;
                for (int j = 0; j < width; j++) {
                    sum += row[j];
                    rowSums[column + j] += row[j];
                }
                rowSums[first + i] += sum;
            }
        }
    }
}
