package dev.assay.skew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.skew.descriptor.Descriptor;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static String theme(Finding.Kind kind, String name) {
        return Ranking.theme(
                new Candidate(kind, name, Aspect.OUTPUT, Descriptor.Kind.FLAG, "share", new double[] {0, 1}));
    }

    @Test
    void eachFindingHasATheme() {
        assertThat(theme(Finding.Kind.DESCRIPTOR, "system: has bullets")).isEqualTo("format");
        assertThat(theme(Finding.Kind.DESCRIPTOR, "form: JSON list")).isEqualTo("structure");
        assertThat(theme(Finding.Kind.DESCRIPTOR, "user: language: de")).isEqualTo("language");
        assertThat(theme(Finding.Kind.DESCRIPTOR, "path $.a:string")).isEqualTo("structure");
        assertThat(theme(Finding.Kind.DESCRIPTOR, "tool refund")).isEqualTo("tools");
        assertThat(theme(Finding.Kind.DESCRIPTOR, "latency")).isEqualTo("call");
        assertThat(theme(Finding.Kind.CLUSTER, "parcel, order")).isEqualTo("topic");
        assertThat(theme(Finding.Kind.LEXICAL, "please")).isEqualTo("words");
    }

    @Test
    void whatOneWouldActUponComesBeforeWhatFollowsFromIt() {
        String reference = "The parcel is on its way and it will be with you in a few days, as the order says.";
        String current = "# Parcel\n- way: posted\n- days: few\n- order: see above";
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 160; i++) {
            examples.add(Example.of("Where is number " + i % 40 + "?", i < 80 ? reference + i % 7 : current + i % 7));
        }
        try (Workers workers = Workers.of(2)) {
            Corpus corpus = Corpus.of(examples, Optional.empty(), workers);
            Report report = Comparison.of(
                            corpus,
                            IntStream.range(0, 80).toArray(),
                            IntStream.range(80, 160).toArray(),
                            Settings.USUAL.with(299, 3),
                            workers)
                    .report();
            List<String> kinds = report.findings().stream()
                    .map(finding -> finding.kind() == Finding.Kind.LEXICAL
                            ? "word"
                            : finding.theme().equals("style") || finding.theme().equals("repetition")
                                    ? "texture"
                                    : "main")
                    .toList();
            assertThat(report.alarm()).isTrue();
            assertThat(kinds.getFirst()).isEqualTo("main");
            assertThat(kinds)
                    .isSortedAccordingTo((a, b) -> Integer.compare(
                            List.of("main", "texture", "word").indexOf(a),
                            List.of("main", "texture", "word").indexOf(b)));
            List<Finding> lengths = report.findings().stream()
                    .filter(f -> f.theme().equals("length"))
                    .toList();
            assertThat(lengths).as("lengths that go together are one finding").hasSizeLessThanOrEqualTo(2);
        }
    }
}
