@NullMarked
package dev.assay.server.demo;

import org.jspecify.annotations.NullMarked;
