/** Questions about what was logged: traces, and numbers over them. */
@NullMarked
package dev.assay.server.look;

import org.jspecify.annotations.NullMarked;
