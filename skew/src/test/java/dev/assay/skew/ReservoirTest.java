package dev.assay.skew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReservoirTest {

    private static List<Integer> sample(int of, int most, long seed) {
        Reservoir<Integer> reservoir = new Reservoir<>(most, Long.MAX_VALUE, seed);
        for (int i = 0; i < of; i++) {
            reservoir.offer(i, 1);
        }
        assertThat(reservoir.seen()).isEqualTo(of);
        return reservoir.sample();
    }

    @Test
    void aShortStreamIsKeptWhole() {
        assertThat(sample(3, 10, 1)).containsExactly(0, 1, 2);
    }

    @Test
    void theSameSeedGivesTheSameSampleInOrder() {
        assertThat(sample(10_000, 50, 7)).hasSize(50).isSorted().isEqualTo(sample(10_000, 50, 7));
        assertThat(sample(10_000, 50, 7)).isNotEqualTo(sample(10_000, 50, 8));
    }

    @Test
    void everyPlaceIsAsLikely() {
        int late = 0;
        for (int seed = 0; seed < 400; seed++) {
            late += (int) sample(200, 20, seed).stream().filter(i -> i >= 100).count();
        }
        assertThat(late / 8_000.0).isCloseTo(0.5, within(0.02));
    }

    @Test
    void whatIsTooHeavyIsHalvedAndStaysUniform() {
        int late = 0;
        int kept = 0;
        for (int seed = 0; seed < 400; seed++) {
            Reservoir<Integer> reservoir = new Reservoir<>(100, 300, seed);
            for (int i = 0; i < 1_000; i++) {
                reservoir.offer(i, i % 10 == 0 ? 50 : 5); // 9.5 on average, so about 30 fit
            }
            assertThat(reservoir.seen()).isEqualTo(1_000);
            List<Integer> sample = reservoir.sample();
            assertThat(sample).isSorted().hasSizeBetween(3, 60);
            assertThat(sample.stream().mapToInt(i -> i % 10 == 0 ? 50 : 5).sum())
                    .isLessThanOrEqualTo(300);
            late += (int) sample.stream().filter(i -> i >= 500).count();
            kept += sample.size();
        }
        assertThat((double) late / kept).isCloseTo(0.5, within(0.03));
    }

    @Test
    void oneItemIsKeptHoweverHeavy() {
        Reservoir<String> reservoir = new Reservoir<>(5, 10, 1);
        reservoir.offer("large", 1_000);
        assertThat(reservoir.sample()).containsExactly("large");
    }
}
