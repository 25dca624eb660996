/** Which tokens may come next: constraints over a tokenizer's vocabulary. */
@NullMarked
package dev.assay.structured.constrain;

import org.jspecify.annotations.NullMarked;
