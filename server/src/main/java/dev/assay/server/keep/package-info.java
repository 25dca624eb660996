/** How long things are kept: deletion, and retention by age and size. */
@NullMarked
package dev.assay.server.keep;

import org.jspecify.annotations.NullMarked;
