/** Estimates with intervals, and what could have been found: pure functions. Levels are shares such as 0.95. */
@NullMarked
package dev.assay.stats.interval;

import org.jspecify.annotations.NullMarked;
