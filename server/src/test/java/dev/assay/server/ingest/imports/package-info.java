@NullMarked
package dev.assay.server.ingest.imports;

import org.jspecify.annotations.NullMarked;
