package dev.assay.files;

import java.io.IOException;
import java.util.Optional;

/** One format, read row by row. */
interface RowSource {

    /** The next row, or nothing at the end. */
    Optional<Row> next() throws IOException;
}
