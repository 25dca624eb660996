/** Typed answers over clients that an application has already. Each class needs its client's library, and no other. */
@NullMarked
package dev.assay.structured.adapter;

import org.jspecify.annotations.NullMarked;
