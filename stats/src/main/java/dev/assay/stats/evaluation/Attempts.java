package dev.assay.stats.evaluation;

/** What several attempts at a task would do, estimated without bias from n attempts of which c succeeded. */
public final class Attempts {

    private Attempts() {}

    /** The chance that at least one of k attempts succeeds: {@code 1 - C(n-c, k) / C(n, k)} (Chen et al. 2021). */
    public static double any(int n, int c, int k) {
        check(n, c, k);
        double none = 1;
        for (int i = 0; i < k; i++) {
            none *= Math.max(0, n - c - i) / (double) (n - i);
        }
        return 1 - none;
    }

    /** The chance that all of k attempts succeed: {@code C(c, k) / C(n, k)} (Yao et al. 2024). */
    public static double all(int n, int c, int k) {
        check(n, c, k);
        double all = 1;
        for (int i = 0; i < k; i++) {
            all *= Math.max(0, c - i) / (double) (n - i);
        }
        return all;
    }

    private static void check(int n, int c, int k) {
        if (k < 1 || n < k || c < 0 || c > n) {
            throw new IllegalArgumentException(c + " of " + n + " attempts succeeded, asked for " + k
                    + " (expected: at least 1, at most as many as were made)");
        }
    }
}
