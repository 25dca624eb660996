package dev.assay.bench;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How many spans a second of CPU takes in over OTLP/HTTP: durable, acknowledged, normalised and stored, beside the bare
 * DuckDB appender on the same rows. And how long after its acknowledgement a span can be asked for, at half that rate.
 *
 * <p>Arguments: {@code --texts FILE,...} (real text), {@code --spans N}
 * (default 300000: both write for long enough that their files grow steadily), {@code --batch N} (default 512).
 */
final class IngestBench {

    private static final int SENDERS = 4;
    private static final Path DIST = Path.of("server/target/dist");

    private static final String DEFAULT_TEXTS = String.join(
            ",",
            "../shared/data/arenahard-gpt-4-0314.jsonl",
            "../shared/data/arenahard-gpt-4-0613.jsonl",
            "../shared/data/arenahard-questions.jsonl",
            "../shared/data/llmdrift-leetcode-easy.csv");
    private static final long SEED = 42;

    private IngestBench() {}

    static void run(String[] args) throws Exception {
        String texts = Arguments.text(args, "--texts", DEFAULT_TEXTS);
        int spans = Arguments.number(args, "--spans", 300_000);
        int batch = Arguments.number(args, "--batch", 512);
        Path folder = Files.createTempDirectory("assay-bench-ingest");
        try {
            List<byte[]> bodies = bodies(texts, spans, batch);
            long wire = bodies.stream().mapToLong(body -> body.length).sum();
            int sent = bodies.size() * batch;
            System.err.printf("%,d spans, %,d bytes each on the wire, %d in a request%n", sent, wire / sent, batch);

            BareAppender.Result bare = bareAppender(texts, spans, batch, folder);
            System.err.printf("bare appender: %,.0f spans/cpu-s%n", bare.spansPerCpuSecond());
            Served served = serve(bodies, batch, folder.resolve("data"));
            System.err.printf("assay: %,.0f spans/cpu-s%n", served.spansPerCpuSecond());
            double[] visible = visible(bodies, batch, served, folder.resolve("paced"));
            print(sent, wire, bare, served, visible);
        } finally {
            delete(folder);
        }
    }

