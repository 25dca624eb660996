@NullMarked
package dev.assay.files;

import org.jspecify.annotations.NullMarked;
