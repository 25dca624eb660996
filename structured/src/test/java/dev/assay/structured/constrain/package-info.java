@NullMarked
package dev.assay.structured.constrain;

import org.jspecify.annotations.NullMarked;
