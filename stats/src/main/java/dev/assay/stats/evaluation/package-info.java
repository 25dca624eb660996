/** How good outputs are, told from few human labels and many judgements of a machine, with honest errors. */
@NullMarked
package dev.assay.stats.evaluation;

import org.jspecify.annotations.NullMarked;
