@NullMarked
package dev.assay.skew.noise;

import org.jspecify.annotations.NullMarked;
