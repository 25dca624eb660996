/** Texts as points: a sentence encoder in process, one behind an endpoint, or counts of words. */
@NullMarked
package dev.assay.skew.encode;

import org.jspecify.annotations.NullMarked;
