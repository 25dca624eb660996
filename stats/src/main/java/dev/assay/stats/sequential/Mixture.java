package dev.assay.stats.sequential;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A mixture of exponential supermartingales of a centred sum s with intrinsic time v: under the null its value stays below 1/alpha for
 * ever with probability 1 - alpha. {@link #logValue} is the logarithm of an e-value, {@link #bound} the sum at which it reaches a level.
 */
public sealed interface Mixture {

    /** The logarithm of the mixture at a sum and its intrinsic time. */
    double logValue(double s, double v);

    /** The least sum at intrinsic time v at which the mixture reaches 1/alpha. */
    default double bound(double v, double alpha) {
        double threshold = Math.log(1 / checkAlpha(alpha));
        return Roots.increasing(s -> logValue(s, v) - threshold, 0, largestSum(v));
    }

    /** A p-value that holds at any time: 1 / value, at most 1. */
    default double p(double s, double v) {
        return Math.min(1, Math.exp(-logValue(s, v)));
    }

    /** Where sums end; infinity where they do not. */
    default double largestSum(double v) {
        return Double.POSITIVE_INFINITY;
    }

    private static double checkAlpha(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha " + alpha + " (expected: above 0 and below 1, as 0.05)");
        }
        return alpha;
    }

    /** The normal mixture's parameter that makes the bound least at an intrinsic time. */
    static double bestRho(double v, double alpha) {
        double log = 2 * Math.log(1 / checkAlpha(alpha));
        return v / (log + Math.log(1 + log));
    }

    /** For sub-Gaussian sums, whose absolute value is large; least at {@code vOptimal}. */
    static Mixture twoSidedNormal(double vOptimal, double alpha) {
        return new TwoSidedNormal(bestRho(vOptimal, alpha));
    }

    /** For sub-Gaussian sums that are large. */
    static Mixture oneSidedNormal(double vOptimal, double alpha) {
        return new OneSidedNormal(bestRho(vOptimal, 2 * alpha));
    }

    /** For sub-exponential sums of scale {@code c}, as from empirical Bernstein. */
    static Mixture gammaExponential(double vOptimal, double alpha, double c) {
        return GammaExponential.of(bestRho(vOptimal, 2 * alpha), c);
    }

    /** For sub-Poisson sums of scale {@code c}. */
    static Mixture gammaPoisson(double vOptimal, double alpha, double c) {
        return GammaPoisson.of(bestRho(vOptimal, 2 * alpha), c);
    }

    /** For sums of bounded steps that fall by at most {@code g} and rise by at most {@code h}; both directions count. */
    static Mixture twoSidedBetaBinomial(double vOptimal, double alpha, double g, double h) {
        return BetaBinomial.of(bestRho(vOptimal, alpha), g, h, 1);
    }

    /** For sums of bounded steps that are large. */
    static Mixture oneSidedBetaBinomial(double vOptimal, double alpha, double g, double h) {
        return BetaBinomial.of(bestRho(vOptimal, 2 * alpha), g, h, h / (g + h));
    }

    /** @param rho the variance of the mixing normal is 1 / rho */
    record TwoSidedNormal(double rho) implements Mixture {

        @Override
        public double logValue(double s, double v) {
            return Math.log(rho / (v + rho)) / 2 + s * s / (2 * (v + rho));
        }

        @Override
        public double bound(double v, double alpha) {
            return Math.sqrt((v + rho) * Math.log((v + rho) / (checkAlpha(alpha) * alpha * rho)));
        }
    }

    /** @param rho the variance of the mixing half normal is 1 / rho */
    record OneSidedNormal(double rho) implements Mixture {

        private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

        @Override
        public double logValue(double s, double v) {
            return Math.log(4 * rho / (v + rho)) / 2
                    + s * s / (2 * (v + rho))
                    + Math.log(NORMAL.cumulativeProbability(s / Math.sqrt(v + rho)));
        }
    }

    /** @param normaliser the logarithm of what the mixing density is multiplied by */
    record GammaExponential(double rho, double c, double normaliser) implements Mixture {

        static GammaExponential of(double rho, double c) {
            double r = rho / (c * c);
            return new GammaExponential(
                    rho, c, r * Math.log(r) - LogGamma.value(r) - Math.log(RegularizedGamma.P.value(r, r)));
        }

        @Override
        public double logValue(double s, double v) {
            double square = c * c;
            double sum = (c * s + v) / square;
            double shape = (v + rho) / square;
            double rate = sum + rho / square;
            return normaliser
                    + LogGamma.value(shape)
                    + Math.log(RegularizedGamma.P.value(shape, rate))
                    - shape * Math.log(rate)
                    + sum;
        }
    }

    /** @param normaliser the logarithm of what the mixing density is multiplied by */
    record GammaPoisson(double rho, double c, double normaliser) implements Mixture {

        static GammaPoisson of(double rho, double c) {
            double r = rho / (c * c);
            return new GammaPoisson(
                    rho, c, r * Math.log(r) - LogGamma.value(r) - Math.log(RegularizedGamma.Q.value(r, r)));
        }

        @Override
        public double logValue(double s, double v) {
            double square = c * c;
            double rate = (v + rho) / square;
            double shape = s / c + rate;
            return normaliser
                    + LogGamma.value(shape)
                    + Math.log(RegularizedGamma.Q.value(shape, rate))
                    - shape * Math.log(rate)
                    + v / square;
        }
    }

    /**
     * @param end of the incomplete beta function that is mixed over: 1 for both directions
     * @param normaliser the logarithm of that function for the mixing density
     */
    record BetaBinomial(double r, double g, double h, double end, double normaliser) implements Mixture {

        static BetaBinomial of(double rho, double g, double h, double end) {
            if (!(g > 0 && h > 0)) {
                throw new IllegalArgumentException("Steps from -" + g + " to " + h + " (expected: both sizes above 0)");
            }
            double r = Math.max(rho - g * h, 1e-3 * g * h);
            return new BetaBinomial(r, g, h, end, logBeta(r / (g * (g + h)), r / (h * (g + h)), end));
        }

        private static double logBeta(double a, double b, double x) {
            double complete = LogBeta.value(a, b);
            return x >= 1 ? complete : complete + Math.log(RegularizedBeta.value(x, a, b));
        }

        @Override
        public double logValue(double s, double v) {
            double width = g + h;
            return v / (g * h) * Math.log(width)
                    - (v / h + s) / width * Math.log(g)
                    - (v / g - s) / width * Math.log(h)
                    + logBeta((r + v - g * s) / (g * width), (r + v + h * s) / (h * width), end)
                    - normaliser;
        }

        @Override
        public double largestSum(double v) {
            return v / g;
        }
    }

    /** Roots of increasing functions. */
    final class Roots {

        private Roots() {}

        /** Where an increasing function passes 0; the upper end where it stays below. */
        static double increasing(DoubleUnaryOperator function, double from, double end) {
            double low = from;
            double high = Math.min(end, from + 1);
            while (high < end && function.applyAsDouble(high) < 0) {
                low = high;
                high = Math.min(end, from + 2 * (high - from));
            }
            for (int i = 0; i < 200 && high - low > 1e-13 * Math.max(1, Math.abs(high)); i++) {
                double middle = (low + high) / 2;
                if (function.applyAsDouble(middle) < 0) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return high;
        }
    }
}
