package dev.assay.store.memory;

import dev.assay.store.AskingContract;
import dev.assay.store.Columns;

class MemoryAskingTest extends AskingContract {

    @Override
    protected Columns open() {
        return new MemoryColumns();
    }
}
