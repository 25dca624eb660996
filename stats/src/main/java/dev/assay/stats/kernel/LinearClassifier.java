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
        Sums[] sums = new Sums[FOLDS];
        for (int f = 0; f < FOLDS; f++) {
            sums[f] = Sums.of(centred, folds[f], labels, workers);
        }
        Sums all = Sums.total(sums, workers);
        for (int f = 0; f < FOLDS; f++) {
            predictions.add(centred, folds[f], train(all, sums[f], labels, workers), workers);
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

    /** Weights by coordinate and labelling, from all rows but those of a fold. */
    private float[][] train(Sums all, Sums fold, Labels labels, Workers workers) {
        int dimensions = all.points.length;
        double[][] products = new double[dimensions][dimensions];
        double trace = 0;
        for (int k = 0; k < dimensions; k++) {
            for (int l = 0; l < dimensions; l++) {
                products[k][l] = all.products[k][l] - fold.products[k][l];
            }
            trace += products[k][k];
        }
        for (int k = 0; k < dimensions; k++) {
            products[k][k] += ridge * trace / dimensions + 1e-9;
        }
        Cholesky factor = Cholesky.of(products);
        double rows = all.rows - fold.rows;
        float[][] weights = new float[dimensions][labels.count()];
        workers.each((labels.count() + LABELS - 1) / LABELS, chunk -> {
            int from = chunk * LABELS;
            int count = Math.min(LABELS, labels.count() - from);
            double[][] right = new double[dimensions][count];
            for (int k = 0; k < dimensions; k++) {
                double point = all.points[k] - fold.points[k];
                for (int b = 0; b < count; b++) {
                    double mean = (all.current[from + b] - fold.current[from + b]) / rows;
                    right[k][b] = all.labelled[k][from + b] - fold.labelled[k][from + b] - mean * point;
                }
            }
            factor.solve(right);
            for (int k = 0; k < dimensions; k++) {
                for (int b = 0; b < count; b++) {
                    weights[k][from + b] = (float) right[k][b];
                }
            }
        });
        return weights;
    }

    /**
     * Sums over some rows, so that what is trained without a fold is what all rows say less what the fold says.
     *
     * @param products of coordinates with coordinates
     * @param points by coordinate
     * @param labelled of coordinates over the current rows, by labelling
     * @param current how many rows are current, by labelling
     */
    @SuppressWarnings("ArrayRecordComponent") // only names what belongs together; nobody compares it
    private record Sums(double rows, double[][] products, double[] points, double[][] labelled, double[] current) {

        static Sums of(float[][] centred, int[] rows, Labels labels, Workers workers) {
            int dimensions = centred[0].length;
            float[][] taken = new float[rows.length][];
            Arrays.setAll(taken, i -> centred[rows[i]]);
            double[] points = new double[dimensions];
            for (float[] point : taken) {
                for (int k = 0; k < dimensions; k++) {
                    points[k] += point[k];
                }
            }
            double[][] labelled = new double[dimensions][labels.count()];
            double[] current = new double[labels.count()];
            workers.each((labels.count() + LABELS - 1) / LABELS, chunk -> {
                int from = chunk * LABELS;
                sumLabelled(taken, rows, labels, from, Math.min(LABELS, labels.count() - from), labelled, current);
            });
            return new Sums(rows.length, Covariance.products(taken, dimensions, workers), points, labelled, current);
        }

        private static void sumLabelled(
                float[][] taken,
                int[] rows,
                Labels labels,
                int from,
                int count,
                double[][] labelled,
                double[] current) {
            int dimensions = labelled.length;
            float[][] turned = new float[dimensions][HEIGHT];
            float[][] tile = new float[HEIGHT][LABELS];
            float[][] product = new float[dimensions][LABELS];
            TileProduct multiply = TileProduct.create();
            for (int first = 0; first < taken.length; first += HEIGHT) {
                int height = Math.min(HEIGHT, taken.length - first);
                for (int i = 0; i < height; i++) {
                    float[] point = taken[first + i];
                    for (int k = 0; k < dimensions; k++) {
                        turned[k][i] = point[k];
                    }
                    byte[] label = labels.ofRow(rows[first + i]);
                    for (int b = 0; b < count; b++) {
                        tile[i][b] = label[from + b];
                        current[from + b] += label[from + b];
                    }
                }
                for (float[] row : product) {
                    Arrays.fill(row, 0);
                }
                multiply.right(tile, height, LABELS);
                multiply.add(turned, dimensions, product);
                for (int k = 0; k < dimensions; k++) {
                    for (int b = 0; b < count; b++) {
                        labelled[k][from + b] += product[k][b];
                    }
                }
            }
        }

        static Sums total(Sums[] parts, Workers workers) {
            int dimensions = parts[0].points.length;
            int labellings = parts[0].current.length;
            double rows = 0;
            double[] points = new double[dimensions];
            double[] current = new double[labellings];
            for (Sums part : parts) {
                rows += part.rows;
                add(points, part.points);
                add(current, part.current);
            }
            double[][] products = new double[dimensions][dimensions];
            double[][] labelled = new double[dimensions][labellings];
            workers.each(dimensions, k -> {
                for (Sums part : parts) {
                    add(products[k], part.products[k]);
                    add(labelled[k], part.labelled[k]);
                }
            });
            return new Sums(rows, products, points, labelled, current);
        }

        private static void add(double[] sum, double[] values) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += values[i];
            }
        }
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
