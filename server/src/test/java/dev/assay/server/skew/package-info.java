@NullMarked
package dev.assay.server.skew;

import org.jspecify.annotations.NullMarked;
