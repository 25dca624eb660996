package dev.assay.skew.encode;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.assay.stats.permute.Workers;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
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
 * Texts through a BERT in ONNX Runtime, in batches of nearly equal length, so that little is computed for padding. Of a long text the
 * first pieces count.
 */
final class Bert implements AutoCloseable {

    private static final int PIECES_OF_BATCH = 1024;

    private final String id;
    private final WordPiece tokenizer;
    private final int mostPieces;
    private final OrtEnvironment environment;
    private final OrtSession session;

    /**
     * @param instead what to do where the model cannot be loaded
     * @throws EncoderException where ONNX Runtime does not take the model
     */
    Bert(String name, byte[] model, Vocabulary vocabulary, int mostPieces, String instead) {
        this.id = name + "@" + hash(model);
        this.tokenizer = new WordPiece(vocabulary);
        this.mostPieces = mostPieces;
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
            throw new EncoderException("ONNX Runtime cannot load " + name + ": " + e.getMessage() + ". " + instead, e);
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

    /** Its name, and a hash of what it is. */
    String id() {
        return id;
    }

    /**
     * What the model says of one text.
     *
     * @param states of each piece in turn, or one for the whole text; of pieces beyond the text's they are padding
     * @param dimensions of each state
     * @param pieces how many the text has
     */
    @SuppressWarnings("ArrayRecordComponent") // read once and let go
    record Output(float[] states, int dimensions, int pieces) {}

    /** Makes a vector of what the model says of a text. */
    interface Head {
        float[] of(Output output);
    }

    /** By text. */
    float[][] run(List<String> texts, Head head, Workers workers) {
        long[][] pieces = new long[texts.size()][];
        int tasks = (pieces.length + 255) / 256;
        workers.each(tasks, task -> {
            for (int i = task * 256; i < Math.min(pieces.length, (task + 1) * 256); i++) {
                pieces[i] = tokenizer.encode(texts.get(i), mostPieces);
            }
        });
        int[] order = IntStream.range(0, pieces.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> pieces[i].length))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] starts = batches(pieces, order);
        float[][] vectors = new float[pieces.length][];
        workers.each(
                starts.length - 1,
                batch -> run(pieces, Arrays.copyOfRange(order, starts[batch], starts[batch + 1]), head, vectors));
        return vectors;
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

    private void run(long[][] pieces, int[] rows, Head head, float[][] vectors) {
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
                read((OnnxTensor) result.get(0), pieces, rows, head, vectors);
            }
        } catch (OrtException e) {
            throw new EncoderException("The model " + id + " failed on a text: " + e.getMessage(), e);
        }
    }

    private void read(OnnxTensor output, long[][] pieces, int[] rows, Head head, float[][] vectors) {
        long[] shape = output.getInfo().getShape();
        if (shape.length < 2 || shape[0] != rows.length) {
            throw new EncoderException("The model " + id + " answers " + rows.length + " texts with an output of shape "
                    + Arrays.toString(shape) + " (expected: [texts, pieces, dimensions] or [texts, dimensions])");
        }
        int dimensions = (int) shape[shape.length - 1];
        int width = shape.length == 3 ? (int) shape[1] : 1;
        FloatBuffer all = output.getFloatBuffer();
        float[] states = new float[width * dimensions];
        for (int row : rows) {
            all.get(states);
            vectors[row] = head.of(new Output(states, dimensions, Math.min(width, pieces[row].length)));
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new EncoderException("The model " + id + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
