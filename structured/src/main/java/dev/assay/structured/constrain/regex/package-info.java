/** Regular languages over bytes: the terminals of a constraint. Built by derivatives, so that intersection and complement cost nothing extra. */
@NullMarked
package dev.assay.structured.constrain.regex;

import org.jspecify.annotations.NullMarked;
