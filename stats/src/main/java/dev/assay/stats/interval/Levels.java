package dev.assay.stats.interval;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Quantiles for two-sided levels. */
final class Levels {

    static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Levels() {}

    static double check(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("Level " + level + " (expected: above 0 and below 1, as 0.95)");
        }
        return level;
    }

    /** The z of a two-sided level: 1.96 for 0.95. */
    static double z(double level) {
        return NORMAL.inverseSurvivalProbability((1 - check(level)) / 2);
    }

    /** The t of a two-sided level; below one degree of freedom that of one. */
    static double t(double level, double degrees) {
        return TDistribution.of(Math.max(1, degrees)).inverseSurvivalProbability((1 - check(level)) / 2);
    }
}
