package dev.assay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * <p>Arguments: {@code --part NAME} (default {@code texts}), {@code --texts FILE,...} (real text), {@code --spans N} (default
 * 300000, and 600000 of short ones: both write for long enough that their files grow steadily), {@code --batch N} (default 512). Assay is sent
 * as many before that: a server is up for days, and in its first half minute of load the JVM compiles.
 *
 * <ul>
 *   <li>{@code texts}: spans of 3 KB, beside the appender
 *   <li>{@code short}: spans of 620 B, beside the appender
 *   <li>{@code requests}: requests of 10 spans, beside those of 512
 *   <li>{@code gzip}: bodies that come compressed, beside those that do not
 *   <li>{@code keys}: requests of 10 spans that carry a key, beside those to a server that is open
 *   <li>{@code clients}: six clients by turns, with every detector of redaction and prices on, beside the appender
 * </ul>
 */
final class IngestBench {

    private static final int SENDERS = 4;
    private static final Path DIST = Path.of("server/target/dist");

    static final String DEFAULT_TEXTS = String.join(
            ",",
            "../shared/data/arenahard-gpt-4-0314.jsonl",
            "../shared/data/arenahard-gpt-4-0613.jsonl",
            "../shared/data/arenahard-questions.jsonl",
            "../shared/data/llmdrift-leetcode-easy.csv");
    private static final String EVERY_DETECTOR =
            "{\"email\":\"mask\",\"phone\":\"mask\",\"card\":\"mask\",\"iban\":\"mask\",\"key\":\"mask\"}";

    private IngestBench() {}

    static void run(Arguments args) throws Exception {
        String part = args.one("--part", List.of("texts", "short", "requests", "gzip", "keys", "clients"));
        int spans = args.number("--spans", part.equals("short") ? 600_000 : 300_000);
        int batch = args.number("--batch", 512);
        String texts = args.text("--texts", DEFAULT_TEXTS);
        args.end();
        IngestLoad load = new IngestLoad(texts, SpanLoad.Shape.TEXTS, spans, batch);
        Path folder = Files.createTempDirectory("assay-bench-ingest");
        try {
            switch (part) {
                case "texts" -> besideTheAppender(part, load, "", 1.5, folder);
                case "short" -> besideTheAppender(part, load.of(SpanLoad.Shape.SHORT), "", 0.6, folder);
                case "clients" -> besideTheAppender(part, load.of(SpanLoad.Shape.CLIENTS), EVERY_DETECTOR, 1.5, folder);
                case "requests" ->
                    beside("requests of 10", load.of(10), "requests of " + batch, load, 0.4, false, folder);
                case "gzip" -> beside("gzip", load.zipped(), "no gzip", load, 0, false, folder);
                case "keys" -> beside("with a key", load.of(10), "without", load.of(10), 0, true, folder);
                default -> throw new IllegalStateException(part);
            }
        } finally {
            delete(folder);
        }
    }

    private static void besideTheAppender(String part, IngestLoad load, String redaction, double goal, Path folder)
            throws Exception {
        List<byte[]> bodies = load.twice().bodies();
        long wire = bodies.stream().mapToLong(body -> body.length).sum();
        int sent = bodies.size() * load.batch();
        System.err.printf("%,d spans, %,d bytes each on the wire, %d in a request%n", sent, wire / sent, load.batch());
        BareAppender.Result bare = bareAppender(load, folder);
        System.err.printf("bare appender: %,.0f spans/cpu-s%n", bare.spansPerCpuSecond());
        Served served = serve(load, bodies, redaction, "", folder.resolve("data"));
        System.err.printf("assay: %,.0f spans/cpu-s%n", served.spansPerCpuSecond());
        double[] visible = visible(load, bodies, redaction, served, folder.resolve("paced"));
        print(part, goal, sent, wire, bare, served, visible);
    }

    /** The one load beside the other, in the same server; the first carries a key where that is what is told apart. */
    private static void beside(
            String name,
            IngestLoad load,
            String anchorName,
            IngestLoad anchor,
            double goal,
            boolean withKey,
            Path folder)
            throws Exception {
        Served other = serve(anchor, anchor.twice().bodies(), "", "", folder.resolve("anchor"));
        System.err.printf("%s: %,.0f spans/cpu-s%n", anchorName, other.spansPerCpuSecond());
        Path data = folder.resolve("data");
        String key = withKey
                ? ServerProcess.run(ServerProcess.flags(DIST), "key", "add", "bench", "--data", data.toString())
                : "";
        Served served = serve(load, load.twice().bodies(), "", key, data);
        double ratio = served.spansPerCpuSecond() / other.spansPerCpuSecond();
        System.out.printf("%n%-34s %14s %14s %8s%n", "ingest", name, anchorName, "ratio");
        System.out.printf(
                "%-34s %,14.0f %,14.0f %8.2f%s%n",
                "spans per cpu-second",
                served.spansPerCpuSecond(),
                other.spansPerCpuSecond(),
                ratio,
                goal == 0 ? "" : "  goal >= " + goal);
        System.out.printf(
                "%-34s %,14.0f %,14.0f%n", "spans per second", served.spansPerSecond(), other.spansPerSecond());
        System.out.printf("%-34s %,14d %,14d%n", "peak resident MB", served.peakMegabytes(), other.peakMegabytes());
        System.out.printf(
                "{\"bench\":\"ingest\",\"part\":\"%s\",\"spans\":%d,\"spansPerCpuSecond\":%.0f,\"anchor\":\"%s\","
                        + "\"anchorSpansPerCpuSecond\":%.0f,\"ratio\":%.3f}%n",
                name, load.spans(), served.spansPerCpuSecond(), anchorName, other.spansPerCpuSecond(), ratio);
    }

