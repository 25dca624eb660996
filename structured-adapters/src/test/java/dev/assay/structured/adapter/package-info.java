/** Real clients against a server that speaks the providers' formats. */
@NullMarked
package dev.assay.structured.adapter;

import org.jspecify.annotations.NullMarked;
