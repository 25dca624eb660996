package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server at random moments while it restores a backup. Whoever starts it again finds all of the backup, or all that was there
 * before, and after an answer the backup. {@code -Dassay.crash.seed} gives the same moments again, {@code -Dassay.restore.rounds} more or
 * fewer of them.
 */
class RestoreKillTest {

    private static final int ROUNDS = Integer.getInteger("assay.restore.rounds", 3);
    private static final int BACKED_UP = 60;
    private static final int ALL = 90;
    private final Instant now = Instant.now();

    private final Path data;
    private final Path file;
    private final Random random;

    RestoreKillTest(@TempDir Path folder) {
        data = folder.resolve("data");
        file = folder.resolve("backup.zip");
        long seed = Long.getLong("assay.crash.seed", System.nanoTime());
        System.out.println("RestoreKillTest: seed " + seed + ", " + ROUNDS + " rounds");
        random = new Random(seed);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void leavesTheOneOrTheOtherWhole() throws Exception {
        int longest = milliseconds();
        int restored = 0;
        int answered = 0;
        boolean mustBeRestored = true;
        for (int round = 1; round <= ROUNDS; round++) {
            try (AssayProcess server = AssayProcess.serve(data);
                    Rest rest = new Rest(server.url());
                    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                if (isRestored(rest, mustBeRestored)) {
                    restored++;
                    send(rest, BACKED_UP, ALL);
                }
                Future<Boolean> answer = threads.submit(() -> restore(rest));
                server.runFor(random.nextInt(longest));
                server.kill();
                mustBeRestored = answer.get();
                answered += mustBeRestored ? 1 : 0;
            }
        }
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            restored += isRestored(rest, mustBeRestored) ? 1 : 0;
        }
        System.out.println("RestoreKillTest: killed within " + longest + " ms; " + (restored - 1) + " of " + ROUNDS
                + " were restored, " + answered + " had answered");
    }

    /** One restore that nobody disturbs, and how long it takes. */
    private int milliseconds() throws Exception {
        try (AssayProcess server = AssayProcess.serve(data);
                Rest rest = new Rest(server.url())) {
            send(rest, 0, BACKED_UP);
            AssayProcess.Ended ended = AssayProcess.run(data, "backup", file.toString());
            assertThat(ended.code()).as(ended.output()).isZero();
            send(rest, BACKED_UP, ALL);
            long began = System.nanoTime();
            assertThat(restore(rest)).isTrue();
            return (int) ((System.nanoTime() - began) / 1_000_000);
        }
    }

    private void send(Rest rest, int from, int to) throws IOException, InterruptedException {
        for (int number = from; number < to; number++) {
            byte[] body = Otlp.request(
                            "restore",
                            List.of(Otlp.answer(
                                            traceId(number),
                                            "00000000000000aa",
                                            "",
                                            now.plusMillis(number),
                                            Duration.ofMillis(40),
                                            "an answer " + "that is long ".repeat(2_000))
                                    .build()))
                    .toByteArray();
            assertThat(rest.post("/v1/traces", body, "Content-Type", Rest.PROTOBUF))
                    .isEqualTo(200);
        }
    }

    private static String traceId(int number) {
        return "%032x".formatted(number + 1);
    }

    /** @return whether it was answered before the server was gone */
    private boolean restore(Rest rest) throws IOException, InterruptedException {
        byte[] backup = Files.readAllBytes(file);
        try {
            assertThat(rest.post("/api/v1/restore", backup, "Content-Type", "application/zip"))
                    .isEqualTo(200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** @return whether the backup is what is there */
    private boolean isRestored(Rest rest, boolean mustBeRestored) throws IOException, InterruptedException {
        rest.awaitCaughtUp();
        Set<String> there = rest.allTraces("default").stream()
                .map(trace -> trace.path("traceId").stringValue())
                .collect(Collectors.toSet());
        assertThat(there).isIn(mustBeRestored ? List.of(ids(BACKED_UP)) : List.of(ids(BACKED_UP), ids(ALL)));
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .as("what is left of a restore")
                    .noneMatch(name -> name.startsWith("restore."));
        }
        return there.size() == BACKED_UP;
    }

    private static Set<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(RestoreKillTest::traceId).collect(Collectors.toSet());
    }
}
