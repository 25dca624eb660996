package dev.assay.store.memory;

import dev.assay.store.Columns;
import dev.assay.store.ListContract;

class MemoryListTest extends ListContract {

    @Override
    protected Columns open() {
        return new MemoryColumns();
    }
}
