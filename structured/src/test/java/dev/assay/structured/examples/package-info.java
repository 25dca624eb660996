/** The examples of the README. */
@NullMarked
package dev.assay.structured.examples;

import org.jspecify.annotations.NullMarked;
