package dev.assay.store.columns;

import org.duckdb.MemoryEvents;

/**
 * Loads the engine, which the first connection does otherwise. It has no logger, since whoever asks for one first sets logging up: others
 * that wait for that would be given stand-ins meanwhile, and SLF4J would tell of each call to them where a command has one sentence to say.
 */
public final class Engine {

    private Engine() {}

    /** May be called by any thread, at any time. */
    public static void load() {
        MemoryEvents.spare();
        try {
            Class.forName("org.duckdb.DuckDBNative");
            Class.forName("org.duckdb.DuckDBDriver");
        } catch (ClassNotFoundException | LinkageError _) {
            // the first connection meets it again, and says so
        }
    }

    /** Makes what the first connection waits for beside the engine. */
    public static void loadStatements() {
        KeptStatements.load();
    }
}
