package dev.assay.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** What the example applications send. The same seed and times give the same traffic, byte by byte. */
public final class DemoTraffic {

    private static final int CONVERSATIONS = 660;
    private static final int DIGESTS = 64;
    private static final Duration DAY = Duration.ofHours(24);

    private final long seed;
    private final Grammar grammar = new Grammar("shop.txt", "support.txt", "languages.txt");

    public DemoTraffic(long seed) {
        this.seed = seed;
    }

    /** What was sent in the 24 hours before now, by the time it ended. */
    public List<Exchange> history(Instant now) {
        Timeline timeline = Timeline.endingAt(now);
        List<Exchange> exchanges = new ArrayList<>();
        SplittableRandom times = random(-1);
        for (int i = 0; i < CONVERSATIONS; i++) {
            exchanges.addAll(conversation(i, someTime(now, times), timeline));
        }
        for (int i = 0; i < DIGESTS; i++) {
            exchanges.add(digest(i, now.minus(DAY).plus(DAY.multipliedBy(i).dividedBy(DIGESTS))));
        }
        exchanges.removeIf(exchange -> exchange.end().isAfter(now));
        exchanges.sort(Comparator.comparing(Exchange::end).thenComparing(Exchange::traceId));
        return exchanges;
    }

    /**
     * The turns of a conversation that starts after the history has ended.
     *
     * @param number tells it from the others that come after the history, from 0 on
     * @param began when the history ended
     */
    public List<Exchange> live(long number, Instant start, Instant began) {
        return conversation(CONVERSATIONS + number, start, Timeline.endingAt(began));
    }

    private List<Exchange> conversation(long number, Instant start, Timeline timeline) {
        SplittableRandom random = random(number);
        Case facts = Case.of(grammar, number, start, timeline, random);
        return new Conversation(grammar, facts, timeline, random).play(start);
    }

    private Exchange digest(long number, Instant start) {
        return new ReviewDigest(grammar, start, random(-2 - number)).play();
    }

    /** Many write in the day and the evening, few at night. */
    private static Instant someTime(Instant now, SplittableRandom random) {
        while (true) {
            Instant time = now.minusMillis(random.nextLong(DAY.toMillis()));
            double hour = time.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 3600.0;
            if (random.nextDouble() < 0.3 + 0.7 * Math.pow(Math.sin(Math.PI * (hour - 3) / 24), 2)) {
                return time;
            }
        }
    }

    /** Every conversation has dice of its own, so that one does not depend on those before it. */
    private SplittableRandom random(long number) {
        return new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L).split();
    }
}
