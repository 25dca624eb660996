package dev.assay.stats.permute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.stats.kernel.KernelDistance;
import dev.assay.stats.kernel.LinearClassifier;
import dev.assay.stats.kernel.NoveltyTail;
import dev.assay.stats.text.LogOddsScan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where nothing differs, alarms are as rare as stated, for every kind of statistic, with sessions and strata. */
class FalseAlarmTest {

    private static final int RUNS = 400;
    private static final int PERMUTATIONS = 59;
    private static final int ROWS = 96;

    /** 24 sessions of 4 rows that have much in common, in 2 strata that differ, a third of them current. */
    private static final Design SESSIONS = sessions();

    @Test
    void pValuesAreUniformOrLargerAndTheFamilyWiseErrorHolds() {
        Map<String, double[]> p = new TreeMap<>();
        double[] least = new double[RUNS];
        try (Workers workers = Workers.of(2)) {
            for (int run = 0; run < RUNS; run++) {
                TestResult result = PermutationTest.of(SESSIONS, PERMUTATIONS, run, workers)
                        .run(families(new Random(1_000 + run), 0), TOGETHER, workers);
                least[run] = result.pAdjusted();
                for (FamilyResult family : result.families()) {
                    p.computeIfAbsent(family.name(), _ -> new double[RUNS])[run] = family.p();
                }
            }
        }
        p.put("everything", least);
        p.forEach((name, values) -> {
            for (double level : new double[] {0.05, 0.1, 0.25, 0.5}) {
                double share =
                        Arrays.stream(values).filter(v -> v <= level + 1e-12).count() / (double) RUNS;
                double chance = 3 * Math.sqrt(level * (1 - level) / RUNS);
                assertThat(share).as("%s at %s", name, level).isLessThanOrEqualTo(level + chance);
            }
            // And not so careful that it would see nothing: with several families only the lower half is of use.
            double half = Arrays.stream(values).filter(v -> v <= 0.5).count() / (double) RUNS;
            assertThat(half).as("%s at 0.5, from below", name).isGreaterThan(0.35);
        });
    }

    @Test
    void aTrueDifferenceDoesNotMakeFalseOnesMoreLikely() {
        int alarms = 0;
        int found = 0;
        try (Workers workers = Workers.of(2)) {
            for (int run = 0; run < RUNS; run++) {
                TestResult result = PermutationTest.of(SESSIONS, 199, run, workers)
                        .run(families(new Random(9_000 + run), 4).subList(0, 4), TOGETHER.subList(1, 2), workers);
                boolean wrong = result.families().stream()
                        .flatMap(family -> family.members().stream())
                        .anyMatch(member ->
                                member.pAdjusted() <= 0.1 && !member.name().equals("moved"));
                alarms += wrong ? 1 : 0;
                found += result.family("numbers").pAdjusted() <= 0.1 ? 1 : 0;
            }
        }
        assertThat(found).isGreaterThan(RUNS * 9 / 10);
        assertThat(alarms / (double) RUNS).isLessThanOrEqualTo(0.1 + 3 * Math.sqrt(0.09 / RUNS));
    }

    private static final List<Together> TOGETHER = List.of(
            new Together("together", List.of("words", "kernel", "classifier"), 1),
            new Together("words together", List.of("words", "log odds"), 2));

    private static Design sessions() {
        boolean[] current = new boolean[ROWS];
        int[] stratum = new int[ROWS];
        int[] block = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            block[i] = i / 4;
            stratum[i] = block[i] % 2;
            current[i] = block[i] % 3 == 0;
        }
        return Design.of(current, stratum, block);
    }

    private static List<Family> families(Random random, double shift) {
        double[][] numbers = new double[7][ROWS];
        float[][] points = new float[ROWS][4];
        double[] common = new double[11];
        for (int i = 0; i < ROWS; i++) {
            if (i % 4 == 0) {
                Arrays.setAll(common, _ -> random.nextGaussian());
            }
            for (int c = 0; c < 7; c++) {
                numbers[c][i] = common[c] + 0.5 * random.nextGaussian() + SESSIONS.stratum(i);
            }
            numbers[6][i] += SESSIONS.current(i) ? shift : 0;
            for (int k = 0; k < 4; k++) {
                points[i][k] = (float) (common[7 + k] + random.nextGaussian());
            }
        }
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < 6; c++) {
            columns.add(Column.of("number " + c, numbers[c]));
        }
        columns.add(Column.of("moved", numbers[6]));
        int[] category = IntStream.range(0, ROWS)
                .map(i -> numbers[5][i] > 1 ? 2 : numbers[5][i] > 0 ? 1 : 0)
                .toArray();
        int words = 40;
        List<String> names = new ArrayList<>();
        int[][] rows = new int[words][];
        int[][] counts = new int[words][];
        double[] length = new double[ROWS];
        for (int w = 0; w < words; w++) {
            names.add("word " + w);
            boolean[] session = new boolean[ROWS / 4];
            for (int s = 0; s < session.length; s++) {
                session[s] = random.nextInt(4) == 0;
            }
            rows[w] = IntStream.range(0, ROWS)
                    .filter(i -> random.nextInt(session[i / 4] ? 2 : 12) == 0)
                    .toArray();
            counts[w] = Arrays.stream(rows[w]).map(_ -> 1 + random.nextInt(3)).toArray();
            for (int k = 0; k < rows[w].length; k++) {
                length[rows[w][k]] += counts[w][k];
            }
        }
        List<Family> families = new ArrayList<>(List.of(
                Family.of("numbers", List.of(MeanDifferences.of(columns))),
                Family.of(
                        "shapes",
                        List.of(Binned.shape("shape", numbers[0], 15), Binned.categories("category", category))),
                Family.of("words", List.of(PresenceScan.of(names, rows).withWhole("all words"))),
                Family.of("log odds", List.of(LogOddsScan.of(names, rows, counts, length, 0.1)))));
        families.add(Family.of("kernel", List.of(KernelDistance.of("kernel", points, 1))));
        families.add(Family.of("novelty", List.of(NoveltyTail.of("novelty", points))));
        families.add(Family.of("classifier", List.of(LinearClassifier.of("classifier", points, 1))));
        return families;
    }
}
