package dev.assay.store.memory;

import dev.assay.store.Columns;
import dev.assay.store.FilterContract;

class MemoryFilterTest extends FilterContract {

    @Override
    protected Columns open() {
        return new MemoryColumns();
    }
}
