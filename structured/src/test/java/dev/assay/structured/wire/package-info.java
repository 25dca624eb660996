/** A server that speaks the providers' formats, and what is asked of it. */
@NullMarked
package dev.assay.structured.wire;

import org.jspecify.annotations.NullMarked;
