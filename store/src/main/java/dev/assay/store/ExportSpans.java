package dev.assay.store;

import java.nio.file.Path;

/** The spans that pass a filter, as a Parquet file. */
public interface ExportSpans {

    /**
     * Writes the file, over one that is there.
     *
     * @param filter all of it is asked of the one span
     * @return how many rows it has
     */
    long write(TraceFilter filter, Path file);
}
