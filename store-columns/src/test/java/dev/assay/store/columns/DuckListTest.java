package dev.assay.store.columns;

import dev.assay.store.Columns;
import dev.assay.store.ListContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DuckListTest extends ListContract {

    @TempDir
    Path folder;

    @Override
    protected Columns open() {
        return new DuckColumns(folder.resolve("columns.duckdb"), 256);
    }
}
