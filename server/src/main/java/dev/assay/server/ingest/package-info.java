/** What arrives, kept in the journal and projected into the columns. */
@NullMarked
package dev.assay.server.ingest;

import org.jspecify.annotations.NullMarked;
