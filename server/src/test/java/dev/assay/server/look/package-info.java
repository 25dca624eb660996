@NullMarked
package dev.assay.server.look;

import org.jspecify.annotations.NullMarked;
