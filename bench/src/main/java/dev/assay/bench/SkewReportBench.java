package dev.assay.bench;

import dev.assay.skew.Comparison;
import dev.assay.skew.Corpus;
import dev.assay.skew.Example;
import dev.assay.skew.Report;
import dev.assay.skew.Settings;
import dev.assay.skew.encode.OnnxEncoder;
import dev.assay.stats.permute.Workers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whole reports on real queries: what measuring and encoding cost, then every family with its findings, intervals and examples. Arguments:
 * {@code --rows N} a side (default 2000, at most 11250), {@code --permutations N} (999), {@code --threads N} (2), {@code --runs N} (3; the fastest counts),
 * {@code --data FOLDER}.
 */
final class SkewReportBench {

    private static final long SEED = 20_261_126;

    private SkewReportBench() {}

    static void run(Arguments args) throws IOException {
        int side = args.number("--rows", 2_000);
        int permutations = args.number("--permutations", 999);
        int threads = args.number("--threads", 2);
        int runs = args.number("--runs", 3);
        Path data = Path.of(args.text("--data", "../shared/data"));
        args.end();
        List<Example> queries = SkewTexts.queries(data, 2 * side, SEED);
        if (queries.size() < 2 * side) {
            throw new IllegalArgumentException("--rows " + side + " (expected: at most " + queries.size() / 2
                    + ", half of the queries there are)");
        }
        int[] reference = IntStream.range(0, side).toArray();
        int[] current = IntStream.range(side, 2 * side).toArray();
        try (Workers workers = Workers.of(threads);
                OnnxEncoder encoder = OnnxEncoder.miniLm()) {
            Remembering remembering = new Remembering(encoder);
            Clock encoding = new Clock();
            remembering.encode(queries.stream().map(Example::question).toList(), workers);
            double encoded = encoding.seconds();
            Clock measuring = new Clock();
            Corpus corpus = Corpus.of(queries, Optional.of(remembering), workers);
            double measured = measuring.seconds();
            double best = Double.MAX_VALUE;
            double cpu = Double.MAX_VALUE;
            int tests = 0;
            for (int run = 0; run < runs; run++) {
                Clock comparing = new Clock();
                Report report = Comparison.of(
                                corpus, reference, current, Settings.USUAL.with(permutations, SEED + run), workers)
                        .report();
                best = Math.min(best, comparing.seconds());
                cpu = Math.min(cpu, comparing.cpuSeconds());
                tests = report.families().stream()
                        .mapToInt(Report.Family::members)
                        .sum();
            }
            double goal = side <= 2_000 ? 5 : 30;
            System.out.printf(
                    Locale.ROOT,
                    "%n%d against %d queries, %d permutations, %d threads, Vector API %s%n"
                            + "%-28s %9.2f s%n%-28s %9.2f s%n%-28s %9.2f s  <= %.0f  (%,d tests, %.2f s of CPU)%n",
                    side,
                    side,
                    permutations,
                    threads,
                    ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? "on" : "off",
                    "descriptors and words",
                    measured,
                    "embeddings",
                    encoded,
                    "the whole report",
                    best,
                    goal,
                    tests,
                    cpu);
            System.out.printf(
                    Locale.ROOT,
                    "{\"bench\":\"skew-report\",\"rows\":%d,\"permutations\":%d,\"threads\":%d,\"tests\":%d,\"measureSeconds\":%.3f,"
                            + "\"encodeSeconds\":%.3f,\"seconds\":%.3f,\"cpuSeconds\":%.3f}%n",
                    side,
                    permutations,
                    threads,
                    tests,
                    measured,
                    encoded,
                    best,
                    cpu);
        }
    }

    /** Time and the CPU time of the process, from when it was made. */
    private static final class Clock {

        private final long began = System.nanoTime();
        private final long used = used();

        double seconds() {
            return (System.nanoTime() - began) / 1e9;
        }

        double cpuSeconds() {
            return (used() - used) / 1e9;
        }

        private static long used() {
            OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
            return system instanceof com.sun.management.OperatingSystemMXBean own ? own.getProcessCpuTime() : 0;
        }
    }
}
