/** The whole program, as people and other programs meet it. */
@NullMarked
package dev.assay.e2e;

import org.jspecify.annotations.NullMarked;
