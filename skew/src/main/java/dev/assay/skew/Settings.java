package dev.assay.skew;

import dev.assay.stats.interval.Shares;
import java.util.Optional;

/**
 * How two sides are compared.
 *
 * @param alpha the false-alarm budget: the most that the chance of any alarm may be where nothing differs
 * @param tolerance an effect must be larger than this with its whole interval to be an alarm, from 0 to 1
 * @param stratum the metadata field within whose values alone examples may change places
 */
public record Settings(double alpha, double tolerance, int permutations, long seed, Optional<String> stratum) {

    private static final double UNSURE = 0.01;
    // The one-sided limit at 99 % for five events seen: each of six families has one permutation that is farthest out.
    private static final double FEWEST = 13.11;

    public static final Settings USUAL = new Settings(0.05, 0, 999, 1, Optional.empty());

    public Settings {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException(
                    "A false-alarm budget of " + alpha + " (expected: above 0 and below 1, for example 0.05)");
        }
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException(
                    "A tolerance of " + tolerance + " (expected: from 0 to below 1, for example 0.02 for two points)");
        }
        int least = (int) Math.ceil(FEWEST / alpha);
        if (permutations < least) {
            throw new IllegalArgumentException(permutations + " permutations with a false-alarm budget of " + alpha
                    + " (expected: at least " + least + ", so that an alarm does not hang on which are drawn)");
        }
    }

    /**
     * The largest p-value that is significant: with all permutations there are, instead of those that were drawn, it would be within the
     * budget in 99 of 100 draws. So another seed gives another verdict seldom, and false alarms stay below the budget.
     */
    public double level() {
        int within = 0; // so many of the permutations may be at least as far out
        int beyond = permutations;
        while (beyond - within > 1) {
            int middle = (within + beyond) >>> 1;
            if (Shares.clopperPearson(middle, permutations, 1 - 2 * UNSURE).high() <= alpha) {
                within = middle;
            } else {
                beyond = middle;
            }
        }
        return (1.0 + within) / (1.0 + permutations);
    }

    /** The same with another number of permutations and seed. */
    public Settings with(int count, long newSeed) {
        return new Settings(alpha, tolerance, count, newSeed, stratum);
    }
}
