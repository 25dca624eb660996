/** What machines say, in columns: DuckDB. */
@NullMarked
package dev.assay.store.columns;

import org.jspecify.annotations.NullMarked;
