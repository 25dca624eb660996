/** What arrived, as it arrived: SQLite files, one a day. */
@NullMarked
package dev.assay.store.journal;

import org.jspecify.annotations.NullMarked;
