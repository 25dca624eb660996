package dev.assay.skew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReservoirTest {

    private static List<Integer> sample(int of, int most, long seed) {
        Reservoir<Integer> reservoir = new Reservoir<>(most, seed);
        for (int i = 0; i < of; i++) {
            reservoir.offer(i);
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
}
