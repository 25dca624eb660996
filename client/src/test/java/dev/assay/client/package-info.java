/** What an application says, to a scripted server. */
@NullMarked
package dev.assay.client;

import org.jspecify.annotations.NullMarked;
