package dev.assay.skew;

import java.util.Optional;

/**
 * How two sides are compared.
 *
 * @param alpha the false-alarm budget: the most that the chance of any alarm may be where nothing differs
 * @param tolerance an effect must be larger than this with its whole interval to be an alarm, from 0 to 1
 * @param stratum the metadata field within whose values alone examples may change places
 */
public record Settings(double alpha, double tolerance, int permutations, long seed, Optional<String> stratum) {

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
        if (permutations < 19) {
            throw new IllegalArgumentException(permutations + " permutations (expected: at least 19; 999 is usual)");
        }
    }

    /** The same with another number of permutations and seed. */
    public Settings with(int count, long newSeed) {
        return new Settings(alpha, tolerance, count, newSeed, stratum);
    }
}
