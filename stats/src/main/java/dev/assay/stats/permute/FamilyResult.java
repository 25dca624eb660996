package dev.assay.stats.permute;

import java.util.List;

/**
 * What a family showed.
 *
 * @param p of the family's largest score against its permutations, never 0
 * @param pAdjusted the least adjusted p of its members: over everything tested
 * @param members in the order of the family's statistics
 */
public record FamilyResult(String name, double p, double pAdjusted, List<MemberResult> members) {

    public FamilyResult {
        members = List.copyOf(members);
    }
}
