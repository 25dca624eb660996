package dev.assay.stats.permute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PermutationTestTest {

    @Test
    void countsPermutationsAtLeastAsFarOut() {
        // 3 against 3, all values apart: of the 20 labellings 2 are as far out as the observed one.
        double[] values = {1, 2, 3, 10, 11, 12};
        TestResult result = run(Design.of(3, 3), 20_000, MeanDifferences.of(List.of(Column.of("x", values))));
        MemberResult member = result.families().getFirst().members().getFirst();
        assertThat(member.value()).isCloseTo(9, within(1e-12));
        assertThat(member.p()).isCloseTo(0.1, within(0.01));
        assertThat(member.pAdjusted()).isEqualTo(member.p());
    }

    @Test
    void neverGivesZero() {
        double[] values = new double[200];
        Arrays.fill(values, 100, 200, 1);
        TestResult result = run(Design.of(100, 100), 99, MeanDifferences.of(List.of(Column.of("x", values))));
        assertThat(result.pAdjusted()).isEqualTo(0.01);
        assertThat(result.families().getFirst().p()).isEqualTo(0.01);
    }

    @Test
    void isTheSameWithOneThreadAndWithThree() {
        Random random = new Random(7);
        Design design = Design.of(70, 50);
        List<Family> families = manyFamilies(design, random);
        TestResult one;
        TestResult three;
        try (Workers workers = Workers.of(1)) {
            one = PermutationTest.of(design, 199, 3, workers).run(families, workers);
        }
        try (Workers workers = Workers.of(3)) {
            three = PermutationTest.of(design, 199, 3, workers).run(families, workers);
        }
        assertThat(three).isEqualTo(one);
    }

    @Test
    void countsSharesAsMeansOfFlags() {
        Random random = new Random(11);
        int rows = 300;
        boolean[] current = new boolean[rows];
        int[] stratum = new int[rows];
        int[] block = new int[rows];
        boolean[] flag = new boolean[rows];
        int[] present = new int[rows];
        int count = 0;
        for (int i = 0; i < rows; i++) {
            block[i] = i / 3;
            stratum[i] = block[i] % 4;
            current[i] = block[i] % 3 == 0;
            flag[i] = random.nextInt(5) == 0;
            if (flag[i]) {
                present[count++] = i;
            }
        }
        Design design = Design.of(current, stratum, block);
        int[][] flagged = {Arrays.copyOf(present, count)};
        try (Workers workers = Workers.of(2)) {
            Labels labels = Labels.draw(design, 300, 5, workers);
            float[][] asMean = new float[1][];
            float[][] asShare = new float[1][];
            double[] values = new double[2];
            MeanDifferences.of(List.of(Column.of("flag", flag))).evaluate(labels, workers, (_, value, scores) -> {
                asMean[0] = scores;
                values[0] = value;
            });
            PresenceScan.of(List.of("flag"), flagged).evaluate(labels, workers, (_, value, scores) -> {
                asShare[0] = scores;
                values[1] = value;
            });
            assertThat(values[1]).isCloseTo(values[0], within(1e-12));
            for (int b = 0; b < labels.count(); b++) {
                assertThat(asShare[0][b]).isCloseTo(asMean[0][b], within(1e-4f));
            }
        }
    }

    @Test
    void keepsStrataAndBlocksTogether() {
        boolean[] current = new boolean[60];
        int[] stratum = new int[60];
        int[] block = new int[60];
        for (int i = 0; i < 60; i++) {
            block[i] = i / 2;
            stratum[i] = i / 20;
            current[i] = block[i] % 2 == 0;
        }
        Design design = Design.of(current, stratum, block);
        try (Workers workers = Workers.of(2)) {
            Labels labels = Labels.draw(design, 500, 1, workers);
            for (int b = 0; b < labels.count(); b++) {
                boolean[] labelling = labels.labelling(b);
                int[] perStratum = new int[3];
                for (int i = 0; i < 60; i += 2) {
                    assertThat(labelling[i]).isEqualTo(labelling[i + 1]);
                    perStratum[stratum[i]] += labelling[i] ? 2 : 0;
                }
                assertThat(perStratum).containsExactly(10, 10, 10);
            }
        }
    }

    @Test
    void standardisesByTheSpreadOfPermutations() {
        Random random = new Random(5);
        double[] values = new double[150];
        boolean[] current = new boolean[150];
        int[] block = new int[150];
        for (int i = 0; i < 150; i++) {
            block[i] = i < 50 ? 0 : i / 3;
            current[i] = i >= 120;
            values[i] = Math.exp(random.nextGaussian());
        }
        Design design = Design.of(current, new int[150], block);
        try (Workers workers = Workers.of(2)) {
            Labels labels = Labels.draw(design, 4_000, 5, workers);
            Centred centred = Centred.of(Column.of("x", values), design);
            UnitMoments.Spread spread = new UnitMoments(design).of(centred.unitTotals());
            double[] sums = LabelSums.of(new double[][] {centred.unitTotals()}, labels)[0];
            double mean = 0;
            double square = 0;
            double cube = 0;
            for (int b = 1; b < sums.length; b++) {
                mean += sums[b] / 4_000;
                square += sums[b] * sums[b] / 4_000;
                cube += sums[b] * sums[b] * sums[b] / 4_000;
            }
            assertThat(mean / spread.sd()).isCloseTo(0, within(0.05));
            assertThat(Math.sqrt(square)).isCloseTo(spread.sd(), within(spread.sd() * 0.03));
            assertThat(cube / Math.pow(spread.sd(), 3)).isCloseTo(spread.skewness(), within(0.15));
        }
    }

    @Test
    void stepsDownBeyondTheFirst() {
        // Two true differences among many columns: both are found, and the others are not.
        Random random = new Random(2);
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < 400; c++) {
            double[] values = new double[200];
            for (int i = 0; i < 200; i++) {
                values[i] = random.nextGaussian() + (i >= 100 && (c == 17 || c == 301) ? 1 : 0);
            }
            columns.add(Column.of("c" + c, values));
        }
        TestResult result = run(Design.of(100, 100), 999, MeanDifferences.of(columns));
        List<MemberResult> members = result.families().getFirst().members();
        assertThat(members.get(17).pAdjusted()).isLessThan(0.01);
        assertThat(members.get(301).pAdjusted()).isLessThan(0.01);
        assertThat(members.stream().filter(m -> m.pAdjusted() <= 0.05)).hasSize(2);
        assertThat(members).allSatisfy(m -> assertThat(m.pAdjusted()).isGreaterThanOrEqualTo(m.p()));
    }

    @Test
    void aFamilyOfManyDoesNotDrownAFamilyOfOne() {
        Random random = new Random(3);
        List<Column> noise = new ArrayList<>();
        for (int c = 0; c < 2_000; c++) {
            noise.add(Column.of("n" + c, random.doubles(160).toArray()));
        }
        double[] moved = random.doubles(160).toArray();
        for (int i = 80; i < 160; i++) {
            moved[i] += 0.16;
        }
        Design design = Design.of(80, 80);
        try (Workers workers = Workers.of(2)) {
            PermutationTest test = PermutationTest.of(design, 999, 1, workers);
            Statistic one = MeanDifferences.of(List.of(Column.of("moved", moved)));
            Statistic many = MeanDifferences.of(noise);
            double apart = test.run(List.of(Family.of("one", List.of(one)), Family.of("many", List.of(many))), workers)
                    .family("one")
                    .pAdjusted();
            double together = test.run(List.of(Family.of("all", List.of(one, many))), workers)
                    .pAdjusted();
            assertThat(apart).isLessThan(0.05).isLessThan(together);
        }
    }

    @Test
    void refusesWhereNothingCanChangePlaces() {
        Design design = Design.of(new boolean[] {false, true}, new int[] {0, 1}, new int[] {0, 1});
        try (Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> PermutationTest.of(design, 9, 1, workers))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("No stratum has rows of both sides");
        }
    }

    static List<Family> manyFamilies(Design design, Random random) {
        int rows = design.rows();
        double[] number = random.doubles(rows).toArray();
        double[] holes = number.clone();
        int[] category = new int[rows];
        for (int i = 0; i < rows; i++) {
            category[i] = random.nextInt(4);
            if (i % 7 == 0) {
                holes[i] = Double.NaN;
            }
        }
        int[][] words = new int[300][];
        List<String> names = new ArrayList<>();
        for (int w = 0; w < words.length; w++) {
            names.add("w" + w);
            int every = 2 + random.nextInt(20);
            words[w] = java.util.stream.IntStream.range(0, rows)
                    .filter(i -> random.nextInt(every) == 0)
                    .toArray();
        }
        return List.of(
                Family.of(
                        "numbers",
                        List.of(
                                MeanDifferences.of(List.of(Column.of("number", number), Column.ranks("ranks", holes))),
                                Binned.shape("shape", holes, 15),
                                Binned.categories("category", category))),
                Family.of("words", List.of(PresenceScan.of(names, words))),
                Family.of("custom", List.of(Custom.of("first half", current -> {
                    int count = 0;
                    for (int i = 0; i < current.length / 2; i++) {
                        count += current[i] ? 1 : 0;
                    }
                    return Math.abs(count - current.length / 4);
                }))));
    }

    private static TestResult run(Design design, int permutations, Statistic statistic) {
        try (Workers workers = Workers.of(2)) {
            return PermutationTest.of(design, permutations, 42, workers)
                    .run(List.of(Family.of("family", List.of(statistic))), workers);
        }
    }
}
