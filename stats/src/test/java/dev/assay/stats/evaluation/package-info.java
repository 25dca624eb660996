@NullMarked
package dev.assay.stats.evaluation;

import org.jspecify.annotations.NullMarked;
