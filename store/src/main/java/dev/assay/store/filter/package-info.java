/** The filter language: what is asked of traces and spans, as text, as a tree, and held against a span in memory. */
@NullMarked
package dev.assay.store.filter;

import org.jspecify.annotations.NullMarked;
