@NullMarked
package dev.assay.skew.descriptor;

import org.jspecify.annotations.NullMarked;
