/**
 * Tests, intervals and sequential statistics as pure functions of numbers.
 *
 * <p>{@link dev.assay.stats.permute.PermutationTest} compares two sides by any number of statistics at once. Everything that is
 * random takes a seed, and the result for a seed is the same whatever the number of threads.
 */
@NullMarked
package dev.assay.stats;

import org.jspecify.annotations.NullMarked;
