/** How two bodies of text differ: the engine. */
@NullMarked
package dev.assay.skew;

import org.jspecify.annotations.NullMarked;
