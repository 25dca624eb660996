@NullMarked
package dev.assay.skew;

import org.jspecify.annotations.NullMarked;
