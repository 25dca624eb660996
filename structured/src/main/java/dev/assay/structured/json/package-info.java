/** What models write, read into JSON: lenient parsing with every repair reported. */
@NullMarked
package dev.assay.structured.json;

import org.jspecify.annotations.NullMarked;
