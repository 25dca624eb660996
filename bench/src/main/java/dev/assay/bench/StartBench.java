package dev.assay.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How long a start takes until the server is ready, and how much memory it holds when nothing happens. Arguments: {@code
 * --dist DIR} (the built distribution; default server/target/dist), {@code --runs N} (default 7), {@code --rows N} (default 0: an
 * empty folder; else so many spans, which are made once and take 120 B of disk each).
 */
final class StartBench {

    private StartBench() {}

    static void run(Arguments args) throws Exception {
        Path dist = Path.of(args.text("--dist", "server/target/dist"));
        int runs = args.number("--runs", 7);
        int rows = args.number("--rows", 0);
        args.end();
        Optional<Path> data = rows == 0 ? Optional.empty() : Optional.of(StartData.ready(rows));
        List<String> flags = ServerProcess.flags(dist);
        Measured plain = measure(flags, runs, data);
        List<String> cached = new ArrayList<>(flags);
        Path cache = dist.resolve("assay.aot");
        boolean hasCache = Files.exists(cache);
        if (hasCache) {
            cached.add(0, "-XX:AOTCache=" + cache);
        }
        Measured withCache = hasCache ? measure(cached, runs, data) : plain;
        System.out.printf("%n%-26s %10s %10s  %s%n", "start", "without", "with AOT", "goal");
        System.out.printf(
                "%-26s %10.0f %10.0f  <= %s%n",
                "ready, median ms", plain.median, withCache.median, rows == 0 ? "1500, with AOT 800" : "3000");
        System.out.printf("%-26s %10.0f %10.0f%n", "ready, slowest ms", plain.slowest, withCache.slowest);
        System.out.printf("%-26s %10d %10d  <= 250%n", "idle resident MB", plain.resident, withCache.resident);
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"start\",\"rows\":%d,\"runs\":%d,\"readyMs\":%.0f,\"readyMsAot\":%.0f,\"idleResidentMb\":%d,"
                        + "\"idleResidentMbAot\":%d}%n",
                rows,
                runs,
                plain.median,
                withCache.median,
                plain.resident,
                withCache.resident);
    }

    /** @param resident the most of all runs */
    private record Measured(double median, double slowest, long resident) {}

    private static Measured measure(List<String> flags, int runs, Optional<Path> kept) throws Exception {
        double[] millis = new double[runs];
        long resident = 0;
        for (int i = 0; i < runs; i++) {
            Path data = kept.isPresent() ? kept.get() : Files.createTempDirectory("assay-bench-start");
            Files.deleteIfExists(data.resolve("server.json"));
            long start = System.nanoTime();
            try (ServerProcess server = ServerProcess.start(data, flags)) {
                server.positions();
                millis[i] = (System.nanoTime() - start) / 1e6;
                TimeUnit.SECONDS.sleep(3); // until it is idle
                resident = Math.max(resident, server.residentMegabytes());
            }
            if (kept.isEmpty()) {
                IngestBench.delete(data);
            }
        }
        Arrays.sort(millis);
        return new Measured(millis[runs / 2], millis[runs - 1], resident);
    }
}
