@NullMarked
package dev.assay.server.app;

import org.jspecify.annotations.NullMarked;
