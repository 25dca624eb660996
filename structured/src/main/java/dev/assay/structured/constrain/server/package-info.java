/** Writes constraints the way servers take them. */
@NullMarked
package dev.assay.structured.constrain.server;

import org.jspecify.annotations.NullMarked;
