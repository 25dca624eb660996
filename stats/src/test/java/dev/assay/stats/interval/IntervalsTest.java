package dev.assay.stats.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.stats.permute.Design;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalsTest {

    @Test
    void wilsonAndNewcombeAsPublished() {
        // Newcombe 1998: 81 of 263, and the difference of 56 of 70 and 48 of 80.
        Interval wilson = Shares.wilson(81, 263, 0.95);
        assertThat(wilson.low()).isCloseTo(0.2553, within(5e-5));
        assertThat(wilson.high()).isCloseTo(0.3662, within(5e-5));
        Interval difference = Shares.newcombe(48, 80, 56, 70, 0.95);
        assertThat(difference.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(difference.high()).isCloseTo(0.3339, within(5e-5));
        assertThat(difference.leastSize()).isEqualTo(difference.low());
        assertThat(Shares.wilson(0, 10, 0.95).low()).isZero();
        assertThat(Shares.wilson(10, 10, 0.95).high()).isEqualTo(1);
    }

    @Test
    void clopperPearsonAsPublished() {
        Interval none = Shares.clopperPearson(0, 20, 0.95);
        assertThat(none.high()).isCloseTo(0.1684, within(5e-5));
        Interval some = Shares.clopperPearson(4, 20, 0.95);
        assertThat(some.low()).isCloseTo(0.0573, within(5e-5));
        assertThat(some.high()).isCloseTo(0.4366, within(5e-5));
    }

    @Test
    void newShareIsAtMostWhatTheSetShows() {
        Interval share = Shares.newShare(1, 1_000, 60, 1_000, 0.95);
        assertThat(share.estimate()).isCloseTo(0.059059, within(1e-6));
        assertThat(share.low()).isBetween(0.035, 0.059);
        assertThat(Shares.newShare(50, 1_000, 50, 1_000, 0.95).low()).isZero();
    }

    @Test
    void meansOfBlocksOfOneAreWelchs() {
        // Welch's example with unequal spread; reference figures from R's t.test.
        double[] reference = {27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4};
        double[] current = {27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.5, 24.4};
        Interval interval = Differences.means(both(reference, current), Design.of(15, 15), 0.95);
        assertThat(interval.estimate()).isCloseTo(2.833333, within(1e-6));
        double variance = variance(reference) / 15 + variance(current) / 15;
        double degrees = variance
                * variance
                / (Math.pow(variance(reference) / 15, 2) / 14 + Math.pow(variance(current) / 15, 2) / 14);
        assertThat(interval.high() - interval.estimate())
                .isCloseTo(Levels.t(0.95, degrees) * Math.sqrt(variance), within(1e-9));
    }

    @Test
    void blocksWidenTheInterval() {
        double[] values = new double[200];
        int[] block = new int[200];
        boolean[] current = new boolean[200];
        Random random = new Random(1);
        double shared = 0;
        for (int i = 0; i < 200; i++) {
            shared = i % 10 == 0 ? random.nextGaussian() : shared;
            block[i] = i / 10;
            current[i] = i >= 100;
            values[i] = shared > 0 ? 1 : 0;
        }
        Design blocks = Design.of(current, new int[200], block);
        Interval inBlocks = Differences.shares(values, blocks, 0.95);
        Interval alone = Differences.shares(values, Design.of(100, 100), 0.95);
        assertThat(alone.low())
                .isCloseTo(
                        Shares.newcombe(count(values, 0), 100, count(values, 100), 100, 0.95)
                                .low(),
                        within(1e-12));
        assertThat(inBlocks.high() - inBlocks.low()).isGreaterThan(2.5 * (alone.high() - alone.low()));
        assertThat(inBlocks.estimate()).isCloseTo(alone.estimate(), within(1e-12));
    }

    @Test
    void hodgesLehmannIsTheMedianOfDifferences() {
        Random random = new Random(4);
        double[] x = random.doubles(23).toArray();
        double[] y =
                random.doubles(31).map(v -> Math.round(v * 20) / 20.0 + 0.3).toArray();
        List<Double> differences = new ArrayList<>();
        for (double a : x) {
            for (double b : y) {
                differences.add(b - a);
            }
        }
        Collections.sort(differences);
        Interval shift = HodgesLehmann.shift(x, y, 0.95);
        int pairs = 23 * 31;
        long out = Math.round(pairs / 2.0 - 1.959964 * Math.sqrt(pairs * 55 / 12.0));
        assertThat(shift.estimate()).isCloseTo(differences.get(pairs / 2), within(1e-12));
        assertThat(shift.low()).isCloseTo(differences.get((int) out), within(1e-12));
        assertThat(shift.high()).isCloseTo(differences.get(pairs - 1 - (int) out), within(1e-12));
    }

    @Test
    void dominanceCountsPairs() {
        double[] values = {1, 2, 3, 2, 3, 4, Double.NaN};
        boolean[] current = {false, false, false, true, true, true, true};
        Interval delta = Dominance.of(values, Design.of(current), 0.95);
        assertThat(delta.estimate()).isCloseTo((6 - 1) / 9.0, within(1e-12));
        assertThat(delta.low()).isGreaterThanOrEqualTo(-1);
        assertThat(delta.high()).isLessThanOrEqualTo(1);
        Interval apart = Dominance.of(new double[] {1, 2, 3, 4, 5, 6}, Design.of(3, 3), 0.95);
        assertThat(apart.estimate()).isEqualTo(1);
        assertThat(apart.low()).isLessThan(1);
    }

    @Test
    void detectableSharesOfTheReference() {
        // p = 5 %: n = 200 6.1 points, 1000 2.7, 10 000 0.9; with 50 metrics 9.0, 4.0, 1.3.
        double[][] cases = {
            {200, 0.05, 6.1},
            {1_000, 0.05, 2.7},
            {10_000, 0.05, 0.9},
            {200, 0.001, 9.0},
            {1_000, 0.001, 4.0},
            {10_000, 0.001, 1.3}
        };
        for (double[] one : cases) {
            assertThat(100 * Detectable.share(0.05, one[0], one[0], one[1], 0.8))
                    .isCloseTo(one[2], within(0.051));
        }
        assertThat(Detectable.designEffect(10, 0.71)).isCloseTo(7.39, within(1e-9));
    }

    @Test
    void refusesLevelsThatAreNone() {
        assertThatThrownBy(() -> Shares.wilson(1, 2, 95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Level 95");
        assertThatThrownBy(() -> Differences.means(new double[] {1, 2}, Design.of(2, 0), 0.95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No stratum has values on both sides");
    }

    @Test
    void bootstrapOfAMeanIsNearThatOfTheory() {
        Random random = new Random(8);
        double[] x = random.doubles(80).toArray();
        double[] y = random.doubles(60).toArray();
        try (Workers workers = Workers.of(2)) {
            Bootstrap bootstrap = Bootstrap.of(80, 60, 2_000, 3);
            Bootstrap.Drawn difference = (r, c) -> mean(y, c) - mean(x, r);
            Interval theory = Differences.means(both(x, y), Design.of(80, 60), 0.95);
            for (Interval interval : List.of(
                    bootstrap.percentile(difference, 0.95, workers), bootstrap.bca(difference, 0.95, workers))) {
                assertThat(interval.estimate()).isCloseTo(theory.estimate(), within(1e-12));
                assertThat(interval.low()).isCloseTo(theory.low(), within(0.015));
                assertThat(interval.high()).isCloseTo(theory.high(), within(0.015));
            }
        }
    }

    static double mean(double[] values, int[] drawn) {
        double sum = 0;
        for (int i : drawn) {
            sum += values[i];
        }
        return sum / drawn.length;
    }

    private static double[] both(double[] reference, double[] current) {
        double[] both = Arrays.copyOf(reference, reference.length + current.length);
        System.arraycopy(current, 0, both, reference.length, current.length);
        return both;
    }

    private static double count(double[] values, int from) {
        return Arrays.stream(values, from, from + 100).sum();
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    }
}
