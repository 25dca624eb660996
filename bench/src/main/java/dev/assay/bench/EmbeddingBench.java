package dev.assay.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.assay.skew.Example;
import dev.assay.skew.encode.OnnxEncoder;
import dev.assay.skew.encode.Vocabulary;
import dev.assay.skew.encode.WordPiece;
import dev.assay.stats.permute.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Embeddings from text to point beside ONNX Runtime alone, which gets ready tensors of the same model, and gives back what the model
 * gives. The runtime by itself is tried in two ways: all threads on one batch after the other, as it comes, and one thread a batch.
 *
 * <p>{@code --texts N --batch TEXTS --rounds N --threads N --data FOLDER}
 */
final class EmbeddingBench {

    private static final int MOST_PIECES = 128;
    private static final int PIECES_OF_BATCH = 1_024;

    private EmbeddingBench() {}

    private record Batch(OnnxTensor ids, OnnxTensor mask, OnnxTensor types) {}

    static void run(Arguments args) throws IOException, OrtException {
        int count = args.number("--texts", 1_500);
        int threads = args.number("--threads", 2);
        int rounds = args.number("--rounds", 3);
        Path data = Path.of(args.text("--data", "../shared/data"));
        args.end();
        List<String> texts = texts(data, count);
        byte[] model = model();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        List<Batch> batches = batches(environment, texts);
        try (Workers workers = Workers.of(threads);
                OnnxEncoder encoder = OnnxEncoder.miniLm();
                OrtSession together = session(environment, model, threads);
                OrtSession apart = session(environment, model, 1)) {
            double ours = 0;
            double bare = 0;
            for (int round = 0; round < rounds; round++) {
                long began = System.nanoTime();
                encoder.encode(texts, workers);
                double mine = seconds(began);
                began = System.nanoTime();
                for (Batch batch : batches) {
                    infer(together, batch);
                }
                double one = seconds(began);
                began = System.nanoTime();
                workers.each(batches.size(), i -> infer(apart, batches.get(i)));
                double two = seconds(began);
                ours = Math.max(ours, count / mine);
                bare = Math.max(bare, count / Math.min(one, two));
                System.out.printf(
                        Locale.ROOT,
                        "round %d: %,.0f texts/s; ONNX Runtime alone %,.0f (all threads on a batch) and %,.0f (one a batch)%n",
                        round + 1,
                        count / mine,
                        count / one,
                        count / two);
            }
            System.out.printf(Locale.ROOT, "best: %,.0f of %,.0f texts/s: %.2f (goal: 0.8)%n", ours, bare, ours / bare);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void infer(OrtSession session, Batch batch) {
        try (OrtSession.Result result = session.run(
                Map.of("input_ids", batch.ids, "attention_mask", batch.mask, "token_type_ids", batch.types))) {
            if (result.size() == 0) {
                throw new IllegalStateException("The model gave nothing");
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OrtSession session(OrtEnvironment environment, byte[] model, int threads) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            return environment.createSession(model, options);
        }
    }

    private static byte[] model() throws IOException {
        try (InputStream in = EmbeddingBench.class.getResourceAsStream("/all-minilm-l6-v2-q.onnx")) {
            if (in == null) {
                throw new IOException("MiniLM is not on the class path");
            }
            return in.readAllBytes();
        }
    }

    /** Texts of nearly equal length together, as the encoder has them. */
    private static List<Batch> batches(OrtEnvironment environment, List<String> texts) throws OrtException {
        WordPiece tokenizer = new WordPiece(Vocabulary.miniLm());
        List<long[]> pieces = new ArrayList<>(
                texts.stream().map(text -> tokenizer.encode(text, MOST_PIECES)).toList());
        pieces.sort(Comparator.comparingInt(p -> p.length));
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < pieces.size(); ) {
            int to = from + 1;
            while (to < pieces.size() && (to - from + 1) * pieces.get(to).length <= PIECES_OF_BATCH) {
                to++;
            }
            int width = pieces.get(to - 1).length;
            long[] ids = new long[(to - from) * width];
            long[] mask = new long[ids.length];
            for (int i = from; i < to; i++) {
                System.arraycopy(pieces.get(i), 0, ids, (i - from) * width, pieces.get(i).length);
                Arrays.fill(mask, (i - from) * width, (i - from) * width + pieces.get(i).length, 1);
            }
            long[] shape = {to - from, width};
            batches.add(new Batch(
                    OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape),
                    OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape),
                    OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape)));
            from = to;
        }
        return batches;
    }

    /** Short questions and long answers, as both come. */
    private static List<String> texts(Path data, int count) throws IOException {
        List<String> texts = new ArrayList<>();
        List<Example> questions = SkewTexts.queries(data, count, 1);
        List<Example> answers = SkewTexts.answers(data);
        for (int i = 0; i < count; i++) {
            texts.add(
                    i % 2 == 0
                            ? questions.get(i).question()
                            : answers.get(i % answers.size()).answer());
        }
        return texts;
    }
}
