package dev.assay.stats.permute;

import java.util.Arrays;

/** Scores of a family as shares: under how many of all labellings its largest score is as large. */
final class FamilyScale {

    private final float[] largest; // sorted
    private final double weight;

    private FamilyScale(float[] largest, double weight) {
        this.largest = largest;
        this.weight = weight;
    }

    /** @param weight by which shares are divided */
    static FamilyScale of(Kept kept, double weight) {
        return of(kept.largest(), weight);
    }

    /** @param largest by labelling */
    static FamilyScale of(float[] largest, double weight) {
        float[] sorted = largest.clone();
        Arrays.sort(sorted);
        return new FamilyScale(sorted, weight);
    }

    double share(float score) {
        return unweightedShare(score) / weight;
    }

    double unweightedShare(float score) {
        float threshold = Kept.threshold(score);
        int low = 0;
        int high = largest.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (largest[middle] < threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (double) (largest.length - low) / largest.length;
    }
}
