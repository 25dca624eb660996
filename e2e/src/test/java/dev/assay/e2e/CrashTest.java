package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server at random moments under load: while it starts, while it catches up, while it writes, while it deletes. Every span that was
 * acknowledged is there afterwards, once, with the messages and scores that were; what was deleted stays away. Beside it the requests of
 * another project are dropped from the same files. {@code -Dassay.crash.seed} gives the same spans and moments again,
 * {@code -Dassay.crash.rounds} more or fewer of them.
 */
class CrashTest {

    private static final int ROUNDS = Integer.getInteger("assay.crash.rounds", 20);
    private static final int CHECK_EVERY = 5;
    private static final int MOST_MILLISECONDS = 900;
    private static final int START_MILLISECONDS = 1_500;

    @TempDir
    private Path data = Path.of("");

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void keepsEveryAcknowledgedSpanOnce() throws IOException, InterruptedException {
        long seed = Long.getLong("assay.crash.seed", System.nanoTime());
        System.out.println("CrashTest: seed " + seed + ", " + ROUNDS + " rounds");
        Random random = new Random(seed);
        Ledger ledger = new Ledger(random.nextLong());
        for (int round = 1; round <= ROUNDS; round++) {
            if (random.nextInt(4) == 0) {
                try (AssayProcess starting = AssayProcess.launchServer(data)) {
                    starting.runFor(random.nextInt(START_MILLISECONDS));
                    starting.kill();
                }
            }
            try (AssayProcess server = AssayProcess.serve(data)) {
                if (round % CHECK_EVERY == 0) {
                    check(server, ledger, "before round " + round + " of seed " + seed);
                }
                try (Load load = new Load(server, ledger, random.nextLong())) {
                    load.start();
                    server.runFor(random.nextInt(MOST_MILLISECONDS));
                    server.kill();
                }
            }
        }
        try (AssayProcess server = AssayProcess.serve(data)) {
            checkAll(server, ledger, "at the end of seed " + seed);
            assertThat(server.stop())
                    .as("the exit code of a stopped server (128 + SIGTERM)")
                    .isEqualTo(143);
        }
        System.out.println("CrashTest: " + ledger);
        assertThat(ledger.deletions()).as("deletions that were acknowledged").isPositive();
        assertThat(ledger.expiringBytes())
                .as("bytes of which retention left one megabyte")
                .isGreaterThan(2 * Load.EXPIRING_BYTES);
        assertThat(ledger.acknowledgedSpans())
                .as("acknowledged spans; with hardly any, the test says nothing")
                .isGreaterThan(100L * ROUNDS);
    }

    private static void check(AssayProcess server, Ledger ledger, String when)
            throws IOException, InterruptedException {
        try (Rest rest = new Rest(server.url())) {
            ledger.settle(rest);
            rest.awaitCaughtUp();
            ledger.check(rest, when);
        }
    }

    private static void checkAll(AssayProcess server, Ledger ledger, String when)
            throws IOException, InterruptedException {
        try (Rest rest = new Rest(server.url())) {
            ledger.settle(rest);
            rest.awaitCaughtUp();
            ledger.checkAll(rest, when);
            await("retention leaves what the project keeps")
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () -> rest.get("/api/v1/projects/" + Load.EXPIRING + "/retention")
                                    .path("bytes")
                                    .longValue(),
                            bytes -> bytes <= Load.EXPIRING_BYTES);
        }
    }
}
