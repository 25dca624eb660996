@NullMarked
package dev.assay.server.structured;

import org.jspecify.annotations.NullMarked;
