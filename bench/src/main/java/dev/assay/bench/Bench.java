package dev.assay.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs a benchmark by its name. */
public final class Bench {

    private interface Benchmark {
        void run(Arguments args) throws Exception;
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
    }

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT); // the lines of JSON have points, whatever language the machine speaks
        List<String> told = List.of(args);
        String name = told.isEmpty() ? "--help" : told.getFirst();
        Benchmark benchmark = BENCHMARKS.get(name);
        if (name.equals("bare-appender")) { // the anchor of ingest, in a process of its own
            BareAppender.run(told.subList(1, told.size()));
        } else if (benchmark != null) {
            try {
                benchmark.run(new Arguments(told.subList(1, told.size())));
            } catch (Arguments.Ended e) {
                System.err.println(e.getMessage());
                System.exit(e.code);
            }
        } else if (name.equals("--help")) {
            System.err.println(
                    "./build bench NAME --help has the arguments of: crash, " + String.join(", ", BENCHMARKS.keySet()));
        } else {
            System.err.println("There is no benchmark '" + name + "' (expected: one of crash, "
                    + String.join(", ", BENCHMARKS.keySet()) + ")");
            System.exit(2);
        }
    }
}
