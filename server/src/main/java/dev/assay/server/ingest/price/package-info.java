/** What calls cost, by a published table with its history and by prices of one's own. */
@NullMarked
package dev.assay.server.ingest.price;

import org.jspecify.annotations.NullMarked;
