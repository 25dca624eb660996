@NullMarked
package dev.assay.server.ingest;

import org.jspecify.annotations.NullMarked;
