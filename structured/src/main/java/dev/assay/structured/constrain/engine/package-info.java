/** Follows a grammar of byte languages over a text, and finds the tokens that may come next. */
@NullMarked
package dev.assay.structured.constrain.engine;

import org.jspecify.annotations.NullMarked;
