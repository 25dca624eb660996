/** Files of logged calls, row by row, and how their columns map to what was asked and answered. */
@NullMarked
package dev.assay.files;

import org.jspecify.annotations.NullMarked;
