/** Tests of who may do what. */
@NullMarked
package dev.assay.server.access;

import org.jspecify.annotations.NullMarked;
