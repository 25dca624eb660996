package dev.assay.stats.kernel;

import dev.assay.stats.interval.Dominance;
import dev.assay.stats.interval.Interval;
import dev.assay.stats.matrix.Cholesky;
import dev.assay.stats.matrix.Covariance;
import dev.assay.stats.matrix.TileProduct;
import dev.assay.stats.permute.Design;
import dev.assay.stats.permute.Labels;
import dev.assay.stats.permute.Scores;
import dev.assay.stats.permute.Seeds;
import dev.assay.stats.permute.Statistic;
import dev.assay.stats.permute.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Whether a classifier can tell the sides apart on rows that it has not seen: ridge regression of the labels on the points, in five
 * folds of whole units. What is factored does not depend on labels, so the classifier is trained anew under every
 * permutation, and pooling folds needs no correction. The statistic is the correlation of labels and predictions, both centred in
 * their fold. One member, one-sided; its value is 2 AUC - 1 of the observed predictions.
 */
public final class LinearClassifier implements Statistic {

    private static final int FOLDS = 5;
    private static final int HEIGHT = 128;
    private static final int LABELS = 256;

    private final String name;
    private final float[][] points;
    private final long seed;
    private final double ridge;

    private LinearClassifier(String name, float[][] points, long seed, double ridge) {
        this.name = name;
        this.points = points;
        this.seed = seed;
        this.ridge = ridge;
    }

    /**
     * A classifier with a penalty of the mean eigenvalue of the points' covariance.
     *
     * @param points by row, all of the same length; kept, not copied
     * @param seed of the folds
     */
    public static LinearClassifier of(String name, float[][] points, long seed) {
        return new LinearClassifier(name, points, seed, 1);
    }

    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public void evaluate(Labels labels, Workers workers, Sink sink) {
        Predictions all = predict(labels, workers);
        double value = Dominance.of(all.observed, labels.design(), 0.95).estimate();
        sink.accept(0, value, Scores.ofOneSided(all.correlations(), 1e-9));
    }

    /**
     * What a classifier that has not seen the row says of it, larger for what looks current: to rank texts by.
     *
     * @param design the observed one; labels are not permuted
     */
    public double[] scores(Design design, Workers workers) {
        return predict(Labels.draw(design, 1, seed, workers), workers).observed;
    }

    /** 2 AUC - 1 of those predictions, with an interval that treats them as given. */
    public Interval separation(Design design, double level, Workers workers) {
        return Dominance.of(scores(design, workers), design, level);
    }

    private Predictions predict(Labels labels, Workers workers) {
        Design design = labels.design();
        if (points.length != design.rows()) {
            throw new IllegalArgumentException("'" + name + "' has " + points.length + " points, the design has "
                    + design.rows() + " rows (expected: the same)");
        }
        if (design.units() < 2 * FOLDS) {
            throw new IllegalArgumentException("'" + name + "' has " + design.units() + " units, which is too few for "
                    + FOLDS + " folds (expected: at least " + 2 * FOLDS + ")");
        }
        int[][] folds = folds(design);
        float[][] centred = centred();
        Predictions predictions = new Predictions(labels);
        for (int[] fold : folds) {
            boolean[] out = new boolean[points.length];
            for (int i : fold) {
                out[i] = true;
            }
            float[][] weights = train(centred, out, labels, workers);
            predictions.add(centred, fold, weights, workers);
        }
        return predictions;
    }

