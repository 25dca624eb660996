package dev.assay.skew.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.stats.permute.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against Hugging Face's tokenizers 0.23.3 and ONNX Runtime for Python, mean over pieces and length 1, as LangChain4j does it. */
class OnnxEncoderTest {

    private static JsonNode golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(OnnxEncoderTest.class.getResourceAsStream("minilm.json"))) {
            return JsonMapper.shared().readTree(in.readAllBytes());
        }
    }

    @Test
    void piecesAreThoseOfTheReferenceTokenizer() throws IOException {
        WordPiece tokenizer = new WordPiece(Vocabulary.miniLm());
        for (JsonNode one : golden()) {
            long[] expected = new long[one.path("ids").size()];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = one.path("ids").get(i).longValue();
            }
            assertThat(tokenizer.encode(one.path("text").stringValue(), 128))
                    .as(one.path("text").stringValue())
                    .isEqualTo(expected);
        }
    }

    @Test
    void pointsAreThoseOfTheReferenceRuntimeWhateverTheBatch() throws IOException {
        List<String> texts = new ArrayList<>();
        golden().forEach(one -> texts.add(one.path("text").stringValue()));
        try (OnnxEncoder encoder = OnnxEncoder.miniLm();
                Workers workers = Workers.of(2)) {
            float[][] points = encoder.encode(texts, workers);
            for (int i = 0; i < points.length; i++) {
                assertThat(points[i]).hasSize(384);
                JsonNode expected = golden().get(i).path("point");
                for (int k = 0; k < expected.size(); k++) {
                    // Quantised layers scale by the largest value of a batch, so that padding moves the third digit.
                    assertThat(points[i][k])
                            .as(texts.get(i))
                            .isCloseTo(expected.get(k).floatValue(), within(0.02f));
                }
            }
            assertThat(encoder.id()).matches("all-minilm-l6-v2-q@[0-9a-f]{12}");
        }
    }

    private static void copy(String resource, Path file) throws IOException {
        try (InputStream in = Objects.requireNonNull(OnnxEncoderTest.class.getResourceAsStream(resource))) {
            Files.copy(in, file);
        }
    }

    @Test
    void aModelOfOnesOwnIsAFileBesideItsTokenizer(@TempDir Path folder) throws IOException {
        Path model = folder.resolve("own.onnx");
        Path tokenizer = folder.resolve("tokenizer.json");
        copy("/all-minilm-l6-v2-q.onnx", model);
        assertThatThrownBy(() -> OnnxEncoder.open(model, tokenizer))
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining("tokenizer.json");
        Files.writeString(tokenizer, "{}");
        assertThatThrownBy(() -> OnnxEncoder.open(model, tokenizer))
                .hasMessageContaining("a tokenizer.json of WordPiece");
        Files.delete(tokenizer);
        copy("/all-minilm-l6-v2-q-tokenizer.json", tokenizer);
        try (OnnxEncoder own = OnnxEncoder.open(model, tokenizer);
                OnnxEncoder bundled = OnnxEncoder.miniLm();
                Workers workers = Workers.of(1)) {
            List<String> texts = List.of("pay the bill", "a flight to Rome");
            assertThat(own.encode(texts, workers)).isDeepEqualTo(bundled.encode(texts, workers));
            assertThat(own.id()).startsWith("own.onnx@");
        }
        Files.writeString(model, "no model");
        assertThatThrownBy(() -> OnnxEncoder.open(model, tokenizer))
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining("own.onnx")
                .hasMessageContaining("--encoder words");
    }

    @Test
    void wordsAloneMakePointsToo() {
        try (Workers workers = Workers.of(1)) {
            float[][] points = new WordEncoder()
                    .encode(
                            List.of(
                                    "pay the bill",
                                    "pay my bill",
                                    "a flight to Rome",
                                    "book a flight",
                                    "the bill is due"),
                            workers);
            assertThat(dot(points[0], points[1])).isGreaterThan(dot(points[0], points[2]) + 0.2);
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
