package dev.assay.stats.evaluation;

import dev.assay.stats.interval.Interval;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A mean from few human labels and many predictions, whose bias is measured on the labelled items (Angelopoulos et al. 2023; PPI++: Angelopoulos,
 * Duchi and Zrnic 2023). Variances are those of populations.
 *
 * @param estimate {@code mean(lambda * unlabelled predictions) + mean(labels - lambda * labelled predictions)}
 * @param lambda how far predictions are trusted: 0 not at all, 1 as the first version of the method does
 */
public record PredictionPowered(double estimate, double standardError, double lambda) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** With the lambda that makes the error least. */
    public static PredictionPowered of(double[] labels, double[] predictions, double[] unlabelled) {
        return of(labels, predictions, unlabelled, bestLambda(labels, predictions, unlabelled));
    }

    /**
     * @param labels of the labelled items
     * @param predictions of the labelled items
     * @param unlabelled predictions of the others
     */
    public static PredictionPowered of(double[] labels, double[] predictions, double[] unlabelled, double lambda) {
        check(labels, predictions, unlabelled);
        double[] rest = new double[labels.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = labels[i] - lambda * predictions[i];
        }
        double estimate = lambda * mean(unlabelled) + mean(rest);
        double variance = lambda * lambda * variance(unlabelled) / unlabelled.length + variance(rest) / rest.length;
        return new PredictionPowered(estimate, Math.sqrt(variance), lambda);
    }

    /** {@code cov(labels, predictions) / ((1 + n/N) var(all predictions))}, kept within 0 and 1; 0 where predictions are all the same. */
    public static double bestLambda(double[] labels, double[] predictions, double[] unlabelled) {
        check(labels, predictions, unlabelled);
        double meanLabel = mean(labels);
        double meanPrediction = mean(predictions);
        double covariance = 0;
        for (int i = 0; i < labels.length; i++) {
            covariance += (labels[i] - meanLabel) * (predictions[i] - meanPrediction) / labels.length;
        }
        int all = predictions.length + unlabelled.length;
        double mean = (meanPrediction * predictions.length + mean(unlabelled) * unlabelled.length) / all;
        double squares = 0;
        for (double f : predictions) {
            squares += (f - mean) * (f - mean);
        }
        for (double f : unlabelled) {
            squares += (f - mean) * (f - mean);
        }
        double pooled = squares / (all - 1);
        if (pooled <= 0) {
            return 0;
        }
        return Math.clamp(covariance / ((1 + (double) labels.length / unlabelled.length) * pooled), 0, 1);
    }

    /**
     * One stratum of a stratified estimate.
     *
     * @param weight its share of all items
     */
    public record Stratum(double weight, PredictionPowered part) {}

    /** The estimate over strata (Fisch et al. 2024): parts weighted by their share. Its lambda is the weighted mean of theirs. */
    public static PredictionPowered stratified(List<Stratum> strata) {
        double estimate = 0;
        double variance = 0;
        double lambda = 0;
        double weights = 0;
        for (Stratum stratum : strata) {
            double error = stratum.weight * stratum.part.standardError;
            estimate += stratum.weight * stratum.part.estimate;
            variance += error * error;
            lambda += stratum.weight * stratum.part.lambda;
            weights += stratum.weight;
        }
        if (Math.abs(weights - 1) > 1e-9) {
            throw new IllegalArgumentException("The weights of the strata add up to " + weights + " (expected: 1)");
        }
        return new PredictionPowered(estimate, Math.sqrt(variance), lambda);
    }

    public Interval interval(double level) {
        double half = NORMAL.inverseSurvivalProbability((1 - level) / 2) * standardError;
        return new Interval(estimate, estimate - half, estimate + half);
    }

    /** Two-sided p-value of a stated truth. */
    public double p(double truth) {
        if (standardError == 0) {
            return estimate == truth ? 1 : 0;
        }
        return 2 * NORMAL.survivalProbability(Math.abs(estimate - truth) / standardError);
    }

    /** As how many labels alone n labels and N more predictions count, when labels and predictions correlate by rho. */
    public static double effectiveLabels(double n, double more, double rho) {
        return n * (n + more) / (n + (1 - rho * rho) * more);
    }

    /**
     * How to spend money on labels and predictions.
     *
     * @param labels items to label
     * @param more items to predict only; 0 where predictions are not worth their price
     */
    public record Plan(double labels, double more, double cost) {}

    /** The cheapest plan that counts as that many labels alone. */
    public static Plan cheapest(double effective, double rho, double labelPrice, double predictionPrice) {
        double ratio = ratio(rho, labelPrice, predictionPrice);
        double labels = effective * (1 + (1 - rho * rho) * ratio) / (1 + ratio);
        double cost = labels * (labelPrice + predictionPrice) + labels * ratio * predictionPrice;
        double alone = effective * labelPrice;
        return ratio > 0 && cost < alone ? new Plan(labels, labels * ratio, cost) : new Plan(effective, 0, alone);
    }

    /** The plan for that much money that counts as the most labels alone. */
    public static Plan most(double budget, double rho, double labelPrice, double predictionPrice) {
        Plan one = cheapest(1, rho, labelPrice, predictionPrice);
        double times = budget / one.cost;
        return new Plan(one.labels * times, one.more * times, budget);
    }

    /** Further items for each labelled one, where that is cheapest. */
    private static double ratio(double rho, double labelPrice, double predictionPrice) {
        double square = rho * rho;
        return Math.max(0, Math.sqrt(square * labelPrice / ((1 - square) * predictionPrice)) - 1);
    }

    private static void check(double[] labels, double[] predictions, double[] unlabelled) {
        if (labels.length == 0 || labels.length != predictions.length || unlabelled.length == 0) {
            throw new IllegalArgumentException(labels.length + " labels, " + predictions.length
                    + " predictions of the same items and " + unlabelled.length
                    + " of others (expected: as many labels as predictions, and at least one of each)");
        }
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double v : values) {
            sum += (v - mean) * (v - mean);
        }
        return sum / values.length;
    }
}
