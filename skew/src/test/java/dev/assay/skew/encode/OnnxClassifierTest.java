package dev.assay.skew.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.skew.Comparison;
import dev.assay.skew.Corpus;
import dev.assay.skew.Example;
import dev.assay.skew.Report;
import dev.assay.skew.Settings;
import dev.assay.stats.permute.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxClassifierTest {

    /** "idiot" weighs 2, "thanks" -1, padding much. */
    private static final byte[] MODEL = TinyOnnx.sumOf(100, 0, 0, 0, 2, -1, 0, 0, 0);

    private static final String TOKENIZER = """
            {"model": {"type": "WordPiece", "vocab": {
              "[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "idiot": 4, "thanks": 5, "you": 6, "the": 7, "bill": 8}}}
            """;

    private static final String EITHER_OR = "{\"id2label\": {\"0\": \"fine\", \"1\": \"toxic\"}}";
    private static final String INDEPENDENT =
            "{\"id2label\": {\"0\": \"kind\", \"1\": \"insult\"}, \"problem_type\": \"multi_label_classification\"}";

    @TempDir
    private Path folder;

    @BeforeEach
    void aModel() throws IOException {
        Files.write(folder.resolve("model.onnx"), MODEL);
        Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
        Files.writeString(folder.resolve("config.json"), EITHER_OR);
    }

    @Test
    void ofTwoLabelsThatExcludeEachOtherTheSecondIsMeasured() {
        try (OnnxClassifier toxicity = OnnxClassifier.open("toxicity", folder);
                Workers workers = Workers.of(2)) {
            assertThat(toxicity.labels()).containsExactly("toxic");
            float[][] scores =
                    toxicity.classify(List.of("the bill", "You IDIOT you", "idiot", "thanks thanks you"), workers);
            // Softmax over -s and s is the logistic function of 2 s; padding of the shorter texts must not count.
            assertThat(scores[0]).containsExactly(0.5f);
            assertThat(scores[1][0]).isCloseTo(0.9820f, within(1e-4f));
            assertThat(scores[2][0]).isCloseTo(0.9820f, within(1e-4f));
            assertThat(scores[3][0]).isCloseTo(0.0180f, within(1e-4f));
            assertThat(toxicity.id()).matches("toxicity@[0-9a-f]{12}");
        }
    }

    @Test
    void labelsThatDoNotExcludeEachOtherAreMeasuredByThemselves() throws IOException {
        Files.writeString(folder.resolve("config.json"), INDEPENDENT);
        try (OnnxClassifier tone = OnnxClassifier.open("tone", folder);
                Workers workers = Workers.of(1)) {
            assertThat(tone.labels()).containsExactly("kind", "insult");
            float[] scores = tone.classify(List.of("idiot"), workers)[0];
            assertThat(scores[0]).isCloseTo(0.1192f, within(1e-4f));
            assertThat(scores[1]).isCloseTo(0.8808f, within(1e-4f));
        }
    }

    @Test
    void whatItSaysIsComparedAsADescriptor() {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            boolean rude = i >= 200 && i % 4 == 0;
            examples.add(Example.of((rude ? "you idiot the bill " : "the bill ") + i, ""));
        }
        try (OnnxClassifier toxicity = OnnxClassifier.open("toxicity", folder);
                Workers workers = Workers.of(2)) {
            Corpus corpus = Corpus.of(examples, Optional.empty(), List.of(toxicity), workers);
            Report report = Comparison.of(
                            corpus,
                            IntStream.range(0, 200).toArray(),
                            IntStream.range(200, 400).toArray(),
                            Settings.USUAL,
                            workers)
                    .report();
            assertThat(report.alarm()).isTrue();
            assertThat(report.classifiers()).containsExactly(toxicity.id());
            assertThat(report.findings())
                    .anySatisfy(finding ->
                            assertThat(finding.name() + finding.also()).contains("classifier toxicity"));
        }
    }

    @Test
    void whatIsMissingOrDoesNotFitIsNamed() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"id2label\": {\"0\": \"a\", \"1\": \"b\", \"2\": \"c\"}}");
        try (OnnxClassifier three = OnnxClassifier.open("three", folder);
                Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> three.classify(List.of("idiot"), workers))
                    .hasStackTraceContaining("gives 2 numbers a text, and its config.json names 3 labels");
        }
        Files.writeString(folder.resolve("config.json"), "{}");
        assertThatThrownBy(() -> OnnxClassifier.open("toxicity", folder))
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining("names no labels");
        Files.delete(folder.resolve("config.json"));
        assertThatThrownBy(() -> OnnxClassifier.open("toxicity", folder))
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining("config.json")
                .hasMessageContaining("expected: a folder with model.onnx");
    }
}
