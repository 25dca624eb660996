/** Commands around structured output: nothing of the server, no data folder. */
@NullMarked
package dev.assay.server.structured;

import org.jspecify.annotations.NullMarked;
