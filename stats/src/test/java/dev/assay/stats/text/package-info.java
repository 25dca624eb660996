@NullMarked
package dev.assay.stats.text;

import org.jspecify.annotations.NullMarked;
