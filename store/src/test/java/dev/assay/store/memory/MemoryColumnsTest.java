package dev.assay.store.memory;

import dev.assay.store.Columns;
import dev.assay.store.ColumnsContract;

class MemoryColumnsTest extends ColumnsContract {

    @Override
    protected Columns open() {
        return new MemoryColumns();
    }
}
