package dev.assay.store.memory;

import dev.assay.store.Records;
import dev.assay.store.RecordsContract;

class MemoryRecordsTest extends RecordsContract {

    @Override
    protected Records open() {
        return new MemoryRecords();
    }
}
