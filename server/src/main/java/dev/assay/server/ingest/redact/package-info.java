/** What must not be kept, taken out of requests before anything of them is written. */
@NullMarked
package dev.assay.server.ingest.redact;

import org.jspecify.annotations.NullMarked;
