/** Rows of files sent to a server as any other client would send them: as spans and scores over HTTP. */
@NullMarked
package dev.assay.server.ingest.imports;

import org.jspecify.annotations.NullMarked;
