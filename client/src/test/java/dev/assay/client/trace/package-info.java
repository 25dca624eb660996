/** The real clients, traced. */
@NullMarked
package dev.assay.client.trace;

import org.jspecify.annotations.NullMarked;
