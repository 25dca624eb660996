/** Constraints, held to every token, to the official suite, and to a model that guesses. */
@NullMarked
package dev.assay.structured.constrain;

import org.jspecify.annotations.NullMarked;
