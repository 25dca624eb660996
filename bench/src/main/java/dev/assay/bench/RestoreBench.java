package dev.assay.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * For how long senders are told to come again while a backup is restored into the server that they send to. One sends a small request every
 * few milliseconds; its longest time without being taken in is what counts.
 *
 * <p>Arguments: {@code --spans N} of 3 KB in the backup (default 100000), {@code --texts FILE,...}.
 */
final class RestoreBench {

    private static final Path DIST = Path.of("server/target/dist");
    private static final Duration BETWEEN = Duration.ofMillis(5);

    private RestoreBench() {}

    /** @param at when it was sent, in nanoseconds */
    private record Answer(long at, int status) {}

    static void run(Arguments args) throws Exception {
        int spans = args.number("--spans", 100_000);
        String texts = args.text("--texts", IngestBench.DEFAULT_TEXTS);
        args.end();
        IngestLoad load = new IngestLoad(texts, SpanLoad.Shape.TEXTS, spans, 512);
        Path folder = Files.createTempDirectory("assay-bench-restore");
        Path data = folder.resolve("data");
        Path backup = folder.resolve("backup.zip");
        try (ServerProcess server = ServerProcess.start(data, ServerProcess.flags(DIST))) {
            for (byte[] body : load.bodies()) {
                if (server.postTraces(body, false) != 200) {
                    throw new IOException("the server refused a request");
                }
            }
            server.awaitCaughtUp();
            ServerProcess.run(ServerProcess.flags(DIST), "backup", backup.toString(), "--data", data.toString());
            List<Answer> answers = new ArrayList<>();
            AtomicBoolean over = new AtomicBoolean();
            byte[] small = load.of(1).bodies().getFirst();
            Thread sender = Thread.ofPlatform().start(() -> keepSending(server, small, answers, over));
            TimeUnit.SECONDS.sleep(1);
            long began = System.nanoTime();
            int status = restore(server, backup);
            double answered = (System.nanoTime() - began) / 1e9;
            if (status != 200) {
                throw new IOException("the restore was answered with " + status);
            }
            TimeUnit.SECONDS.sleep(1);
            over.set(true);
            sender.join();
            server.awaitCaughtUp();
            double asked = (System.nanoTime() - began) / 1e9;
            print(spans, Files.size(backup), answered, asked, answers);
        } finally {
            IngestBench.delete(folder);
        }
    }

    private static void keepSending(ServerProcess server, byte[] body, List<Answer> answers, AtomicBoolean over) {
        try {
            while (!over.get()) {
                long at = System.nanoTime();
                answers.add(new Answer(at, statusOf(server, body)));
                TimeUnit.NANOSECONDS.sleep(at + BETWEEN.toNanos() - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return 0 where there was none */
    private static int statusOf(ServerProcess server, byte[] body) throws InterruptedException {
        try {
            return server.postTraces(body, false);
        } catch (IOException e) {
            return 0;
        }
    }

    private static int restore(ServerProcess server, Path backup) throws IOException, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/restore"))
                                    .header("Content-Type", "application/zip")
                                    .POST(HttpRequest.BodyPublishers.ofFile(backup))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static void print(int spans, long bytes, double answered, double asked, List<Answer> answers) {
        long longest = 0;
        long taken = answers.getFirst().at;
        long away = 0;
        long failed = 0;
        for (Answer answer : answers) {
            switch (answer.status) {
                case 200 -> {
                    longest = Math.max(longest, answer.at - taken);
                    taken = answer.at;
                }
                case 503 -> away++;
                default -> failed++;
            }
        }
        System.out.printf(Locale.ROOT, "%n%-46s %,10d%n", "spans in the backup", spans);
        System.out.printf(Locale.ROOT, "%-46s %,10d%n", "MB of the backup", bytes >> 20);
        System.out.printf(Locale.ROOT, "%-46s %10.1f%n", "restored and answered, s", answered);
        System.out.printf(Locale.ROOT, "%-46s %10.0f%n", "longest without being taken in, ms", longest / 1e6);
        System.out.printf(Locale.ROOT, "%-46s %,10d%n", "told to come again (503)", away);
        System.out.printf(Locale.ROOT, "%-46s %,10d  0%n", "answered in another way, or not", failed);
        System.out.printf(Locale.ROOT, "%-46s %10.1f%n", "all of it can be asked for, s", asked);
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"restore\",\"spans\":%d,\"bytes\":%d,\"restoreSeconds\":%.2f,\"turnedAwayMs\":%.0f,\"turnedAway\":%d,"
                        + "\"failed\":%d,\"askedSeconds\":%.1f}%n",
                spans,
                bytes,
                answered,
                longest / 1e6,
                away,
                failed,
                asked);
    }
}
