package dev.assay.stats.permute;

import java.util.List;

/**
 * Families that see the same differences in different ways, taken together: Fisher's sum of the logarithms of their p-values, whose own
 * distribution is that of the same permutations, however the families depend on each other. It finds what each of them sees half. A family of one
 * member among the others.
 *
 * @param families by name
 * @param weight as that of a family
 */
public record Together(String name, List<String> families, double weight) {

    public Together {
        families = List.copyOf(families);
    }

    /** @param largest by family and labelling, the largest score */
    static float[] scores(List<float[]> largest) {
        double[] sum = new double[largest.getFirst().length];
        for (float[] family : largest) {
            FamilyScale scale = FamilyScale.of(family, 1);
            for (int b = 0; b < sum.length; b++) {
                sum[b] -= Math.log(scale.share(family[b]));
            }
        }
        return Scores.ofOneSided(sum, 1e-12);
    }
}
