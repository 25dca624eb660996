package dev.assay.stats.sequential;

/** The boundary by polynomial stitching: it grows with the square root of v log log v, the least that is possible. */
public final class Stitching {

    private final double least;
    private final double c;
    private final double power;
    private final double eta;
    private final double zeta;

    private Stitching(double least, double c, double power, double eta) {
        this.least = least;
        this.c = c;
        this.power = power;
        this.eta = eta;
        this.zeta = zeta(power);
    }

    /**
     * @param least the intrinsic time from which the bound is meant, above 0
     * @param c the scale of sub-gamma sums; 0 for sub-Gaussian ones; may be negative
     * @param power above 1; 1.4 is usual
     * @param eta the ratio of epochs, above 1; 2 is usual
     */
    public static Stitching of(double least, double c, double power, double eta) {
        if (!(least > 0 && power > 1 && eta > 1)) {
            throw new IllegalArgumentException(
                    "least " + least + ", power " + power + ", eta " + eta + " (expected: above 0, above 1, above 1)");
        }
        return new Stitching(least, c, power, eta);
    }

    /** The sum that is passed at any intrinsic time with probability at most alpha. */
    public double bound(double v, double alpha) {
        double time = Math.max(v, least);
        double log = power * Math.log(Math.log(eta * time / least))
                + Math.log(zeta / (alpha * Math.pow(Math.log(eta), power)));
        double k1 = (Math.pow(eta, 0.25) + Math.pow(eta, -0.25)) / Math.sqrt(2);
        double k2 = (Math.sqrt(eta) + 1) / 2;
        double linear = k2 * c * log;
        return Math.sqrt(k1 * k1 * time * log + linear * linear) + linear;
    }

    /** Riemann's zeta above 1: a sum, and Euler and Maclaurin's rest. */
    private static double zeta(double s) {
        int n = 30;
        double sum = 0;
        for (int k = 1; k < n; k++) {
            sum += Math.pow(k, -s);
        }
        double term = Math.pow(n, -s);
        sum += n * term / (s - 1) + term / 2 + s * term / (12 * n);
        return sum - s * (s + 1) * (s + 2) * term / (720.0 * n * n * n);
    }
}
