/** Tests and measures on points, as embeddings of texts: kernels, neighbours, classifiers. */
@NullMarked
package dev.assay.stats.kernel;

import org.jspecify.annotations.NullMarked;
