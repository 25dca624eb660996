@NullMarked
package dev.assay.store.filter;

import org.jspecify.annotations.NullMarked;
