package dev.assay.server.demo;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on with conversations while the demo runs: each turn is sent when it has ended, each thumb when it is given. */
final class LiveTraffic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveTraffic.class);
    private static final Duration BETWEEN_CONVERSATIONS = Duration.ofSeconds(6);

    private final DelayQueue<Due> queue = new DelayQueue<>();
    private final Thread thread = Thread.ofPlatform().name("demo-live").daemon().unstarted(this::run);
    private final DemoTraffic traffic;
    private final DemoSender sender;
    private final Clock clock;
    private final Instant began;
    private long conversations;

    /** @param began when the history ended */
    LiveTraffic(DemoTraffic traffic, DemoSender sender, Clock clock, Instant began) {
        this.traffic = traffic;
        this.sender = sender;
        this.clock = clock;
        this.began = began;
    }

    void start() {
        queue.add(new Due(clock, clock.instant(), this::startConversation));
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                attempt(queue.take());
            }
        } catch (InterruptedException e) {
            LOG.debug("the demo's traffic ends");
        }
    }

    private void startConversation() {
        Instant start = clock.instant();
        for (Exchange exchange : traffic.live(conversations++, start, began)) {
            List<Exchange> one = List.of(exchange);
            queue.add(new Due(clock, exchange.end(), () -> sender.sendSpans(one)));
            exchange.thumb().ifPresent(thumb -> queue.add(new Due(clock, thumb.time(), () -> sender.sendThumbs(one))));
        }
        queue.add(new Due(clock, start.plus(BETWEEN_CONVERSATIONS), this::startConversation));
    }

    /** One that fails is reported and left out; the next ones are worth trying. */
    private static void attempt(Due due) throws InterruptedException {
        try {
            due.action().run();
        } catch (IOException e) {
            LOG.warn("the demo could not send: {}", e.toString());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private interface Action {
        void run() throws InterruptedException, IOException;
    }

    /** What is to be done at a time. */
    private record Due(Clock clock, Instant time, Action action) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(clock.instant(), time));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
