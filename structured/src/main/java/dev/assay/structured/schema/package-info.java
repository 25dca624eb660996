/** JSON Schema of Java types, and whether a value obeys it. */
@NullMarked
package dev.assay.structured.schema;

import org.jspecify.annotations.NullMarked;