    /** @param texts names of files, separated by commas */
    static List<byte[]> bodies(String texts, int spans, int batch) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String file : texts.split(",")) {
            if (!Files.isRegularFile(Path.of(file))) {
                throw new IOException("there is no " + file
                        + "; name files of real text, for example logged calls, with --texts FILE,...");
            }
            files.add(Path.of(file));
        }
        SpanLoad load = new SpanLoad(new RealTexts(files), SEED);
        // Live spans are younger than the server, which is started after this.
        Instant now = Instant.now().plus(Duration.ofMinutes(10));
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < spans; i += batch) {
            ExportTraceServiceRequest request = load.request(batch, now.plusMillis(i / 20));
            bodies.add(request.toByteArray());
        }
        return bodies;
    }

    private static BareAppender.Result bareAppender(String texts, int spans, int batch, Path folder)
            throws IOException, InterruptedException {
        Path result = folder.resolve("bare.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx4g",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.assay.bench.Bench",
                        "bare-appender",
                        texts,
                        Integer.toString(spans),
                        Integer.toString(batch),
                        folder.toString(),
                        result.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("the bare appender failed");
        }
        return BareAppender.Result.parse(Files.readString(result));
    }

    /** @param spansPerSecond by the clock, all of it stored */
    private record Served(
            double spansPerCpuSecond,
            double spansPerSecond,
            long journalBytes,
            long columnsBytes,
            long peakMegabytes,
            Map<String, Double> microsByThread) {}

    /** The first half warms up what the JVM compiles while it runs; the end includes the last checkpoint. */
    private static Served serve(List<byte[]> bodies, int batch, Path data) throws Exception {
        ServerProcess server = ServerProcess.start(data, ServerProcess.flags(DIST));
        int warm = bodies.size() / 2;
        double cpuBefore;
        double seconds;
        long peak;
        Map<String, Double> threadsBefore;
        Map<String, Double> threads;
        try {
            send(server, bodies.subList(0, warm));
            server.awaitCaughtUp();
            cpuBefore = server.cpuSeconds();
            threadsBefore = server.cpuSecondsByThread();
            long start = System.nanoTime();
            send(server, bodies.subList(warm, bodies.size()));
            server.awaitCaughtUp();
            seconds = (System.nanoTime() - start) / 1e9;
            threads = server.cpuSecondsByThread();
            peak = server.peakResidentMegabytes();
        } finally {
            server.close();
        }
        int measured = (bodies.size() - warm) * batch;
        threads.replaceAll((name, cpu) -> (cpu - threadsBefore.getOrDefault(name, 0.0)) * 1e6 / measured);
        return new Served(
                measured / (server.cpuAtEnd() - cpuBefore),
                measured / seconds,
                size(data.resolve("journal")),
                size(data.resolve("columns.duckdb")),
                peak,
                threads);
    }

    private static void send(ServerProcess server, List<byte[]> bodies) throws Exception {
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (byte[] body : bodies) {
                answers.add(senders.submit(() -> server.postTraces(body)));
            }
            for (Future<Integer> answer : answers) {
                if (answer.get() != 200) {
                    throw new IOException("the server answered " + answer.get());
                }
            }
        }
    }

    /** @return p50, p99 and the longest, in milliseconds, over the requests of a run at half the rate it can take */
    private static double[] visible(List<byte[]> bodies, int batch, Served served, Path data) throws Exception {
        double requestsPerSecond = served.spansPerSecond() / batch / 2;
        long pauseNanos = (long) (1e9 / requestsPerSecond);
        try (ServerProcess server = ServerProcess.start(data, ServerProcess.flags(DIST))) {
            send(server, bodies.subList(0, bodies.size() / 2));
            server.awaitCaughtUp();
            long before = server.positions().journal();
            List<byte[]> paced = bodies.subList(bodies.size() / 2, bodies.size());
            long[] acknowledged = new long[paced.size()];
            long[] seen = new long[paced.size()];
            Thread watcher = Thread.ofPlatform().start(() -> watch(server, before, seen));
            long next = System.nanoTime();
            for (int i = 0; i < paced.size(); i++) {
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
                next += pauseNanos;
                if (server.postTraces(paced.get(i)) != 200) {
                    throw new IOException("the server refused a paced request");
                }
                acknowledged[i] = System.nanoTime();
            }
            watcher.join();
            double[] millis = new double[paced.size()];
            for (int i = 0; i < millis.length; i++) {
                millis[i] = Math.max(0, (seen[i] - acknowledged[i]) / 1e6);
            }
            Arrays.sort(millis);
            return new double[] {
                millis[millis.length / 2], millis[(int) (millis.length * 0.99)], millis[millis.length - 1]
            };
        }
    }

    /** One sender gives the requests their positions in order. */
    private static void watch(ServerProcess server, long before, long[] seen) {
        int visible = 0;
        try {
            while (visible < seen.length) {
                long columns = server.positions().columns() - before;
                long now = System.nanoTime();
                while (visible < columns) {
                    seen[visible++] = now;
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(int spans, long wire, BareAppender.Result bare, Served served, double[] visible) {
        long bytes = served.journalBytes() + served.columnsBytes();
        System.out.printf("%n%-34s %14s %14s %8s  %s%n", "ingest", "assay", "bare appender", "ratio", "goal");
        System.out.printf(
                "%-34s %,14.0f %,14.0f %8.2f  >= 1.5%n",
                "spans per cpu-second",
                served.spansPerCpuSecond(),
                bare.spansPerCpuSecond(),
                served.spansPerCpuSecond() / bare.spansPerCpuSecond());
        System.out.printf(
                "%-34s %,14d %,14d %8.2f  <= 1%n",
                "bytes per span, journal + columns",
                bytes / spans,
                bare.fileBytes() / spans,
                bytes / (double) bare.fileBytes());
        System.out.printf("%-34s %,14d%n", "  of these the journal", served.journalBytes() / spans);
        System.out.printf("%-34s %,14d%n", "  of these the columns", served.columnsBytes() / spans);
        System.out.printf("%-34s %,14d%n", "  on the wire", wire / spans);
        System.out.printf("%-34s %,14.0f%n", "spans per second", served.spansPerSecond());
        System.out.printf("%-34s %,14d%n", "peak resident MB", served.peakMegabytes());
        served.microsByThread().entrySet().stream()
                .filter(thread -> thread.getValue() >= 0.5)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(thread ->
                        System.out.printf("  us of CPU a span: %-14s %,15.1f%n", thread.getKey(), thread.getValue()));
        System.out.printf(
                "%-34s %,14.0f  (p50 %.0f, max %.0f; goal p99 <= 1000)%n",
                "acknowledged to visible, p99 ms", visible[1], visible[0], visible[2]);
        System.out.printf(
                "{\"bench\":\"ingest\",\"spans\":%d,\"spansPerCpuSecond\":%.0f,\"bareSpansPerCpuSecond\":%.0f,\"ratio\":%.3f,"
                        + "\"bytesRatio\":%.3f,\"journalBytesPerSpan\":%d,\"columnsBytesPerSpan\":%d,\"bareBytesPerSpan\":%d,"
                        + "\"visibleMs\":{\"p50\":%.1f,\"p99\":%.1f,\"max\":%.1f},\"peakResidentMb\":%d}%n",
                spans,
                served.spansPerCpuSecond(),
                bare.spansPerCpuSecond(),
                served.spansPerCpuSecond() / bare.spansPerCpuSecond(),
                bytes / (double) bare.fileBytes(),
                served.journalBytes() / spans,
                served.columnsBytes() / spans,
                bare.fileBytes() / spans,
                visible[0],
                visible[1],
                visible[2],
                served.peakMegabytes());
    }

    private static long size(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
