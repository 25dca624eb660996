package dev.assay.store.memory;

import dev.assay.store.Columns;
import dev.assay.store.StatsContract;

class MemoryStatsTest extends StatsContract {

    @Override
    protected Columns open() {
        return new MemoryColumns();
    }
}
