package dev.assay.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.stats.interval.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SequentialTest {

    private static final Offset<Double> NEAR = within(1e-5);

    @Test
    void mixturesHaveTheirReferenceValues() {
        assertThat(Mixture.bestRho(100, 0.05)).isCloseTo(12.60056, NEAR);
        check(Mixture.twoSidedNormal(100, 0.05), -0.6510052, 30.35209);
        check(Mixture.oneSidedNormal(100, 0.05), -0.06502391, 27.66071);
        check(Mixture.gammaExponential(100, 0.05, 2), -0.2490165, 33.02017);
        check(Mixture.gammaPoisson(100, 0.05, 2), -0.06991219, 30.1949);
        check(Mixture.twoSidedBetaBinomial(100, 0.05, 0.2, 0.8), -0.6941012, 31.4308);
        check(Mixture.oneSidedBetaBinomial(100, 0.05, 0.2, 0.8), -0.07134019, 28.41238);
    }

    private static void check(Mixture mixture, double logValue, double bound) {
        assertThat(mixture.logValue(10, 100)).isCloseTo(logValue, NEAR);
        assertThat(mixture.bound(100, 0.05)).isCloseTo(bound, NEAR);
        assertThat(mixture.p(bound, 100)).isCloseTo(0.05, within(1e-4));
    }

    @Test
    void stitchingHasItsReferenceValues() {
        assertThat(Stitching.of(10, 3, 1.4, 2).bound(100, 0.05)).isCloseTo(64.48755, NEAR);
        assertThat(Stitching.of(10, -1, 1.4, 2).bound(100, 0.05)).isCloseTo(28.99389, NEAR);
    }

    @Test
    void sharesHaveTheirReferenceIntervals() {
        check(ConfidenceSequences.share(700, 1_000, 0.05, 100), 0.651629, 0.745949);
        check(ConfidenceSequences.share(5, 50, 0.05, 50), 0.013021, 0.269264);
        check(ConfidenceSequences.share(1, 2, 0.05, 50), 0, 1);
        check(ConfidenceSequences.share(15, 50, 0.05, 50), 0.129556, 0.511896);
        check(ConfidenceSequences.share(1, 50, 0.05, 50), 0, 0.13489);
        check(ConfidenceSequences.share(100, 200, 0.05, 1), 0.328923, 0.671076);
    }

    private static void check(Interval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, NEAR);
        assertThat(interval.high()).isCloseTo(high, NEAR);
    }

    @Test
    void quantilesHaveTheirReferenceValues() {
        double[][] cases = {{0.5, 70, 0.814704}, {0.5, 85, 0.0838055}, {0.5, 100, 0.0054947}, {0.9, 55, 0.0340463}};
        for (double[] one : cases) {
            double[] a = IntStream.rangeClosed(1, 1_000).asDoubleStream().toArray();
            double[] b =
                    IntStream.rangeClosed(1, 1_000).mapToDouble(i -> i + one[1]).toArray();
            assertThat(QuantileComparison.p(a, b, one[0], 100, 0.05)).isCloseTo(one[2], NEAR);
        }
    }

    @Test
    void bettingHoldsTheMeanAtEveryMomentAndBeatsBernstein() {
        Random random = new Random(1);
        int missedByBetting = 0;
        int missedByBernstein = 0;
        double widths = 0;
        double bernsteinWidths = 0;
        int runs = 200;
        for (int run = 0; run < runs; run++) {
            double[] values = random.doubles(300).map(u -> u * u).toArray(); // mean 1/3
            List<Interval> betting = ConfidenceSequences.betting(values, 0.05);
            List<Interval> bernstein = ConfidenceSequences.empiricalBernstein(values, 0.05);
            missedByBetting += betting.stream().allMatch(i -> i.holds(1 / 3.0)) ? 0 : 1;
            missedByBernstein += bernstein.stream().allMatch(i -> i.holds(1 / 3.0)) ? 0 : 1;
            widths += betting.getLast().high() - betting.getLast().low();
            bernsteinWidths += bernstein.getLast().high() - bernstein.getLast().low();
        }
        assertThat(missedByBetting).isLessThanOrEqualTo(runs / 20);
        assertThat(missedByBernstein).isLessThanOrEqualTo(runs / 20);
        assertThat(widths / runs).isLessThan(0.16);
        assertThat(widths).isLessThan(bernsteinWidths);
    }

    @Test
    void dailyWindowsHoldTheMeanOnEveryDay() {
        Random random = new Random(2);
        int missed = 0;
        int runs = 400;
        for (int run = 0; run < runs; run++) {
            double[] sums = new double[30];
            double[] squares = new double[30];
            double[] rows = new double[30];
            for (int day = 0; day < 30; day++) {
                rows[day] = 50;
                for (int i = 0; i < 50; i++) {
                    double x = random.nextDouble() < 0.2 ? 1 : 0;
                    sums[day] += x;
                    squares[day] += x * x;
                }
            }
            missed += ConfidenceSequences.daily(sums, squares, rows, 0.05, 1_000).stream()
                            .allMatch(i -> i.holds(0.2))
                    ? 0
                    : 1;
        }
        assertThat(missed).isLessThanOrEqualTo(runs / 20);
    }

    @Test
    void eValuesKeepTheirError() {
        assertThat(EValues.ofP(1)).isCloseTo(0.5, within(1e-9));
        assertThat(EValues.ofP(0.9999)).isCloseTo(EValues.ofP(0.99991), within(1e-4));
        assertThat(EValues.ofP(0.001))
                .isCloseTo((1 - 0.001 + 0.001 * Math.log(0.001)) / (0.001 * 47.717083), within(1e-6));
        // Its mean over a uniform p is 1.
        double mean = 0;
        for (int i = 0; i < 1_000_000; i++) {
            mean += EValues.ofP((i + 0.5) / 1e6) / 1e6;
        }
        assertThat(mean).isBetween(0.9, 1.0);
        assertThat(EValues.anytimeP(EValues.product(new double[] {2, 10, 0.1}))).containsExactly(0.5, 0.05, 0.05);
        assertThat(EValues.discoveries(new double[] {100, 1, 41, 0.5}, 0.05)).containsExactly(true, false, true, false);
        assertThat(EValues.discoveries(new double[] {19, 1}, 0.05)).containsExactly(false, false);
    }

    @Test
    void wealthGrowsOnlyWhereThereIsADifference() {
        Random random = new Random(3);
        int alarms = 0;
        int found = 0;
        for (int run = 0; run < 300; run++) {
            double[] fair = random.doubles(400).map(u -> 2 * u - 1).toArray();
            double[] better =
                    random.doubles(400).map(u -> Math.min(1, 2 * u - 0.75)).toArray();
            alarms += max(EValues.wealth(fair)) >= 20 ? 1 : 0;
            found += max(EValues.wealth(better)) >= 20 ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(15);
        assertThat(found).isGreaterThan(285);
    }

    private static double max(double[] values) {
        double max = 0;
        for (double v : values) {
            max = Math.max(max, v);
        }
        return max;
    }

    @Test
    void changePointSaysSinceWhen() {
        Random random = new Random(4);
        int held = 0;
        int days = 0;
        int runs = 100;
        for (int run = 0; run < runs; run++) {
            double[] means = new double[40];
            double[] rows = new double[40];
            for (int day = 0; day < 40; day++) {
                rows[day] = 50 + random.nextInt(200);
                means[day] = (day >= 25 ? 0.3 : 0.2) + 0.4 * random.nextGaussian() / Math.sqrt(rows[day]);
            }
            ChangePoint change = ChangePoint.find(means, rows, 0.95, run);
            assertThat(change.p()).isLessThan(0.05);
            held += change.earliest() <= 25 && 25 <= change.latest() ? 1 : 0;
            days += change.latest() - change.earliest() + 1;
        }
        assertThat(held).isGreaterThanOrEqualTo(93);
        assertThat(days / (double) runs).isLessThan(8);
        double[] same = random.doubles(30).toArray();
        double[] one = new double[30];
        Arrays.fill(one, 1);
        assertThat(ChangePoint.find(same, one, 0.95, 1).p()).isGreaterThan(0.05);
    }
}
