package dev.assay.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a benchmark by its name. */
public final class Bench {

    private interface Benchmark {
        void run(String[] args) throws Exception;
    }

    private static final Map<String, Benchmark> BENCHMARKS = new LinkedHashMap<>();

    static {
        BENCHMARKS.put("ingest", IngestBench::run);
        BENCHMARKS.put("start", StartBench::run);
        BENCHMARKS.put("bare-appender", BareAppender::run); // the anchor of ingest, in a process of its own
    }

    private Bench() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 0 || !BENCHMARKS.containsKey(args[0])) {
            System.err.println("There is no benchmark '" + String.join(" ", args) + "' (expected: one of "
                    + String.join(", ", BENCHMARKS.keySet()) + ")");
            System.exit(2);
        }
        BENCHMARKS.get(args[0]).run(Arrays.copyOfRange(args, 1, args.length));
    }
}
