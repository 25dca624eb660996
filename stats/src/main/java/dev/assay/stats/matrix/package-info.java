/** Products of matrices in tiles that stay in the processor's caches. */
@NullMarked
package dev.assay.stats.matrix;

import org.jspecify.annotations.NullMarked;
