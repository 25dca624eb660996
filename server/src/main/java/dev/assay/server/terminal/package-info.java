/** What the command line writes where people read: nothing that came from elsewhere acts there. */
@NullMarked
package dev.assay.server.terminal;

import org.jspecify.annotations.NullMarked;
