package dev.assay.bench;

import dev.assay.model.Span;
import dev.assay.store.Batch;
import dev.assay.store.Columns;
import dev.assay.store.Counted;
import dev.assay.store.FindFacets;
import dev.assay.store.ReadStats;
import dev.assay.store.TraceFilter;
import dev.assay.store.columns.DuckColumns;
import dev.assay.store.filter.Filter;
import dev.assay.store.filter.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long questions take over a month of spans while more arrive at half of the rate that can be written. Times are those of
 * the store: HTTP and JSON come on top. The anchors are written by hand in SQL over the same data, with the same settings; they are
 * asked in turns with the questions that they stand beside.
 *
 * <p>All chosen questions are asked for half a minute before any is measured.
 *
 * <p>{@code --spans 10000000}, {@code --seconds 10} at most for each question, {@code --only NAME,NAME} for those that begin so,
 * {@code --rate 20000} so many spans a second arrive, 0 for none; otherwise half of what is reached alone, which differs from run to run.
 */
final class QueryBench {

    private static final Instant END = QueryLoad.END;

    private static final Duration WARM_UP = Duration.ofSeconds(60);

    /** What either side may use for its buffers. */
    private static final int MEGABYTES = 1_024;

    /** Like the question of the dashboard over traces, but for usage that is told twice. */
    private static final String RAW_TRACES = """
            SELECT epoch_ns(started) // 3600000000000 AS number, count(*), count(*) FILTER (failed),
                   quantile_disc(nanos, [0.5, 0.95, 0.99]), sum(input_tokens), sum(output_tokens), sum(cost_usd)
            FROM (
                SELECT min(start_time) AS started, epoch_ns(max(end_time)) - epoch_ns(min(start_time)) AS nanos,
                       bool_or(status = 'error') AS failed, sum(input_tokens) AS input_tokens,
                       sum(output_tokens) AS output_tokens, sum(cost_usd) AS cost_usd
                FROM spans
                WHERE project = 'bench' AND start_time >= :from AND start_time < :to
                GROUP BY trace_id
            )
            GROUP BY GROUPING SETS ((), (number))
            """;

    private static final String RAW_MODELS = """
            SELECT response_model, epoch_ns(start_time) // 3600000000000 AS number, count(*),
                   count(*) FILTER (status = 'error'),
                   quantile_disc(epoch_ns(end_time) - epoch_ns(start_time), [0.5, 0.95, 0.99]),
                   sum(input_tokens), sum(output_tokens), sum(cost_usd)
            FROM spans
            WHERE project = 'bench' AND kind = 'llm' AND start_time >= :from AND start_time < :to
            GROUP BY GROUPING SETS ((), (number), (response_model), (response_model, number))
            """;

    private QueryBench() {}

    private interface Question {
        void ask() throws Exception;
    }

    private record Times(int count, double p50, double p95) {

