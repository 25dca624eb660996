package dev.assay.server.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often each route is asked, how long it takes, and how it ends. */
final class HttpMetrics {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10)
    };

    private record Key(Route.Method method, String route, int status) {}

    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    HttpMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param nanos from the request's arrival to the end of its answer */
    void answered(Route route, int status, long nanos) {
        timers.computeIfAbsent(new Key(route.method(), route.path(), status), this::timer)
                .record(Duration.ofNanos(nanos));
    }

    /** The path of the route, never the one that was asked for: anybody could make those up without end. */
    private Timer timer(Key key) {
        return Timer.builder("assay.http.requests")
                .description("Answered requests by route")
                .tag("method", key.method().name())
                .tag("route", key.route())
                .tag("status", Integer.toString(key.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
