package dev.assay.store.columns;

import dev.assay.store.AskingContract;
import dev.assay.store.Columns;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DuckAskingTest extends AskingContract {

    @TempDir
    Path folder;

    @Override
    protected Columns open() {
        return new DuckColumns(folder.resolve("columns.duckdb"), 256);
    }
}
