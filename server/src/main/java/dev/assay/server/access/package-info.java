/** Who may do what: accounts and log-ins of people, keys of programs, and the projects that both are about. */
@NullMarked
package dev.assay.server.access;

import org.jspecify.annotations.NullMarked;