    private int[][] folds(Design design) {
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, 0x666f6c6473L));
        int[] order = new int[design.units()];
        Arrays.setAll(order, i -> i);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        int[] foldOfUnit = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            foldOfUnit[order[i]] = i % FOLDS;
        }
        int[][] folds = new int[FOLDS][];
        for (int f = 0; f < FOLDS; f++) {
            int fold = f;
            folds[f] = IntStream.range(0, design.rows())
                    .filter(i -> foldOfUnit[design.unit(i)] == fold)
                    .toArray();
        }
        return folds;
    }

    private float[][] centred() {
        int dimensions = points[0].length;
        double[] mean = new double[dimensions];
        for (float[] point : points) {
            for (int k = 0; k < dimensions; k++) {
                mean[k] += point[k] / points.length;
            }
        }
        float[][] centred = new float[points.length][dimensions];
        for (int i = 0; i < points.length; i++) {
            for (int k = 0; k < dimensions; k++) {
                centred[i][k] = (float) (points[i][k] - mean[k]);
            }
        }
        return centred;
    }

    /** Weights by coordinate and labelling. */
    private float[][] train(float[][] centred, boolean[] out, Labels labels, Workers workers) {
        int dimensions = centred[0].length;
        float[][] rows = new float[centred.length][];
        byte[][] rowLabels = new byte[centred.length][];
        int n = 0;
        for (int i = 0; i < centred.length; i++) {
            if (!out[i]) {
                rowLabels[n] = labels.ofRow(i);
                rows[n++] = centred[i];
            }
        }
        float[][] trained = Arrays.copyOf(rows, n);
        double[][] products = Covariance.products(trained, dimensions, workers);
        double trace = 0;
        for (int k = 0; k < dimensions; k++) {
            trace += products[k][k];
        }
        for (int k = 0; k < dimensions; k++) {
            products[k][k] += ridge * trace / dimensions + 1e-9;
        }
        Cholesky factor = Cholesky.of(products);
        float[][] weights = new float[dimensions][labels.count()];
        workers.each((labels.count() + LABELS - 1) / LABELS, chunk -> {
            int from = chunk * LABELS;
            int count = Math.min(LABELS, labels.count() - from);
            double[][] right = right(trained, rowLabels, from, count);
            factor.solve(right);
            for (int k = 0; k < dimensions; k++) {
                for (int b = 0; b < count; b++) {
                    weights[k][from + b] = (float) right[k][b];
                }
            }
        });
        return weights;
    }

    /** Points times labels less their mean. */
    private static double[][] right(float[][] trained, byte[][] rowLabels, int from, int count) {
        int dimensions = trained[0].length;
        double[] mean = new double[count];
        for (int i = 0; i < trained.length; i++) {
            for (int b = 0; b < count; b++) {
                mean[b] += rowLabels[i][from + b];
            }
        }
        for (int b = 0; b < count; b++) {
            mean[b] /= trained.length;
        }
        double[][] sums = new double[dimensions][count];
        float[][] turned = new float[dimensions][HEIGHT];
        float[][] labels = new float[HEIGHT][LABELS];
        float[][] product = new float[dimensions][LABELS];
        TileProduct multiply = TileProduct.create();
        for (int first = 0; first < trained.length; first += HEIGHT) {
            int height = Math.min(HEIGHT, trained.length - first);
            for (int i = 0; i < height; i++) {
                float[] point = trained[first + i];
                for (int k = 0; k < dimensions; k++) {
                    turned[k][i] = point[k];
                }
                byte[] label = rowLabels[first + i];
                for (int b = 0; b < count; b++) {
                    labels[i][b] = (float) (label[from + b] - mean[b]);
                }
            }
            for (float[] row : product) {
                Arrays.fill(row, 0);
            }
            multiply.right(labels, height, LABELS);
            multiply.add(turned, dimensions, product);
            for (int k = 0; k < dimensions; k++) {
                for (int b = 0; b < count; b++) {
                    sums[k][b] += product[k][b];
                }
            }
        }
        return sums;
    }

    /** Sums over folds of what the correlation is made of, and the observed predictions. */
    private static final class Predictions {

        private final Labels labels;
        private final double[] covariance;
        private final double[] predictionSquares;
        private final double[] labelSquares;
        private final double[] observed;

        Predictions(Labels labels) {
            this.labels = labels;
            covariance = new double[labels.count()];
            predictionSquares = new double[labels.count()];
            labelSquares = new double[labels.count()];
            observed = new double[labels.design().rows()];
        }

        void add(float[][] centred, int[] fold, float[][] weights, Workers workers) {
            int dimensions = weights.length;
            workers.each((labels.count() + LABELS - 1) / LABELS, chunk -> {
                int from = chunk * LABELS;
                int count = Math.min(LABELS, labels.count() - from);
                float[][] right = new float[dimensions][LABELS];
                for (int k = 0; k < dimensions; k++) {
                    System.arraycopy(weights[k], from, right[k], 0, count);
                }
                double[][] sums = new double[4][LABELS]; // p, a, p p, p a
                float[][] rows = new float[HEIGHT][];
                float[][] predictions = new float[HEIGHT][LABELS];
                TileProduct product = TileProduct.create();
                product.right(right, dimensions, LABELS);
                for (int first = 0; first < fold.length; first += HEIGHT) {
                    int height = Math.min(HEIGHT, fold.length - first);
                    for (int i = 0; i < height; i++) {
                        rows[i] = centred[fold[first + i]];
                        Arrays.fill(predictions[i], 0);
                    }
                    product.add(rows, height, predictions);
                    for (int i = 0; i < height; i++) {
                        int row = fold[first + i];
                        sum(sums, predictions[i], labels.ofRow(row), from, count);
                        if (from == 0) {
                            observed[row] = predictions[i][0];
                        }
                    }
                }
                double n = fold.length;
                for (int b = 0; b < count; b++) {
                    double p = sums[0][b];
                    double a = sums[1][b];
                    covariance[from + b] += sums[3][b] - p * a / n;
                    predictionSquares[from + b] += sums[2][b] - p * p / n;
                    labelSquares[from + b] += a - a * a / n;
                }
            });
            double mean =
                    Arrays.stream(fold).mapToDouble(i -> observed[i]).average().orElse(0);
            for (int i : fold) {
                observed[i] -= mean;
            }
        }

        private static void sum(double[][] sums, float[] predictions, byte[] label, int from, int count) {
            for (int b = 0; b < count; b++) {
                double p = predictions[b];
                int a = label[from + b];
                sums[0][b] += p;
                sums[1][b] += a;
                sums[2][b] += p * p;
                sums[3][b] += p * a;
            }
        }

        double[] correlations() {
            double[] correlations = new double[covariance.length];
            for (int b = 0; b < correlations.length; b++) {
                double scale = Math.sqrt(Math.max(0, predictionSquares[b] * labelSquares[b]));
                correlations[b] = scale > 1e-12 ? covariance[b] / scale : 0;
            }
            return correlations;
        }
    }
}
