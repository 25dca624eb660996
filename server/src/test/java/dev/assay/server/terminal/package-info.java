@NullMarked
package dev.assay.server.terminal;

import org.jspecify.annotations.NullMarked;
