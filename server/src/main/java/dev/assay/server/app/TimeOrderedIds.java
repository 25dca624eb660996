package dev.assay.server.app;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/** Version 7 UUIDs (RFC 9562, section 5.7): they sort by the time they were made. */
public final class TimeOrderedIds implements Supplier<String> {

    private final Clock clock;

    /** Made for the first id: it wakes all of the JDK's security, for which a start would wait. */
    private static final class Chance {
        static final SecureRandom RANDOM = new SecureRandom();
    }

    public TimeOrderedIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String get() {
        long high = (clock.millis() << 16) | 0x7000L | (Chance.RANDOM.nextLong() & 0x0fffL);
        long low = (Chance.RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
