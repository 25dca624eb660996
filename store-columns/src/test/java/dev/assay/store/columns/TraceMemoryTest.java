package dev.assay.store.columns;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static String trace(long number) {
        return "%032x".formatted(number);
    }

    private void add(String project, String trace, long start) {
        TraceMemory.Known known = memory.of(project, trace, start);
        known.add(start);
        memory.remember(project, trace, known);
    }

    /** Beside a map from a trace to the starts of its spans. */
    @Test
    void knowsOfEachTraceWhereItsSpansLie() {
        SplittableRandom random = new SplittableRandom(1);
        Map<String, TreeSet<Long>> starts = new HashMap<>();
        for (int i = 0; i < 40_000; i++) {
            String project = random.nextBoolean() ? "a" : "b";
            String trace = trace(random.nextInt(9_000 / 2));
            long near = random.nextLong(Duration.ofSeconds(40).toNanos());
            long start = random.nextInt(20) == 0 ? random.nextLong(9 * HOUR) : near;
            starts.computeIfAbsent(project + trace, _ -> new TreeSet<>()).add(start);
            add(project, trace, start);
        }
        starts.forEach((key, each) -> {
            TraceMemory.Known known = memory.of(key.substring(0, 1), key.substring(1), -1);
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
        add("p", trace(0), 7);
        TraceMemory.Known root = memory.of("p", trace(0), 7);
        root.rooted();
        memory.remember("p", trace(0), root);
        for (int i = 1; i <= 50_000; i++) {
            add("p", trace(i), i);
            if (i % 5_000 == 0) {
                add("p", trace(0), 8);
            }
        }
        assertThat(memory.of("p", trace(0), 99).head).isEqualTo(Long.MIN_VALUE);
        assertThat(memory.of("p", trace(0), 99).stretch()).isEqualTo(new Reach.Stretch(7, 8));
        assertThat(memory.of("p", trace(41_000), 99).stretch()).isEqualTo(Reach.Stretch.of(41_000));
        assertThat(memory.of("p", trace(1), 99).stretch()).as("forgotten").isEqualTo(Reach.Stretch.of(99));
        assertThat(memory.of("other", trace(41_000), 99).stretch()).isEqualTo(Reach.Stretch.of(99));

        memory.clear();
        assertThat(memory.of("p", trace(0), 99).head).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void ofAWideTraceThatIsReadAgain_everyHourCounts() {
        TraceMemory.Known known = TraceMemory.Known.of(5, new Reach.Stretch(10 * HOUR, 12 * HOUR + 1));
        assertThat(known.hours()).isEqualTo(Set.of(10L, 11L, 12L));
        assertThat(TraceMemory.Known.of(5, Reach.Stretch.of(10 * HOUR)).hours()).isEmpty();
    }
}
