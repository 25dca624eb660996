@NullMarked
package dev.assay.stats.matrix;

import org.jspecify.annotations.NullMarked;
