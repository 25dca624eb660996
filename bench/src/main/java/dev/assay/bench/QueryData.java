package dev.assay.bench;

import dev.assay.model.Span;
import dev.assay.store.Batch;
import dev.assay.store.columns.DuckColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** The columns that {@link QueryBench} asks; made once, and kept in the temporary folder for the next run. */
final class QueryData {

    static final int LARGE_TRACE = 10_000;

    private static final int BATCH = 2_000;

    private static final Duration MOST_WAITING = Duration.ofMinutes(10);

    private QueryData() {}

    /** @return the file of the columns */
    static Path ready(int spans) throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "assay-bench-query-" + spans);
        Path done = folder.resolve("large-trace");
        Path file = folder.resolve("columns.duckdb");
        if (!Files.exists(done)) {
            Files.createDirectories(folder);
            Files.deleteIfExists(file);
            System.out.println("writing " + spans + " spans to " + folder);
            Files.writeString(done, write(file, spans));
        }
        return file;
    }

    static String largeTrace(Path file) throws IOException {
        return Files.readString(file.resolveSibling("large-trace"));
    }

    private static String write(Path file, int spans) throws IOException {
        QueryLoad load = new QueryLoad(7);
        // A trace has 6.0 spans on average: a root, 3 calls and 2 tools.
        Duration step = QueryLoad.RANGE.dividedBy(spans / 6 + 1L);
        try (DuckColumns columns = new DuckColumns(file, 1_024)) {
            Instant at = QueryLoad.START;
            List<Span> large = load.trace(QueryLoad.END.minus(Duration.ofHours(2)), LARGE_TRACE / 2);
            List<Span> batch = new ArrayList<>(large);
            long position = 0;
            int written = large.size();
            while (written < spans && at.isBefore(QueryLoad.END)) {
                List<Span> trace = load.trace(at);
                batch.addAll(trace);
                written += trace.size();
                at = at.plus(step);
                if (batch.size() >= BATCH) {
                    columns.write(batch(++position, batch));
                    batch.clear();
                    if (position % 500 == 0) {
                        System.out.println(written + " spans");
                    }
                }
            }
            columns.write(batch(++position, batch));
            awaitWords(columns);
            return large.getFirst().traceId();
        }
    }

    /** A month of spans that did not come in minutes has had the time. */
    private static void awaitWords(DuckColumns columns) throws IOException {
        long from = System.nanoTime();
        long left = columns.wordsLeft();
        while (columns.wordsLeft() >= LARGE_TRACE * 3) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            if (System.nanoTime() - from > MOST_WAITING.toNanos()) {
                throw new IOException(columns.wordsLeft()
                        + " spans wait to have their words told (expected: none after " + MOST_WAITING + ")");
            }
        }
        System.out.printf(Locale.ROOT, "words of %d spans told in %.1f s%n", left, (System.nanoTime() - from) / 1e9);
    }

    static Batch batch(long position, List<Span> spans) {
        return new Batch(
                position,
                spans.stream()
                        .map(span -> new Batch.SpanWrite(QueryLoad.PROJECT, span, false))
                        .toList(),
                List.of(),
                List.of());
    }
}
