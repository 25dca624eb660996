/** Tests, intervals and sequential statistics as pure functions of numbers. */
@NullMarked
package dev.assay.stats;

import org.jspecify.annotations.NullMarked;
