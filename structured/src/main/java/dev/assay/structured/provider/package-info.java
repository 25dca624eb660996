/** The wire formats of model providers. */
@NullMarked
package dev.assay.structured.provider;

import org.jspecify.annotations.NullMarked;
