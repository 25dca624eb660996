/** OTLP requests, read and taken apart. */
@NullMarked
package dev.assay.server.ingest.otlp;

import org.jspecify.annotations.NullMarked;
