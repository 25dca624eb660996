package dev.assay.stats.permute;

import java.util.List;

/**
 * Statistics that together answer one question, as "do the words differ", and share one part of the false-alarm budget however
 * many they are.
 *
 * @param weight the family's part of the budget relative to other families, more than 0; usually 1
 */
public record Family(String name, List<Statistic> statistics, double weight) {

    public Family {
        statistics = List.copyOf(statistics);
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    "The family '" + name + "' has weight " + weight + " (expected: a number above 0)");
        }
    }

    /** A family with the same part of the budget as the others. */
    public static Family of(String name, List<? extends Statistic> statistics) {
        return new Family(name, List.copyOf(statistics), 1);
    }
}
