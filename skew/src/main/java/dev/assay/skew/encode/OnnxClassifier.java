package dev.assay.skew.encode;

import dev.assay.stats.permute.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A fine-tuned BERT or DistilBERT in process. Labels and what their logits mean are told by the model's {@code config.json}, as Hugging Face's
 * Transformers write it: {@code problem_type} {@code multi_label_classification} makes a probability of each logit by itself, anything
 * else of all of them together. Of a long text the first 512 pieces count.
 */
public final class OnnxClassifier implements Classifier, AutoCloseable {

    private static final int MOST_PIECES = 512;

    private final String name;
    private final Bert bert;
    private final List<String> labels;
    private final boolean independent;

    private OnnxClassifier(String name, Bert bert, List<String> labels, boolean independent) {
        this.name = name;
        this.bert = bert;
        this.labels = labels;
        this.independent = independent;
    }

    /**
     * A model of one's own.
     *
     * @param name what it measures
     * @param folder with {@code model.onnx}, whose first output is one logit a label, {@code tokenizer.json} of WordPiece in lower case, and
     *     {@code config.json} with {@code id2label}
     * @throws EncoderException where one of them is missing or says something else
     */
    public static OnnxClassifier open(String name, Path folder) {
        Path config = folder.resolve("config.json");
        try {
            JsonNode told = JsonMapper.shared().readTree(Files.readAllBytes(config));
            List<String> labels = labels(told.path("id2label"), config);
            boolean independent =
                    labels.size() == 1 || told.path("problem_type").asString("").equals("multi_label_classification");
            Bert bert = new Bert(
                    name,
                    Files.readAllBytes(folder.resolve("model.onnx")),
                    Vocabulary.read(Files.readAllBytes(folder.resolve("tokenizer.json"))),
                    MOST_PIECES,
                    "It wants an ONNX export of a BERT for sequence classification");
            return new OnnxClassifier(name, bert, labels, independent);
        } catch (IOException | JacksonException e) {
            throw new EncoderException(
                    "The classifier in " + folder + " cannot be read: " + e
                            + " (expected: a folder with model.onnx, tokenizer.json and config.json)",
                    e);
        }
    }

    private static List<String> labels(JsonNode told, Path config) throws IOException {
        List<String> labels = new ArrayList<>();
        while (told.has(String.valueOf(labels.size()))) {
            labels.add(told.path(String.valueOf(labels.size())).asString());
        }
        if (labels.isEmpty()) {
            throw new IOException(config + " names no labels (expected: \"id2label\": {\"0\": \"...\", ...})");
        }
        return List.copyOf(labels);
    }

    @Override
    public String id() {
        return bert.id();
    }

    @Override
    public String name() {
        return name;
    }

    /** Of two that exclude each other the second: the first is the rest to 1. */
    @Override
    public List<String> labels() {
        return isEitherOr() ? labels.subList(1, 2) : labels;
    }

    private boolean isEitherOr() {
        return !independent && labels.size() == 2;
    }

    @Override
    public float[][] classify(List<String> texts, Workers workers) {
        return bert.run(texts, this::probabilities, workers);
    }

    private float[] probabilities(Bert.Output output) {
        float[] logits = Arrays.copyOf(output.states(), output.dimensions());
        if (logits.length != labels.size() || output.states().length != logits.length) {
            throw new EncoderException("The classifier " + id() + " gives " + output.states().length
                    + " numbers a text, and its config.json names " + labels.size()
                    + " labels (expected: one number each)");
        }
        double highest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        double[] raised = new double[logits.length];
        for (int k = 0; k < raised.length; k++) {
            raised[k] = Math.exp(logits[k] - highest);
            sum += raised[k];
        }
        float[] probabilities = new float[logits.length];
        for (int k = 0; k < raised.length; k++) {
            probabilities[k] = (float) (independent ? 1 / (1 + Math.exp(-logits[k])) : raised[k] / sum);
        }
        return isEitherOr() ? new float[] {probabilities[1]} : probabilities;
    }

    @Override
    public void close() {
        bert.close();
    }
}
