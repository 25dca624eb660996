/** What an application says to Assay: feedback of its users, and scores. */
@NullMarked
package dev.assay.client;

import org.jspecify.annotations.NullMarked;
