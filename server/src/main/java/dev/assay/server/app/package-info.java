/** The composition root: command line, configuration, and what the program is made of, in the order of the data flow. */
@NullMarked
package dev.assay.server.app;

import org.jspecify.annotations.NullMarked;
