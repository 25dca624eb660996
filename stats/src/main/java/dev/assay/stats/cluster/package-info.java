/** Groups of points, a picture of them, and which of them to add to a holdout. */
@NullMarked
package dev.assay.stats.cluster;

import org.jspecify.annotations.NullMarked;
