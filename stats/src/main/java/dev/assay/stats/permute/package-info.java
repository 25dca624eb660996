/**
 * One permutation test for everything that is compared at once.
 *
 * <p>A {@link dev.assay.stats.permute.Design} says which rows are current and which may change places; {@link
 * dev.assay.stats.permute.Labels} are the observed labels and the permuted ones; each {@link dev.assay.stats.permute.Statistic}
 * is a function of them; {@link dev.assay.stats.permute.Family families} of statistics share the false-alarm budget; {@link
 * dev.assay.stats.permute.PermutationTest} gives raw and adjusted p-values.
 */
@NullMarked
package dev.assay.stats.permute;

import org.jspecify.annotations.NullMarked;
