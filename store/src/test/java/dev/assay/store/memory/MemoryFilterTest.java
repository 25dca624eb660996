package dev.assay.store.memory;

import dev.assay.store.Columns;
import dev.assay.store.FilterContract;
import java.nio.file.Path;

class MemoryFilterTest extends FilterContract {

    @Override
    protected Columns open(Path folder) {
        return new MemoryColumns();
    }
}
