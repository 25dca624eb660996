/** What people edit: SQLite. */
@NullMarked
package dev.assay.store.records;

import org.jspecify.annotations.NullMarked;
