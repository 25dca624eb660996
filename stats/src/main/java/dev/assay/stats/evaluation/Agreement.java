package dev.assay.stats.evaluation;

import java.util.OptionalDouble;

/**
 * How an assertion or a judge agrees with human grades, where pass is the positive class. Each rate is empty where it has nothing to divide
 * by.
 *
 * @param truePass graded good, and passed
 * @param falsePass graded bad, but passed
 * @param trueFail graded bad, and failed
 * @param falseFail graded good, but failed
 */
public record Agreement(int truePass, int falsePass, int trueFail, int falseFail) {

    /** Of the outputs graded bad, the share that failed. */
    public OptionalDouble coverage() {
        return ratio(trueFail, trueFail + falsePass);
    }

    /** Of the outputs graded good, the share that failed. */
    public OptionalDouble falseFailureRate() {
        return ratio(falseFail, truePass + falseFail);
    }

    /** The harmonic mean of coverage and 1 - false failure rate (Shankar et al. 2024). */
    public OptionalDouble alignment() {
        if (coverage().isEmpty() || falseFailureRate().isEmpty()) {
            return OptionalDouble.empty();
        }
        return alignment(coverage().getAsDouble(), falseFailureRate().getAsDouble());
    }

    /** {@code 2 c (1 - f) / (c + 1 - f)}; empty where both are 0. */
    public static OptionalDouble alignment(double coverage, double falseFailureRate) {
        return ratio(2 * coverage * (1 - falseFailureRate), coverage + 1 - falseFailureRate);
    }

    /** The harmonic mean of precision and recall of pass. */
    public OptionalDouble f1() {
        return ratio(2.0 * truePass, 2.0 * truePass + falsePass + falseFail);
    }

    /** Matthews' correlation, from -1 to 1. */
    public OptionalDouble correlation() {
        double product = (truePass + (double) falsePass)
                * (truePass + (double) falseFail)
                * (trueFail + (double) falsePass)
                * (trueFail + (double) falseFail);
        return ratio((double) truePass * trueFail - (double) falsePass * falseFail, Math.sqrt(product));
    }

    /** Cohen's kappa: agreement beyond that of two who grade by chance in these proportions. */
    public OptionalDouble kappa() {
        double tp = truePass;
        double fp = falsePass;
        double tn = trueFail;
        double fn = falseFail;
        return ratio(2 * (tp * tn - fp * fn), (tp + fp) * (fp + tn) + (tp + fn) * (fn + tn));
    }

    private static OptionalDouble ratio(double above, double below) {
        return below == 0 ? OptionalDouble.empty() : OptionalDouble.of(above / below);
    }
}
