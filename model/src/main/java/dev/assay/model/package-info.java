/**
 * The nouns of Assay as immutable records.
 *
 * <p>Absent text is the empty string, absent JSON is {@link dev.assay.model.Json#ABSENT}, absent numbers are empty
 * optionals, absent lists are empty; nothing here is ever null.
 */
@NullMarked
package dev.assay.model;

import org.jspecify.annotations.NullMarked;
