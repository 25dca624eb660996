package org.duckdb;

import java.lang.reflect.Field;

/**
 * What the engine's memory is used for, which the driver registers with Flight Recorder before its first connection. That wakes all of
 * Flight Recorder, recording or not, and whoever opens the columns waits for it.
 */
public final class MemoryEvents {

    private MemoryEvents() {}

    /**
     * Keeps the driver from registering them: it takes them for registered. To be called before the driver is loaded.
     *
     * @return whether it does; a driver of another version may register them in another way
     */
    public static boolean spare() {
        try {
            Field registered = Class.forName("org.duckdb.DuckDBMemoryMonitor").getDeclaredField("initialized");
            registered.setAccessible(true);
            registered.setBoolean(null, true);
            return true;
        } catch (ReflectiveOperationException | RuntimeException _) {
            return false;
        }
    }
}
