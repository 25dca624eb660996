@NullMarked
package dev.assay.stats.sequential;

import org.jspecify.annotations.NullMarked;
