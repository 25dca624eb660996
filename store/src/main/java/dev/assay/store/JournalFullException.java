package dev.assay.store;

/** More bytes wait to be written than the journal may hold in memory. Nothing was kept; the sender should retry. */
public final class JournalFullException extends StoreException {

    private static final long serialVersionUID = 1;

    public JournalFullException(long waitingBytes, long capacityBytes) {
        super("the journal has " + waitingBytes + " bytes waiting (expected: at most " + capacityBytes
                + "); send it again in a moment");
    }
}