    private static BareAppender.Result bareAppender(IngestLoad load, Path folder)
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
                        load.texts(),
                        load.shape().name(),
                        Integer.toString(load.spans()),
                        Integer.toString(load.batch()),
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

    /** The first half warms up, the second is measured; the end includes the last checkpoint. */
    private static Served serve(IngestLoad load, List<byte[]> bodies, String redaction, String key, Path data)
            throws Exception {
        prepare(data, redaction);
        ServerProcess server = ServerProcess.start(data, ServerProcess.flags(DIST));
        server.carry(key);
        int warm = bodies.size() / 2;
        double cpuBefore;
        double seconds;
        long peak;
        Map<String, Double> threadsBefore;
        Map<String, Double> threads;
        try {
            send(server, load, bodies.subList(0, warm));
            server.awaitCaughtUp();
            cpuBefore = server.cpuSeconds();
            threadsBefore = server.cpuSecondsByThread();
            long start = System.nanoTime();
            send(server, load, bodies.subList(warm, bodies.size()));
            server.awaitCaughtUp();
            seconds = (System.nanoTime() - start) / 1e9;
            threads = server.cpuSecondsByThread();
            peak = server.peakResidentMegabytes();
        } finally {
            server.close();
        }
        int measured = (bodies.size() - warm) * load.batch();
        threads.replaceAll((name, cpu) -> (cpu - threadsBefore.getOrDefault(name, 0.0)) * 1e6 / measured);
        return new Served(
                measured / (server.cpuAtEnd() - cpuBefore),
                measured / seconds,
                size(data.resolve("journal")),
                size(data.resolve("columns.duckdb")),
                peak,
                threads);
    }

    private static void prepare(Path data, String redaction) throws IOException {
        Files.createDirectories(data);
        if (!redaction.isEmpty()) {
            Files.writeString(data.resolve("redaction.json"), redaction);
        }
    }

    private static void send(ServerProcess server, IngestLoad load, List<byte[]> bodies) throws Exception {
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (byte[] body : bodies) {
                answers.add(senders.submit(() -> server.postTraces(body, load.gzip())));
            }
            for (Future<Integer> answer : answers) {
                if (answer.get() != 200) {
                    throw new IOException("the server answered " + answer.get());
                }
            }
        }
    }

    /** @return p50, p99 and the longest, in milliseconds, over the requests of a run at half the rate it can take */
    private static double[] visible(IngestLoad load, List<byte[]> bodies, String redaction, Served served, Path data)
            throws Exception {
        prepare(data, redaction);
        double requestsPerSecond = served.spansPerSecond() / load.batch() / 2;
        long pauseNanos = (long) (1e9 / requestsPerSecond);
        try (ServerProcess server = ServerProcess.start(data, ServerProcess.flags(DIST))) {
            send(server, load, bodies.subList(0, bodies.size() / 2));
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
                if (server.postTraces(paced.get(i), load.gzip()) != 200) {
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

    private static void print(
            String part, double goal, int spans, long wire, BareAppender.Result bare, Served served, double[] visible) {
        long bytes = (served.journalBytes() + served.columnsBytes()) / spans;
        long bareBytes = bare.fileBytes() / bare.rows();
        double bytesRatio = bytes / (double) bareBytes;
        System.out.printf("%n%-34s %14s %14s %8s  %s%n", "ingest", "assay", "bare appender", "ratio", "goal");
        System.out.printf(
                "%-34s %,14.0f %,14.0f %8.2f  >= %s%n",
                "spans per cpu-second",
                served.spansPerCpuSecond(),
                bare.spansPerCpuSecond(),
                served.spansPerCpuSecond() / bare.spansPerCpuSecond(),
                goal);
        System.out.printf(
                "%-34s %,14d %,14d %8.2f  <= 1%n", "bytes per span, journal + columns", bytes, bareBytes, bytesRatio);
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
                "{\"bench\":\"ingest\",\"part\":\"%s\",\"spans\":%d,\"spansPerCpuSecond\":%.0f,\"bareSpansPerCpuSecond\":%.0f,\"ratio\":%.3f,"
                        + "\"bytesRatio\":%.3f,\"journalBytesPerSpan\":%d,\"columnsBytesPerSpan\":%d,\"bareBytesPerSpan\":%d,"
                        + "\"visibleMs\":{\"p50\":%.1f,\"p99\":%.1f,\"max\":%.1f},\"peakResidentMb\":%d}%n",
                part,
                spans,
                served.spansPerCpuSecond(),
                bare.spansPerCpuSecond(),
                served.spansPerCpuSecond() / bare.spansPerCpuSecond(),
                bytesRatio,
                served.journalBytes() / spans,
                served.columnsBytes() / spans,
                bareBytes,
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
