@NullMarked
package dev.assay.stats.permute;

import org.jspecify.annotations.NullMarked;
