/**
 * What clients write, as canonical records. Each dialect is one file: how its spans are recognised, a table of which
 * attribute becomes which field, and the few functions that a table cannot say.
 */
@NullMarked
package dev.assay.server.ingest.dialect;

import org.jspecify.annotations.NullMarked;
