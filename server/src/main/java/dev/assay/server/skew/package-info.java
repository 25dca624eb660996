/** Skew on the command line: files in, reports out. */
@NullMarked
package dev.assay.server.skew;

import org.jspecify.annotations.NullMarked;
