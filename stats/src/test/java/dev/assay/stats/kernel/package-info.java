@NullMarked
package dev.assay.stats.kernel;

import org.jspecify.annotations.NullMarked;