        static Times of(List<Double> millis) {
            List<Double> sorted = millis.stream().sorted().toList();
            return new Times(
                    sorted.size(),
                    sorted.get((sorted.size() - 1) / 2),
                    sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1));
        }
    }

    static void run(Arguments args) throws Exception {
        int spans = args.number("--spans", 10_000_000);
        int seconds = args.number("--seconds", 10);
        String only = args.text("--only", "");
        int rate = args.number("--rate", Ingesting.HALF, "half of the spans a second that are reached alone");
        args.end();
        Path file = QueryData.ready(spans);
        Map<String, Times> times = new LinkedHashMap<>();
        String largeTrace = QueryData.largeTrace(file);
        Path copy = Files.createTempDirectory("assay-bench-query").resolve("columns.duckdb");
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        try (Connection raw = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = raw.createStatement();
                Columns columns = new DuckColumns(copy, MEGABYTES)) {
            statement.execute("SET threads = 1");
            statement.execute("SET memory_limit = '" + MEGABYTES + "MB'");
            statement.execute("ATTACH '" + file + "' AS assay (READ_ONLY)");
            statement.execute("USE assay");
            try (ResultSet row = statement.executeQuery(
                    "SELECT sum(strlen(input) + strlen(output)) / 1e9 FROM texts WHERE project = 'bench'")) {
                row.next();
                System.out.printf(
                        Locale.ROOT, "texts: %.2f GB, file: %.2f GB%n", row.getDouble(1), Files.size(file) / 1e9);
            }
            Ingesting ingesting = new Ingesting(columns);
            ingesting.start(rate);
            Map<String, Question> anchors = anchors(statement);
            Map<String, Question> questions = questions(columns, largeTrace);
            questions.put("writing 300 spans of long ago", ingesting::late);
            warm(questions, only);
            for (Map.Entry<String, Question> question : questions.entrySet()) {
                if (isAsked(question.getKey(), only)) {
                    measure(times, seconds, question.getKey(), question.getValue(), anchors.get(question.getKey()));
                }
            }
            ingesting.end();
            print(times, spans, ingesting.rate);
        } finally {
            try (Stream<Path> files = Files.walk(copy.getParent())) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    /** Until the machine's code is compiled and the copy is on the disk: a server has run for longer than a benchmark. */
    private static void warm(Map<String, Question> questions, String only) throws Exception {
        long end = System.nanoTime() + WARM_UP.toNanos();
        while (System.nanoTime() < end) {
            for (Map.Entry<String, Question> question : questions.entrySet()) {
                if (System.nanoTime() < end && isAsked(question.getKey(), only)) {
                    question.getValue().ask();
                }
            }
        }
    }

    private static boolean isAsked(String name, String only) {
        return Stream.of(only.split(",", -1)).anyMatch(name::startsWith);
    }

    /** By the question that they stand beside. */
    private static Map<String, Question> anchors(Statement statement) {
        Map<String, Question> anchors = new LinkedHashMap<>();
        for (int days : List.of(1, 30)) {
            String from = time(END.minus(Duration.ofDays(days)));
            String to = time(END);
            anchors.put(
                    "stats " + days + " d",
                    () -> drain(statement, RAW_TRACES.replace(":from", from).replace(":to", to)));
            anchors.put(
                    "stats " + days + " d models",
                    () -> drain(statement, RAW_MODELS.replace(":from", from).replace(":to", to)));
        }
        return anchors;
    }

    private static Map<String, Question> questions(Columns columns, String largeTrace) {
        Map<String, Question> questions = new LinkedHashMap<>();
        List<String> filters = List.of(
                "",
                "model:gpt-5 status:error",
                "user:u-4711",
                "tag:vip -has:error",
                "duration:>3s",
                "cost:>0.03",
                "attributes.region:eu",
                "refund",
                QueryLoad.RARE,
                QueryLoad.RARE + " model:claude* status:error");
        for (int days : List.of(1, 30)) {
            for (String filter : filters) {
                TraceFilter asked = filter(days, filter);
                questions.put(
                        "list " + days + " d " + filter,
                        () -> columns.findTraces().find(asked, 50, Optional.empty()));
            }
            questions.put(
                    "spans " + days + " d kind:llm model:gpt-5",
                    () -> columns.findSpans().find(filter(days, "kind:llm model:gpt-5"), 50, Optional.empty()));
            questions.put(
                    "sessions " + days + " d",
                    () -> columns.findSessions().find(filter(days, ""), 50, Optional.empty()));
            questions.put(
                    "facets " + days + " d",
                    () -> columns.findFacets()
                            .facets(new FindFacets.Question(
                                    filter(days, ""),
                                    Counted.TRACES,
                                    Stream.of("model", "status", "service", "user", "tag")
                                            .map(Subject::named)
                                            .toList(),
                                    "",
                                    10)));
            questions.put(
                    "stats " + days + " d",
                    () -> columns.readStats().stats(stats(days, "", Counted.TRACES, Optional.empty())));
            questions.put(
                    "stats " + days + " d models",
                    () -> columns.readStats()
                            .stats(stats(days, "kind:llm", Counted.SPANS, Optional.of("response.model"))));
        }
        for (String filter : List.of("", "model:gpt-5 status:error", "user:u-4711", "cost:>0.03")) {
            TraceFilter now = new TraceFilter(
                    QueryLoad.PROJECT,
                    END.minus(Duration.ofDays(1)),
                    END.plus(Duration.ofDays(30)),
                    Filter.parse(filter));
            questions.put(
                    "list of what arrives " + filter, () -> columns.findTraces().find(now, 50, Optional.empty()));
            questions.put(
                    "stats of what arrives " + filter,
                    () -> columns.readStats()
                            .stats(new ReadStats.Question(
                                    now, Counted.TRACES, Duration.ofHours(1), Optional.empty(), 10)));
        }
        questions.put(
                "stats 30 d status:error",
                () -> columns.readStats().stats(stats(30, "status:error", Counted.TRACES, Optional.empty())));
        questions.put("tree of 10,000", () -> columns.readTrace().tree(QueryLoad.PROJECT, largeTrace));
        questions.put("trace of 10,000", () -> columns.readTrace().read(QueryLoad.PROJECT, largeTrace));
        questions.put("keys 30 d", () -> columns.findKeys().keys(QueryLoad.PROJECT, QueryLoad.START, END));
        return questions;
    }

    private static ReadStats.Question stats(int days, String filter, Counted of, Optional<String> by) {
        return new ReadStats.Question(filter(days, filter), of, Duration.ofHours(1), by.map(Subject::named), 10);
    }

    private static TraceFilter filter(int days, String filter) {
        return new TraceFilter(QueryLoad.PROJECT, END.minus(Duration.ofDays(days)), END, Filter.parse(filter));
    }

    private static String time(Instant time) {
        return "make_timestamp_ns(" + time.toEpochMilli() * 1_000_000 + ")";
    }

    private static void drain(Statement statement, String sql) throws Exception {
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                row.getObject(1);
            }
        }
    }

    /** Twice to warm up, then up to 200 times within the seconds; at least thrice: of 40, the third longest tells little of one in twenty. */
    private static void measure(
            Map<String, Times> times, int seconds, String name, Question question, @Nullable Question anchor)
            throws Exception {
        List<Double> millis = new ArrayList<>();
        List<Double> anchorMillis = new ArrayList<>();
        long end = Long.MAX_VALUE;
        for (int i = -2; i < 3 || (i < 200 && System.nanoTime() < end); i++) {
            double took = millis(question);
            double anchorTook = anchor == null ? 0 : millis(anchor);
            if (i >= 0) {
                millis.add(took);
                anchorMillis.add(anchorTook);
            } else {
                end = System.nanoTime() + seconds * 1_000_000_000L * (anchor == null ? 1 : 2);
            }
        }
        Times measured = Times.of(millis);
        times.put(name, measured);
        System.out.printf(Locale.ROOT, "%-60s %8.1f %8.1f ms  n=%d", name, measured.p50, measured.p95, measured.count);
        if (anchor != null) {
            Times raw = Times.of(anchorMillis);
            times.put("raw " + name, raw);
            System.out.printf(
                    Locale.ROOT, "   raw SQL %8.1f %8.1f ms   %.2f times", raw.p50, raw.p95, measured.p50 / raw.p50);
        }
        System.out.println();
    }

    private static double millis(Question question) throws Exception {
        long before = System.nanoTime();
        question.ask();
        return (System.nanoTime() - before) / 1e6;
    }

    private static void print(Map<String, Times> times, int spans, double rate) {
        StringBuilder json = new StringBuilder("{\"benchmark\":\"query\",\"spans\":" + spans
                + ",\"ingestSpansPerSecond\":" + Math.round(rate) + ",\"p95Ms\":{");
        times.forEach((name, each) -> json.append(
                String.format(Locale.ROOT, "%s\"%s\":%.1f", json.toString().endsWith("{") ? "" : ",", name, each.p95)));
        System.out.println(json.append("}}"));
    }

    /** Writes at half of the rate that it reaches alone in the first seconds. */
    private static final class Ingesting {

        /** Of what is reached alone. */
        static final int HALF = -1;

        private static final int BATCH = 500;

        private final Columns columns;
        private final QueryLoad load = new QueryLoad(8);
        private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::follow);
        private Instant at = END;
        private long position;
        private volatile double rate;
        private volatile boolean closed;

        Ingesting(Columns columns) {
            this.columns = columns;
            this.position = columns.position();
        }

        /** @param wanted spans a second, or {@link #HALF} */
        void start(int wanted) {
            rate = wanted == HALF ? alone() / 2 : wanted;
            if (rate > 0) {
                System.out.printf(Locale.ROOT, "writing %.0f spans/s meanwhile%n", rate);
                thread.start();
            }
        }

        private double alone() {
            int written = 0;
            long from = System.nanoTime();
            while (System.nanoTime() - from < 5_000_000_000L) {
                written += write();
            }
            return written / ((System.nanoTime() - from) / 1e9);
        }

        private synchronized int write() {
            List<Span> batch = new ArrayList<>();
            while (batch.size() < BATCH) {
                batch.addAll(load.trace(at));
                at = at.plusMillis(20);
            }
            columns.write(QueryData.batch(++position, batch));
            return batch.size();
        }

        /** New ones, of which the writer cannot know that they are: who was cut off for long sends them. */
        synchronized void late() {
            List<Batch.SpanWrite> batch = new ArrayList<>();
            while (batch.size() < 300) {
                Instant then = QueryLoad.START.plusSeconds(position % 1_000_000);
                load.trace(then).forEach(span -> batch.add(new Batch.SpanWrite(QueryLoad.PROJECT, span, true)));
            }
            columns.write(new Batch(++position, batch, List.of(), List.of()));
        }

        private void follow() {
            long from = System.nanoTime();
            long written = 0;
            try {
                while (!closed) {
                    written += write();
                    long due = from + (long) (written / rate * 1e9);
                    long wait = (due - System.nanoTime()) / 1_000_000;
                    if (wait > 0) {
                        Thread.sleep(wait);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void end() throws InterruptedException {
            closed = true;
            if (thread.isAlive()) {
                thread.join();
            }
        }
    }
}
