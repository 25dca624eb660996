package dev.assay.store.columns;

import dev.assay.store.Columns;
import dev.assay.store.FilterContract;
import java.nio.file.Path;

class DuckFilterTest extends FilterContract {

    @Override
    protected Columns open(Path folder) {
        return new DuckColumns(folder.resolve("columns.duckdb"), 256);
    }
}
