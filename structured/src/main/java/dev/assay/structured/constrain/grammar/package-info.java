/** Grammars in the notations of Lark and of llama.cpp. */
@NullMarked
package dev.assay.structured.constrain.grammar;

import org.jspecify.annotations.NullMarked;
