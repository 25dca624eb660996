/** Benchmarks: each measures its anchor in the same run and prints a table and one line of JSON. */
@NullMarked
package dev.assay.bench;

import org.jspecify.annotations.NullMarked;
