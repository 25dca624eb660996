/** Messages as JSON text and back. */
@NullMarked
package dev.assay.store.json;

import org.jspecify.annotations.NullMarked;
