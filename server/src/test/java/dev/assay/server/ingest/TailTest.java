package dev.assay.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.ingest.Incoming.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TailTest {

    private static final Duration NOT_AT_ALL = Duration.ZERO;
    private static final long ALL = Long.MAX_VALUE;

    private final Tail tail = new Tail(10);

    @Test
    void takeAfter_givesWhatFollowsWithoutAGap() throws InterruptedException {
        put(2);
        put(3);
        put(5);

        assertThat(positions(tail.takeAfter(1, ALL))).containsExactly(2L, 3L);
        assertThat(tail.takeAfter(3, ALL)).isEmpty();
        assertThat(positions(tail.takeAfter(4, ALL))).containsExactly(5L);
    }

    @Test
    void takeAfter_stopsAtTheBoundButGivesOne() throws InterruptedException {
        put(1);
        put(2);

        assertThat(positions(tail.takeAfter(0, 1))).containsExactly(1L);
    }

    @Test
    void takeAfter_forgetsWhatLiesBefore() throws InterruptedException {
        put(1);
        put(2);

        assertThat(tail.takeAfter(2, ALL)).isEmpty();
        assertThat(tail.takeAfter(0, ALL)).isEmpty();
        assertThat(tail.reserve(10, NOT_AT_ALL))
                .as("room after both are forgotten")
                .isTrue();
    }

    @Test
    void reserve_fullOfWhatIsOnItsWay_hasNoRoom() throws InterruptedException {
        assertThat(tail.reserve(12, NOT_AT_ALL)).as("the one that fills it").isTrue();
        assertThat(tail.reserve(1, NOT_AT_ALL)).isFalse();

        tail.release(12);

        assertThat(tail.reserve(1, NOT_AT_ALL)).isTrue();
    }

    @Test
    void reserve_waitsUntilSomethingIsTaken() throws Exception {
        assertThat(tail.reserve(10, NOT_AT_ALL)).isTrue();
        tail.put(incoming(1, 10));
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return tail.reserve(1, Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        tail.takeAfter(0, ALL);

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void reserve_withoutCapacity_neverWaits() throws InterruptedException {
        assertThat(new Tail(0).reserve(1, Duration.ofDays(1))).isFalse();
    }

    private void put(long position) throws InterruptedException {
        assertThat(tail.reserve(3, NOT_AT_ALL)).isTrue();
        tail.put(incoming(position, 3));
    }

    private static Incoming incoming(long position, long bytes) {
        return new Incoming(position, "default", false, Instant.EPOCH, bytes, new Content.Scores(List.of()));
    }

    private static List<Long> positions(List<Incoming> taken) {
        return taken.stream().map(Incoming::position).toList();
    }
}
