package dev.assay.store.columns;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Whether the machine's cores have time for what can wait. For one thread. */
final class SpareTime {

    /** Of all cores; whoever sends as fast as can be takes all. */
    private static final double BUSY = 0.85;

    /** What is found holds for so long: of less time the load says little. */
    static final Duration AGAIN = Duration.ofMillis(250);

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long looked = System.nanoTime() - AGAIN.toNanos();
    private boolean busy;

    /** Where it cannot be told, there is. */
    boolean is() {
        long now = System.nanoTime();
        if (now - looked >= AGAIN.toNanos()) {
            looked = now;
            busy = system.getCpuLoad() > BUSY;
        }
        return !busy;
    }
}
