@NullMarked
package dev.assay.skew.encode;

import org.jspecify.annotations.NullMarked;
