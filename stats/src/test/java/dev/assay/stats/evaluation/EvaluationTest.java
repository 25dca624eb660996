package dev.assay.stats.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.stats.interval.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static final Offset<Double> NEAR = within(1e-7);

    @Test
    void passRatesHaveTheirReferenceValues() {
        assertThat(JudgedPassRate.of(flags("11001010"), flags("10011010"), flags("11010101"))
                        .estimate())
                .isCloseTo(0.75, NEAR);
        assertThat(JudgedPassRate.of(flags("110010"), flags("100110"), flags("11010"))
                        .estimate())
                .isCloseTo(0.8, NEAR);
        assertThat(new JudgedPassRate(45 / 50.0, 43 / 50.0, 50, 50, 0.75, 1_000).estimate())
                .isCloseTo(0.8026315789, NEAR);
        JudgedPassRate known = new JudgedPassRate(0.92, 0.88, 50, 50, 0.8, 500);
        assertThat(known.estimate()).isCloseTo(0.85, NEAR);
        assertThat(known.standardError()).isCloseTo(0.04729, within(5e-6));
        assertThat(known.normal(0.95).low()).isCloseTo(0.7573, within(5e-5));
        assertThat(known.normal(0.95).high()).isCloseTo(0.9427, within(5e-5));
    }

    @Test
    void aJudgeWithoutErrorsOnFewLabelsIsNotTakenForPerfect() {
        JudgedPassRate perfect = JudgedPassRate.of(flags("11110000"), flags("11110000"), flags("11100"));
        assertThat(perfect.estimate()).isCloseTo(0.6, NEAR);
        Interval interval = perfect.simulated(0.95, 10_000, 1);
        assertThat(interval.low()).isLessThan(0.35);
        assertThat(interval.high()).isGreaterThan(0.8);
    }

    @Test
    void passRatesCover() {
        Random random = new Random(5);
        int normal = 0;
        int simulated = 0;
        int runs = 2_000;
        for (int run = 0; run < runs; run++) {
            double theta = 0.7;
            int passes = 60;
            int fails = 60;
            double se = binomial(0.9, passes, random) / 60.0;
            double sp = binomial(0.8, fails, random) / 60.0;
            double p = binomial(theta * 0.9 + (1 - theta) * 0.2, 400, random) / 400.0;
            JudgedPassRate rate = new JudgedPassRate(se, sp, passes, fails, p, 400);
            normal += rate.normal(0.95).holds(theta) ? 1 : 0;
            simulated += rate.simulated(0.95, 1_000, run).holds(theta) ? 1 : 0;
        }
        assertThat(normal / (double) runs).isBetween(0.93, 0.97);
        assertThat(simulated / (double) runs).isBetween(0.93, 0.97);
    }

    @Test
    void aJudgeMustBeBetterThanChance() {
        assertThatThrownBy(() -> JudgedPassRate.of(flags("1100"), flags("0011"), flags("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no better than chance");
        assertThatThrownBy(() -> JudgedPassRate.of(flags("11"), flags("11"), flags("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 that they fail");
        assertThatThrownBy(() -> JudgedPassRate.of(flags("10"), flags("1"), flags("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 labels, but 1");
    }

    @Test
    void predictionPoweredMeansHaveTheirReferenceValues() {
        double[] labels = numbers("11101011011011101011");
        double[] predictions = numbers("11101111011010101111");
        double[] unlabelled = new double[200];
        Arrays.fill(unlabelled, 0, 150, 1);
        PredictionPowered classical = PredictionPowered.of(labels, predictions, unlabelled, 0);
        check(classical, 0.95, 0.4991635, 0.9008365);
        PredictionPowered full = PredictionPowered.of(labels, predictions, unlabelled, 1);
        check(full, 0.9, 0.5500339, 0.8499661);
        check(full, 0.95, 0.5213044, 0.8786956);
        PredictionPowered best = PredictionPowered.of(labels, predictions, unlabelled);
        assertThat(best.lambda()).isCloseTo(0.6033057851, NEAR);
        assertThat(best.estimate()).isCloseTo(0.7, NEAR);
        check(best, 0.9, 0.5652404, 0.8347596);
        check(best, 0.95, 0.5394240, 0.8605760);
        assertThat(best.p(0.5)).isCloseTo(0.01463987, NEAR);
    }

    private static void check(PredictionPowered mean, double level, double low, double high) {
        assertThat(mean.interval(level).low()).isCloseTo(low, NEAR);
        assertThat(mean.interval(level).high()).isCloseTo(high, NEAR);
    }

    @Test
    void predictionsThatAreOffByAConstantAreAsGoodAsLabels() {
        double[] labels = new Random(1).doubles(100).map(u -> 4 * u - 2).toArray();
        double[] predictions = Arrays.stream(labels).map(y -> y + 2).toArray();
        double[] unlabelled = new double[10_000];
        Arrays.fill(unlabelled, 2);
        PredictionPowered mean = PredictionPowered.of(labels, predictions, unlabelled);
        assertThat(mean.lambda()).isEqualTo(1);
        assertThat(mean.estimate()).isCloseTo(0, within(1e-12));
    }

    @Test
    void stratifiedMeansHaveTheirReferenceValues() {
        double[] unlabelledA = new double[100];
        Arrays.fill(unlabelledA, 0, 70, 1);
        double[] unlabelledB = new double[100];
        Arrays.fill(unlabelledB, 0, 60, 1);
        PredictionPowered a = PredictionPowered.of(numbers("1110110111"), numbers("1110110110"), unlabelledA);
        PredictionPowered b = PredictionPowered.of(numbers("0100101001"), numbers("1100111011"), unlabelledB);
        assertThat(a.lambda()).isCloseTo(0.600551, within(1e-6));
        assertThat(b.lambda()).isCloseTo(0.454009, within(1e-6));
        assertThat(a.estimate()).isCloseTo(0.8, within(1e-6));
        assertThat(b.estimate()).isCloseTo(0.354599, within(1e-6));
        PredictionPowered both = PredictionPowered.stratified(
                List.of(new PredictionPowered.Stratum(0.6, a), new PredictionPowered.Stratum(0.4, b)));
        assertThat(both.estimate()).isCloseTo(0.6218396, NEAR);
        assertThat(both.standardError()).isCloseTo(0.0746595, NEAR);
        check(both, 0.95, 0.4755097, 0.7681696);
    }

    @Test
    void plansHaveTheirReferenceValues() {
        PredictionPowered.Plan alone = PredictionPowered.most(1_000, 0.5, 1, 0.1);
        assertThat(alone.labels()).isCloseTo(1_000, within(1e-9));
        assertThat(alone.more()).isZero();
        PredictionPowered.Plan plan = PredictionPowered.cheapest(500, 0.8, 1, 0.01);
        assertThat(plan.labels()).isCloseTo(204, within(1e-6));
        assertThat(plan.more()).isCloseTo(2_516, within(1e-6));
        assertThat(plan.cost()).isCloseTo(231.2, within(1e-6));
        assertThat(PredictionPowered.effectiveLabels(204, 2_516, 0.8)).isCloseTo(500, within(1e-6));
    }

    @Test
    void predictionPoweredMeansCover() {
        Random random = new Random(6);
        int held = 0;
        int runs = 2_000;
        for (int run = 0; run < runs; run++) {
            double[] labels = new double[120];
            double[] predictions = new double[120];
            double[] unlabelled = new double[1_000];
            for (int i = 0; i < 120; i++) {
                labels[i] = random.nextDouble() < 0.6 ? 1 : 0;
                predictions[i] = judge(labels[i], random);
            }
            for (int i = 0; i < 1_000; i++) {
                unlabelled[i] = judge(random.nextDouble() < 0.6 ? 1 : 0, random);
            }
            held += PredictionPowered.of(labels, predictions, unlabelled)
                            .interval(0.95)
                            .holds(0.6)
                    ? 1
                    : 0;
        }
        assertThat(held / (double) runs).isBetween(0.93, 0.97);
    }

    @Test
    void errorBarsHaveTheirReferenceValues() {
        double[] values = IntStream.range(0, 20).asDoubleStream().toArray();
        int[] cluster = IntStream.range(0, 20).map(i -> i % 4).toArray();
        assertThat(ErrorBars.clustered(values, cluster, true)).isCloseTo(0.6454972, NEAR);
        assertThat(ErrorBars.clustered(values, cluster, false)).isCloseTo(0.5590170, NEAR);
        assertThat(ErrorBars.independent(values)).isCloseTo(1.3228757, NEAR);
        assertThat(ErrorBars.clustered(values, new int[20], true)).isZero();
        assertThat(ErrorBars.paired(values, new double[20])).isCloseTo(1.3228757, NEAR);
        assertThat(ErrorBars.resampled(0.1, 0.2, 4)).isCloseTo(0.15, NEAR);
        assertThat(ErrorBars.itemsNeeded(1 / 9.0, 0, 0, 0.03, 0.05, 0.8)).isCloseTo(968.9975, within(5e-5));
        assertThat(Math.ceil(ErrorBars.itemsNeeded(1 / 9.0, 1 / 6.0, 1 / 6.0, 0.03, 0.05, 0.8)))
                .isEqualTo(3_876);
        assertThat(Math.ceil(ErrorBars.itemsNeeded(1 / 9.0, 1 / 60.0, 1 / 60.0, 0.03, 0.05, 0.8)))
                .isEqualTo(1_260);
    }

    @Test
    void attemptsHaveTheirReferenceValues() {
        assertThat(Attempts.any(10, 3, 1)).isCloseTo(0.3, NEAR);
        assertThat(Attempts.any(10, 3, 5)).isCloseTo(0.9166667, NEAR);
        assertThat(Attempts.any(200, 20, 10)).isCloseTo(0.6602256, NEAR);
        assertThat(Attempts.any(5, 4, 2)).isEqualTo(1);
        assertThat(Attempts.all(10, 3, 2)).isCloseTo(0.0666667, NEAR);
        assertThat(Attempts.all(10, 8, 4)).isCloseTo(0.3333333, NEAR);
        assertThat(Attempts.all(4, 3, 2)).isCloseTo(0.5, NEAR);
        assertThatThrownBy(() -> Attempts.all(2, 1, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void agreementHasItsReferenceValues() {
        assertThat(Agreement.alignment(0.73, 0.39).orElseThrow()).isCloseTo(0.6646, within(5e-5));
        assertThat(Agreement.alignment(0.33, 0.10).orElseThrow()).isCloseTo(0.483, within(5e-4));
        Agreement agreement = new Agreement(40, 5, 45, 10);
        assertThat(agreement.coverage().orElseThrow()).isCloseTo(0.9, NEAR);
        assertThat(agreement.falseFailureRate().orElseThrow()).isCloseTo(0.2, NEAR);
        assertThat(agreement.kappa().orElseThrow()).isCloseTo((0.85 - 0.5) / 0.5, NEAR);
        assertThat(agreement.f1().orElseThrow()).isCloseTo(80 / 95.0, NEAR);
        assertThat(agreement.correlation().orElseThrow()).isCloseTo(1750 / Math.sqrt(45.0 * 50 * 50 * 55), NEAR);
        assertThat(new Agreement(3, 0, 0, 1).coverage()).isEmpty();
        assertThat(new Agreement(3, 0, 0, 1).alignment()).isEmpty();
    }

    private static double judge(double label, Random random) {
        return random.nextDouble() < 0.85 ? label : random.nextDouble() < 0.7 ? 1 : 0;
    }

    private static int binomial(double p, int n, Random random) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            count += random.nextDouble() < p ? 1 : 0;
        }
        return count;
    }

    private static boolean[] flags(String digits) {
        boolean[] flags = new boolean[digits.length()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = digits.charAt(i) == '1';
        }
        return flags;
    }

    private static double[] numbers(String digits) {
        return digits.chars().mapToDouble(c -> c - '0').toArray();
    }
}
