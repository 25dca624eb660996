package dev.assay.stats.permute;

/**
 * What one member of a statistic showed.
 *
 * @param value what was observed, in the member's own unit; positive where the current side has more
 * @param score how far out that is, on the scale of an absolute standard normal value
 * @param p by its own permutations: (1 + those at least as far out) / (permutations + 1), never 0
 * @param pAdjusted the least level at which the step-down procedure calls it different while the chance of any false call among
 *     everything tested stays at that level
 */
public record MemberResult(String name, double value, double score, double p, double pAdjusted) {}
