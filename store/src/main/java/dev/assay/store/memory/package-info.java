/** The whole store in memory, for tests and for trying things. */
@NullMarked
package dev.assay.store.memory;

import org.jspecify.annotations.NullMarked;
