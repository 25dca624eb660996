@NullMarked
package dev.assay.server.ingest.redact;

import org.jspecify.annotations.NullMarked;
