/** Numbers over counts of words: weights, topics, and which words set two sides apart. */
@NullMarked
package dev.assay.stats.text;

import org.jspecify.annotations.NullMarked;
