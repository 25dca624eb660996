package dev.assay.server.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing down. Some failures are free; each one more doubles the time until the next attempt counts, up to a minute,
 * so that nobody is locked out for long by somebody who tries their name.
 */
final class Throttle {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);
    private static final int MOST = 10_000;

    private record Failures(int count, Instant last) {}

    private final int free;
    private final Clock clock;

    /** The oldest goes where there are too many, so that it cannot be filled up. */
    private final Map<String, Failures> failures = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST;
        }
    };

    /** @param free how many failures cost nothing */
    Throttle(int free, Clock clock) {
        this.free = free;
        this.clock = clock;
    }

    /**
     * Begins an attempt, which counts as failed until {@link #succeeded}: many at once must not get more than their share.
     *
     * @return how long to wait before the next; zero where this one may go on
     */
    synchronized Duration attempt(String who) {
        Instant now = clock.instant();
        Failures before = failures.remove(who);
        if (before == null || before.last().plus(FORGOTTEN).isBefore(now)) {
            failures.put(who, new Failures(1, now));
            return Duration.ZERO;
        }
        Duration wait = Duration.between(now, before.last().plus(pause(before.count())));
        if (wait.isPositive()) {
            failures.put(who, before);
            return wait;
        }
        failures.put(who, new Failures(before.count() + 1, now));
        return Duration.ZERO;
    }

    private Duration pause(int count) {
        if (count < free) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(count - free, 6));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    /** An attempt was no guess. */
    synchronized void takeBack(String who) {
        failures.computeIfPresent(who, (_, old) -> old.count() <= 1 ? null : new Failures(old.count() - 1, old.last()));
    }

    synchronized void succeeded(String who) {
        failures.remove(who);
    }
}
