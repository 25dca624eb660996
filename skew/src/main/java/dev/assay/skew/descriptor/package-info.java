/** What can be measured of a text without a model: cheap, pure and versioned, each in one place. */
@NullMarked
package dev.assay.skew.descriptor;

import org.jspecify.annotations.NullMarked;
