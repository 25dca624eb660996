/**
 * An example application to look at: the support assistant of an invented shop, with a scripted model and the faults a
 * real one has. It is sent over the network like anybody's traffic; the server does not know it from any other.
 */
@NullMarked
package dev.assay.server.demo;

import org.jspecify.annotations.NullMarked;
