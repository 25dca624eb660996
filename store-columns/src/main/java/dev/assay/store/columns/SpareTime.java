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

    private long looked = System.nanoTime() - AGAIN.toNanos();
    private boolean busy;

    /** Not made before something waits: a start has no time for it. */
    private static final class Machine {
        static final OperatingSystemMXBean SYSTEM = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    /** Where it cannot be told, there is. */
    boolean is() {
        long now = System.nanoTime();
        if (now - looked >= AGAIN.toNanos()) {
            looked = now;
            busy = Machine.SYSTEM.getCpuLoad() > BUSY;
        }
        return !busy;
    }
}
