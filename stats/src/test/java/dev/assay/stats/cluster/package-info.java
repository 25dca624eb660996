@NullMarked
package dev.assay.stats.cluster;

import org.jspecify.annotations.NullMarked;
