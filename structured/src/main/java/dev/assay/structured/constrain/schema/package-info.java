/** Makes a grammar of a JSON Schema: which texts are instances. */
@NullMarked
package dev.assay.structured.constrain.schema;

import org.jspecify.annotations.NullMarked;
