/** Reads the files in which tokenizers keep their vocabularies. */
@NullMarked
package dev.assay.structured.constrain.vocabulary;

import org.jspecify.annotations.NullMarked;
