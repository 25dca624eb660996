/** What can be stored and asked, one small interface a question; the engines are other modules. */
@NullMarked
package dev.assay.store;

import org.jspecify.annotations.NullMarked;
