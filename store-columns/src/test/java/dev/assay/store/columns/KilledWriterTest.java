package dev.assay.store.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that writes, at random moments of a checkpoint or soon after. What is found afterwards is exactly what
 * the position says. {@code -Dassay.crash.seed} gives the same moments again, {@code -Dassay.crash.rounds} more of them.
 */
class KilledWriterTest {

    private static final int ROUNDS = Math.max(4, Integer.getInteger("assay.crash.rounds", 20) / 4);

    /** A checkpoint takes about as long. */
    private static final int MOST_MILLISECONDS = 400;

    /** In bytes: the main header, then two that take turns. */
    private static final int HEADERS = 3 * 4_096;

    @TempDir
    Path folder;

    private record Found(long position, long spans, long distinctSpans, long texts) {}

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void rowsAndPositionAgree() throws Exception {
        long seed = Long.getLong("assay.crash.seed", System.nanoTime());
        System.out.println("KilledWriterTest: seed " + seed + ", " + ROUNDS + " rounds");
        Random random = new Random(seed);
        Path file = folder.resolve("columns.duckdb");
        new DuckColumns(file, 256).close();
        long position = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            runAndKill(file, round % 2 == 0, random.nextInt(MOST_MILLISECONDS));
            Found found = read(file);
            long spans = EndlessWriter.spansAt(found.position);
            assertThat(found)
                    .as("after round %d of seed %d", round, seed)
                    .isEqualTo(new Found(found.position, spans, spans, spans));
            assertThat(found.position)
                    .as("what was once in the file is there after round %d", round)
                    .isGreaterThanOrEqualTo(position);
            position = found.position;
        }
        System.out.println("KilledWriterTest: position " + position);
        assertThat(position).as("without any checkpoint the test says nothing").isPositive();
    }

    /**
     * @param finished whether to wait for the end of a checkpoint, or for the file to grow, which is early in one
     * @param milliseconds after that
     */
    private static void runAndKill(Path file, boolean finished, int milliseconds)
            throws IOException, InterruptedException {
        byte[] headers = headers(file);
        long size = Files.size(file);
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir="
                                + file.getParent(), // DuckDB leaves its native library there when it is killed
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        file.toString())
                .inheritIO()
                .start();
        try {
            while (writer.isAlive() && (finished ? Arrays.equals(headers, headers(file)) : Files.size(file) == size)) {
                writer.waitFor(5, TimeUnit.MILLISECONDS);
            }
            assertThat(writer.waitFor(milliseconds, TimeUnit.MILLISECONDS))
                    .as("whether it ended by itself")
                    .isFalse();
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    /** The two headers of a DuckDB file, one of which a checkpoint writes at its end. */
    private static byte[] headers(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEADERS);
        }
    }

    private static Found read(Path file) throws SQLException {
        Database database = Database.open(file, 256);
        try (DuckDBConnection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT
                            (SELECT max(position) FROM projection),
                            (SELECT count(*) FROM spans),
                            (SELECT count(DISTINCT (trace_id, span_id)) FROM spans),
                            (SELECT count(*) FROM texts WHERE length(output) > 1000)
                        """)) {
            row.next();
            return new Found(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        } finally {
            database.close();
        }
    }
}
