/** How people mistype, made on purpose. */
@NullMarked
package dev.assay.skew.noise;

import org.jspecify.annotations.NullMarked;
