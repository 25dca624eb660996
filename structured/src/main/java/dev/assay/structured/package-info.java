/** Ask any model for a type: the entry points. */
@NullMarked
package dev.assay.structured;

import org.jspecify.annotations.NullMarked;
