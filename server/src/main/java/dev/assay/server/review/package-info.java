/** What people and programs say about outputs. */
@NullMarked
package dev.assay.server.review;

import org.jspecify.annotations.NullMarked;
