package dev.assay.store.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.store.IdHash;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TraceMemoryTest {

    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final TraceMemory memory = new TraceMemory(10_000);

    private static long trace(String project, long number) {
        return IdHash.ofTrace(project, 0, number);
    }

    private void add(long trace, long start) {
        TraceMemory.Known known = memory.of(trace, start);
        known.add(start);
        memory.remember(trace, known);
    }

    /** Beside a map from a trace to the starts of its spans. */
    @Test
    void knowsOfEachTraceWhereItsSpansLie() {
        SplittableRandom random = new SplittableRandom(1);
        Map<Long, TreeSet<Long>> starts = new HashMap<>();
        for (int i = 0; i < 40_000; i++) {
            long trace = trace(random.nextBoolean() ? "a" : "b", random.nextInt(9_000 / 2));
            long near = random.nextLong(Duration.ofSeconds(40).toNanos());
            long start = random.nextInt(20) == 0 ? random.nextLong(9 * HOUR) : near;
            starts.computeIfAbsent(trace, _ -> new TreeSet<>()).add(start);
            add(trace, start);
        }
        starts.forEach((trace, each) -> {
            TraceMemory.Known known = memory.of(trace, -1);
            assertThat(known.stretch()).isEqualTo(new Reach.Stretch(each.first(), each.last()));
            if (known.isWide()) {
                assertThat(known.hours())
                        .containsExactlyInAnyOrderElementsOf(
                                each.stream().map(Reach::hour).collect(Collectors.toSet()));
            } else {
                assertThat(known.hours()).isEmpty();
            }
        });
    }

    @Test
    void forgetsWhatIsOldest_butNotWhatIsUsed() {
        add(trace("p", 0), 7);
        TraceMemory.Known root = memory.of(trace("p", 0), 7);
        root.rooted();
        memory.remember(trace("p", 0), root);
        for (int i = 1; i <= 50_000; i++) {
            add(trace("p", i), i);
            if (i % 5_000 == 0) {
                add(trace("p", 0), 8);
            }
        }
        assertThat(memory.of(trace("p", 0), 99).head).isEqualTo(Long.MIN_VALUE);
        assertThat(memory.of(trace("p", 0), 99).stretch()).isEqualTo(new Reach.Stretch(7, 8));
        assertThat(memory.of(trace("p", 41_000), 99).stretch()).isEqualTo(Reach.Stretch.of(41_000));
        assertThat(memory.of(trace("p", 1), 99).stretch()).as("forgotten").isEqualTo(Reach.Stretch.of(99));
        assertThat(memory.of(trace("other", 41_000), 99).stretch()).isEqualTo(Reach.Stretch.of(99));

        memory.clear();
        assertThat(memory.of(trace("p", 0), 99).head).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void ofAWideTraceThatIsReadAgain_everyHourCounts() {
        TraceMemory.Known known = TraceMemory.Known.of(5, new Reach.Stretch(10 * HOUR, 12 * HOUR + 1));
        assertThat(known.hours()).isEqualTo(Set.of(10L, 11L, 12L));
        assertThat(TraceMemory.Known.of(5, Reach.Stretch.of(10 * HOUR)).hours()).isEmpty();
    }
}
