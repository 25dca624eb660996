package dev.assay.stats.permute;

import java.util.List;

/**
 * What a permutation test showed.
 *
 * @param families in the order given
 * @param pAdjusted the least adjusted p of all: the p-value of "nothing differs"
 */
public record TestResult(List<FamilyResult> families, double pAdjusted, int permutations, long seed) {

    public TestResult {
        families = List.copyOf(families);
    }

    /** The family of that name. */
    public FamilyResult family(String name) {
        return families.stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no family '" + name + "' (expected: one of "
                        + families.stream().map(FamilyResult::name).toList() + ")"));
    }
}
