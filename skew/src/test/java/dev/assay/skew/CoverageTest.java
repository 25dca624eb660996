package dev.assay.skew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.skew.encode.Encoder;
import dev.assay.stats.cluster.Inclusion;
import dev.assay.stats.permute.Seeds;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Texts are "intent number" and lie around their intent, so that what is new is known. */
class CoverageTest {

    private static final int KNOWN = 60;
    private static final int FRESH = 15;
    private static final int HELD = 300;

    private record Around() implements Encoder {

        private static final int DIMENSIONS = 48;

        @Override
        public String id() {
            return "around";
        }

        @Override
        public float[][] encode(List<String> texts, Workers workers) {
            float[][] points = new float[texts.size()][];
            for (int i = 0; i < points.length; i++) {
                String[] words = texts.get(i).split(" ");
                SplittableRandom middle = new SplittableRandom(Seeds.mix(7, Integer.parseInt(words[1])));
                SplittableRandom own =
                        new SplittableRandom(Seeds.mix(8, texts.get(i).hashCode()));
                double[] point = new double[DIMENSIONS];
                double norm = 0;
                for (int k = 0; k < DIMENSIONS; k++) {
                    point[k] = middle.nextGaussian() + 0.7 * own.nextGaussian();
                    norm += point[k] * point[k];
                }
                points[i] = new float[DIMENSIONS];
                for (int k = 0; k < DIMENSIONS; k++) {
                    points[i][k] = (float) (point[k] / Math.sqrt(norm));
                }
            }
            return points;
        }
    }

    private static int intent(Corpus corpus, int row) {
        return Integer.parseInt(corpus.example(row).question().split(" ")[1]);
    }

    private static Corpus corpus(int known, int fresh, long seed, Workers workers) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < HELD + known; i++) {
            examples.add(Example.of("intent " + random.nextInt(KNOWN) + " number " + i, ""));
        }
        for (int i = 0; i < fresh; i++) {
            examples.add(Example.of("intent " + (KNOWN + random.nextInt(FRESH)) + " number " + i, ""));
        }
        return Corpus.of(examples, Optional.of(new Around()), workers);
    }

    private static Coverage coverage(Corpus corpus, long seed, Workers workers) {
        return Coverage.of(
                corpus,
                IntStream.range(0, HELD).toArray(),
                IntStream.range(HELD, corpus.size()).toArray(),
                seed,
                workers);
    }

    @Test
    void whatIsDrawnAlikeIsUncoveredAsStated() {
        try (Workers workers = Workers.of(2)) {
            Coverage coverage = coverage(corpus(1_000, 0, 1, workers), 1, workers);
            assertThat(coverage.expected()).isCloseTo(0.1, within(1e-9));
            assertThat(coverage.uncovered().estimate()).isCloseTo(0.1, within(0.05));
        }
    }

    @Test
    void whatIsNewIsUncoveredAndItsTopicsAreNamed() {
        try (Workers workers = Workers.of(2)) {
            Corpus corpus = corpus(800, 200, 2, workers);
            Coverage coverage = coverage(corpus, 2, workers);
            assertThat(coverage.uncovered().estimate()).isCloseTo(0.28, within(0.06));
            assertThat(coverage.uncovered().low())
                    .isLessThan(coverage.uncovered().estimate());
            List<Coverage.Part> parts = coverage.parts();
            assertThat(parts.stream().mapToInt(Coverage.Part::examples).sum()).isEqualTo(1_000);
            // Clusters are coarser than intents: the first holds known ones too.
            assertThat(parts.getFirst().uncovered().low())
                    .isGreaterThan(coverage.uncovered().estimate());
            assertThat(parts.getLast().uncovered().estimate()).isLessThan(0.1);
            assertThat(parts.getFirst().uncovered().high()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void thirtySuggestionsFindTheNewIntents() {
        try (Workers workers = Workers.of(2)) {
            int found = 0;
            int draws = 4;
            for (int draw = 0; draw < draws; draw++) {
                Corpus corpus = corpus(900, 100, 10 + draw, workers);
                List<Coverage.Suggestion> suggestions =
                        coverage(corpus, draw, workers).suggest(30);
                assertThat(suggestions)
                        .hasSize(30)
                        .extracting(Coverage.Suggestion::row)
                        .doesNotHaveDuplicates();
                Set<Integer> intents = new HashSet<>();
                suggestions.forEach(s -> intents.add(intent(corpus, s.row())));
                intents.removeIf(i -> i < KNOWN);
                found += intents.size();
            }
            assertThat(found).as("of %d in %d draws", FRESH * draws, draws).isGreaterThanOrEqualTo(10 * draws);
        }
    }

    @Test
    void whatIsDrawnStandsForProduction() {
        try (Workers workers = Workers.of(2)) {
            Corpus corpus = corpus(800, 200, 3, workers);
            double sum = 0;
            int draws = 40;
            for (int seed = 0; seed < draws; seed++) {
                List<Coverage.Suggestion> drawn = coverage(corpus, seed, workers).suggest(100).stream()
                        .filter(Coverage.Suggestion::drawn)
                        .toList();
                assertThat(drawn).hasSize(20);
                sum += Inclusion.mean(
                        drawn.stream()
                                .mapToDouble(s -> intent(corpus, s.row()) >= KNOWN ? 1 : 0)
                                .toArray(),
                        drawn.stream()
                                .mapToDouble(Coverage.Suggestion::inclusion)
                                .toArray());
            }
            // 800 draws of a share of 0.2: the standard error is 0.014.
            assertThat(sum / draws).isCloseTo(0.2, within(0.045));
        }
    }

    @Test
    void aSmallProductionIsSuggestedWhole() {
        try (Workers workers = Workers.of(1)) {
            List<Coverage.Suggestion> all =
                    coverage(corpus(3, 2, 4, workers), 1, workers).suggest(30);
            assertThat(all)
                    .hasSizeLessThanOrEqualTo(5)
                    .extracting(Coverage.Suggestion::row)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void withoutPointsOrExamplesItSaysWhatIsMissing() {
        try (Workers workers = Workers.of(1)) {
            Corpus plain = Corpus.of(
                    List.of(Example.of("a", ""), Example.of("b", ""), Example.of("c", ""), Example.of("d", "")),
                    Optional.empty(),
                    workers);
            assertThatThrownBy(() -> Coverage.of(plain, new int[] {0, 1}, new int[] {2, 3}, 1, workers))
                    .hasMessageContaining("an encoder");
            assertThatThrownBy(() -> Coverage.of(plain, new int[] {0}, new int[] {2, 3}, 1, workers))
                    .hasMessage(String.format(
                            Locale.ROOT,
                            "The holdout has %d examples and production %d (expected: at least 2 each)",
                            1,
                            2));
        }
    }
}
