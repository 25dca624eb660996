@NullMarked
package dev.assay.server.ingest.price;

import org.jspecify.annotations.NullMarked;
