package dev.assay.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Runs a benchmark by its name. */
public final class Bench {

    private interface Benchmark {
        void run(String[] args) throws Exception;
    }

    private static final Map<String, Benchmark> BENCHMARKS = new LinkedHashMap<>();

    static {
        BENCHMARKS.put("ingest", IngestBench::run);
        BENCHMARKS.put("query", QueryBench::run);
        BENCHMARKS.put("overload", OverloadBench::run);
        BENCHMARKS.put("start", StartBench::run);
        BENCHMARKS.put("restore", RestoreBench::run);
        BENCHMARKS.put("mask", MaskTimes::run);
        BENCHMARKS.put("skew", SkewBench::run);
        BENCHMARKS.put("skew-report", SkewReportBench::run);
        BENCHMARKS.put("parse", ParseBench::run);
        BENCHMARKS.put("skew-proof", SkewProof::run);
        BENCHMARKS.put("suggest", SuggestProof::run);
        BENCHMARKS.put("descriptors", DescriptorBench::run);
        BENCHMARKS.put("embeddings", EmbeddingBench::run);
        BENCHMARKS.put("bare-appender", BareAppender::run); // the anchor of ingest, in a process of its own
    }

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Optional<Benchmark> benchmark =
                args.length == 0 ? Optional.empty() : Optional.ofNullable(BENCHMARKS.get(args[0]));
        if (benchmark.isEmpty()) {
            System.err.println("There is no benchmark '" + String.join(" ", args) + "' (expected: one of "
                    + String.join(", ", BENCHMARKS.keySet()) + ")");
            System.exit(2);
        } else {
            benchmark.get().run(Arrays.copyOfRange(args, 1, args.length));
        }
    }
}
