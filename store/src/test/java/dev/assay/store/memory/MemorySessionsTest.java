package dev.assay.store.memory;

import dev.assay.store.Columns;
import dev.assay.store.SessionsContract;

class MemorySessionsTest extends SessionsContract {

    @Override
    protected Columns open() {
        return new MemoryColumns();
    }
}
