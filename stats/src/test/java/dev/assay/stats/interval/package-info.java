@NullMarked
package dev.assay.stats.interval;

import org.jspecify.annotations.NullMarked;
