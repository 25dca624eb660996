package dev.assay.store.memory;

import dev.assay.store.Journal;
import dev.assay.store.JournalContract;

class MemoryJournalTest extends JournalContract {

    @Override
    protected Journal open() {
        return new MemoryJournal(1 << 20);
    }
}
