@NullMarked
package dev.assay.store.memory;

import org.jspecify.annotations.NullMarked;
