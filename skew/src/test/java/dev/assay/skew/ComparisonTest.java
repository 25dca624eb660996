package dev.assay.skew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.skew.encode.WordEncoder;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final String[] VERBS = {"send", "find", "cancel", "change", "book", "move", "repeat", "check"};
    private static final String[] THINGS = {"order", "parcel", "lamp", "chair", "invoice", "meeting", "table", "ticket"
    };
    private static final Settings SETTINGS = Settings.USUAL.with(299, 5);

    private static List<Example> queries(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = "please " + VERBS[random.nextInt(8)] + " the " + THINGS[random.nextInt(8)] + " number "
                    + random.nextInt(1000) + (random.nextInt(3) == 0 ? " today" : "");
            String answer = "{\"done\": true, \"item\": \"" + THINGS[random.nextInt(8)] + "\"}";
            examples.add(Example.of(text, answer));
        }
        return examples;
    }

    private static Report compare(List<Example> reference, List<Example> current, boolean points) {
        return compare(reference, current, points, 0);
    }

    private static Report compare(List<Example> reference, List<Example> current, boolean points, double tolerance) {
        List<Example> all = new ArrayList<>(reference);
        all.addAll(current);
        try (Workers workers = Workers.of(2)) {
            Corpus corpus = Corpus.of(all, points ? Optional.of(new WordEncoder()) : Optional.empty(), workers);
            return Comparison.of(
                            corpus,
                            IntStream.range(0, reference.size()).toArray(),
                            IntStream.range(reference.size(), all.size()).toArray(),
                            new Settings(0.05, tolerance, 299, 5, Optional.empty()),
                            workers)
                    .report();
        }
    }

    @Test
    void splitsOfOneBodyAreSeldomAnAlarm() {
        try (Workers workers = Workers.of(2)) {
            Corpus corpus = Corpus.of(queries(240, 3), Optional.of(new WordEncoder()), workers);
            FalseAlarms.Rate rate =
                    FalseAlarms.of(corpus, IntStream.range(0, 240).toArray(), SETTINGS.with(299, 11), 60, workers);
            // At 5 % seven or more of 60 come once in 28 seeds; this seed is fixed.
            assertThat(rate.alarms()).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void dependentSessionsDoNotAlarmEither() {
        try (Workers workers = Workers.of(2)) {
            List<Example> examples = new ArrayList<>();
            SplittableRandom random = new SplittableRandom(9);
            for (int session = 0; session < 60; session++) {
                String verb = VERBS[random.nextInt(8)];
                for (int turn = 0; turn < 6; turn++) {
                    examples.add(Example.of("please " + verb + " the " + THINGS[random.nextInt(8)] + " now", "")
                            .inSession("s" + session));
                }
            }
            Corpus corpus = Corpus.of(examples, Optional.of(new WordEncoder()), workers);
            FalseAlarms.Rate rate =
                    FalseAlarms.of(corpus, IntStream.range(0, 360).toArray(), SETTINGS.with(299, 12), 60, workers);
            assertThat(rate.alarms()).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void listsInPlaceOfObjectsAreAlwaysFound() {
        List<Example> current = queries(400, 2);
        for (int i = 0; i < 20; i++) {
            Example was = current.get(i * 20);
            current.set(i * 20, Example.of(was.question(), "[" + was.answer() + "]"));
        }
        Report report = compare(queries(400, 1), current, false);
        assertThat(report.alarm()).isTrue();
        Finding first = report.findings().getFirst();
        List<String> names = new ArrayList<>(first.also());
        names.add(first.name());
        assertThat(names).contains("form: JSON list");
        assertThat(first.effect()).isBetween(-0.06, 0.06);
        assertThat(report.findings()).anySatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.NEW_VALUE);
            assertThat(finding.name()).isEqualTo("path $[*].done:boolean");
            assertThat(finding.alarm()).isFalse();
        });
    }

    @Test
    void aNewTopicIsNamedByItsWordsAndItsCluster() {
        List<Example> current = queries(300, 2);
        for (int i = 0; i < 60; i++) {
            current.set(i * 5, Example.of("what is the interest rate of my savings account " + i, "{\"done\": true}"));
        }
        Report report = compare(queries(300, 1), current, true);
        assertThat(report.alarm()).isTrue();
        assertThat(report.findings().stream().filter(f -> f.kind() == Finding.Kind.CLUSTER))
                .first()
                .satisfies(finding -> {
                    assertThat(finding.name()).containsAnyOf("savings", "interest", "rate", "account");
                    assertThat(finding.examples()).isNotEmpty().allMatch(Finding.Shown::current);
                    assertThat(finding.low()).isPositive();
                });
        assertThat(report.layout()).hasSize(600);
    }

    @Test
    void whatIsWithinTheToleranceIsNoAlarm() {
        List<Example> current = new ArrayList<>();
        queries(400, 2)
                .forEach(e -> current.add(Example.of(e.question() + (current.size() % 5 == 0 ? "!" : ""), e.answer())));
        List<Example> reference = queries(400, 1);
        assertThat(compare(reference, current, false).alarm()).isTrue();
        Report tolerant = compare(reference, current, false, 0.5);
        assertThat(tolerant.alarm()).isFalse();
        assertThat(tolerant.findings()).isNotEmpty();
        assertThat(tolerant.detectable().rareShare()).isBetween(0.01, 0.2);
    }

    @Test
    void theSameSeedGivesTheSameReport() {
        assertThat(compare(queries(80, 1), queries(80, 2), true))
                .isEqualTo(compare(queries(80, 1), queries(80, 2), true));
    }

    @Test
    void anEmptySideIsRefused() {
        assertThatThrownBy(() -> compare(queries(10, 1), List.of(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the current side 0");
    }
}
