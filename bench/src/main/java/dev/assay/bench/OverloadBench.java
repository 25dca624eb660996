package dev.assay.bench;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Several times the load that it can take, for a while: what does not fit is turned away with 429 and a short Retry-After, memory stays
 * flat, and afterwards everything is as before, and every span that was acknowledged is there, once. What it can take is measured first:
 * what many senders bring in that wait for their answers.
 *
 * <p>Arguments: {@code --minutes N} (default 10), {@code --times N} (default 4), {@code --batch N} spans in a request (default 100),
 * {@code --texts FILE,...}.
 */
final class OverloadBench {

    private static final Path DIST = Path.of("server/target/dist");
    private static final int SENDERS = 64;

    /** Field 1 of a span, of length-delimited bytes. */
    private static final byte TRACE_ID_TAG = 0x0a;

    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURE = Duration.ofSeconds(20);
    private static final Duration WINDOW = Duration.ofSeconds(10);

    /** Of requests that wait for an answer, so that the load itself stays within bounds; some more than the server lets in. */
    private static final int OUTSTANDING = 600;

    /** Of different ones; they are sent again and again, each time as other traces. */
    private static final int SPANS = 40_000;

    private OverloadBench() {}

    /**
     * A request to be sent as often as one likes.
     *
     * @param traceIds where they begin in the body
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Template(byte[] body, int[] traceIds) {

        static Template of(byte[] body) throws IOException {
            Set<ByteString> ids = ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .map(Span::getTraceId)
                    .collect(Collectors.toSet());
            int[] found = IntStream.range(0, body.length - 16)
                    .filter(i -> body[i] == TRACE_ID_TAG
                            && body[i + 1] == 16
                            && ids.contains(ByteString.copyFrom(body, i + 2, 16)))
                    .map(i -> i + 2)
                    .toArray();
            return new Template(body, found);
        }

        /** The ids of the traces that {@link #withTraces} gives; each is of one span. */
        Stream<UUID> ids(long number) {
            ByteBuffer bytes = ByteBuffer.wrap(body);
            return IntStream.of(traceIds).mapToObj(at -> new UUID(bytes.getLong(at) ^ number, bytes.getLong(at + 8)));
        }

        /** The same spans in traces that no other number gives. */
        byte[] withTraces(long number) {
            byte[] copy = body.clone();
            ByteBuffer bytes = ByteBuffer.wrap(copy);
            for (int at : traceIds) {
                bytes.putLong(at, bytes.getLong(at) ^ number);
            }
            return copy;
        }
    }

    /** What was answered in one window, whenever it was sent. */
    private static final class Window {
        final AtomicLong kept = new AtomicLong();
        final AtomicLong turnedAway = new AtomicLong();
        final AtomicLong failed = new AtomicLong();
        final AtomicLong longestRetryAfter = new AtomicLong();
        final Queue<Double> ackMillis = new ConcurrentLinkedQueue<>(); // some come while it is read
    }

    static void run(Arguments args) throws Exception {
        int minutes = args.number("--minutes", 10);
        int times = args.number("--times", 4);
        int batch = args.number("--batch", 100);
        String texts = args.text("--texts", IngestBench.DEFAULT_TEXTS);
        args.end();
        IngestLoad form = new IngestLoad(texts, SpanLoad.Shape.TEXTS, SPANS, batch);
        List<Template> bodies = new ArrayList<>();
        for (byte[] body : form.bodies()) {
            bodies.add(Template.of(body));
        }
        Path folder = Files.createTempDirectory("assay-bench-overload");
        Path data = folder.resolve("data");
        try {
            KeptSpans kept = measure(minutes, times, batch, bodies, data);
            KeptSpans.Found found = kept.in(data.resolve("columns.duckdb"));
            System.out.printf("%-46s %,10d%n", "spans that were acknowledged", found.acknowledged());
            System.out.printf("%-46s %,10d  0%n", "of these not there", found.missing());
            System.out.printf("%-46s %,10d  0%n", "there more than once", found.repeated());
            System.out.printf(
                    "{\"bench\":\"overload-kept\",\"acknowledged\":%d,\"missing\":%d,\"repeated\":%d}%n",
                    found.acknowledged(), found.missing(), found.repeated());
        } finally {
            IngestBench.delete(folder);
        }
    }

    private static KeptSpans measure(int minutes, int times, int batch, List<Template> bodies, Path data)
            throws Exception {
        try (ServerProcess server = ServerProcess.start(data, ServerProcess.flags(DIST));
                Load load = new Load(server, bodies)) {
            load.closed(WARM_UP);
            server.awaitCaughtUp();
            double capacity = load.closed(MEASURE);
            server.awaitCaughtUp();
            long steady = server.residentMegabytes();
            System.err.printf("it takes %,.0f requests/s of %d spans; %,d MB resident%n", capacity, batch, steady);
            System.out.printf(
                    "%n%8s %10s %10s %8s %10s %10s %10s %8s %10s%n",
                    "s", "kept/s", "429/s", "failed", "ack p50", "ack p99", "lag", "MB", "retry s");
            long most = 0;
            long turnedAway = 0;
            long failed = 0;
            long longestRetry = 0;
            List<Long> resident = new ArrayList<>();
            for (int second = 0; second < 60 * minutes; second += (int) WINDOW.toSeconds()) {
                Window window = load.open(times * capacity, WINDOW);
                long megabytes = server.residentMegabytes();
                ServerProcess.Positions positions = server.positions();
                print(second + (int) WINDOW.toSeconds(), window, positions, megabytes);
                resident.add(megabytes);
                most = Math.max(most, megabytes);
                turnedAway += window.turnedAway.get();
                failed += window.failed.get();
                longestRetry = Math.max(longestRetry, window.longestRetryAfter.get());
            }
            long began = System.nanoTime();
            load.drain();
            server.awaitReady();
            double ready = (System.nanoTime() - began) / 1e9;
            server.awaitCaughtUp();
            double recovery = (System.nanoTime() - began) / 1e9;
            double after = load.closed(MEASURE);
            server.awaitCaughtUp();
            long first = resident.get(resident.size() / 4);
            long last = resident.getLast();
            System.out.printf(Locale.ROOT, "%n%-46s %10.2f  >= 0.8%n", "taken afterwards, of before", after / capacity);
            System.out.printf(Locale.ROOT, "%-46s %10.1f%n", "/ready answers 200, s after the end", ready);
            System.out.printf(Locale.ROOT, "%-46s %10.1f%n", "all of it can be asked for, s after the end", recovery);
            System.out.printf("%-46s %,10d  > 0%n", "turned away with 429", turnedAway);
            System.out.printf("%-46s %,10d  0%n", "failed in another way", failed);
            System.out.printf("%-46s %,10d  <= 3%n", "longest Retry-After, s", longestRetry);
            System.out.printf("%-46s %,10d%n", "resident MB at the most", most);
            System.out.printf("%-46s %s%n", "resident MB, minute by minute", minuteByMinute(resident));
            System.out.printf(
                    Locale.ROOT,
                    "%-46s %10.2f  about 1%n",
                    "resident at the end, of a quarter through",
                    last / (double) first);
            System.out.printf(
                    Locale.ROOT,
                    "{\"bench\":\"overload\",\"minutes\":%d,\"times\":%d,\"requestsPerSecond\":%.0f,\"turnedAway\":%d,\"failed\":%d,"
                            + "\"longestRetryAfter\":%d,\"residentMost\":%d,\"residentFirst\":%d,\"residentLast\":%d,"
                            + "\"recoverySeconds\":%.1f,\"after\":%.2f}%n",
                    minutes,
                    times,
                    capacity,
                    turnedAway,
                    failed,
                    longestRetry,
                    most,
                    first,
                    last,
                    recovery,
                    after / capacity);
            return load.kept();
        }
    }

    private static String minuteByMinute(List<Long> resident) {
        int each = (int) (60 / WINDOW.toSeconds());
        return IntStream.range(0, resident.size() / each)
                .mapToObj(minute -> Long.toString(resident.get((minute + 1) * each - 1)))
                .collect(Collectors.joining(" "));
    }

    private static void print(int second, Window window, ServerProcess.Positions positions, long megabytes) {
        double seconds = WINDOW.toSeconds();
        List<Double> sorted = window.ackMillis.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%8d %10.1f %10.1f %8d %10.0f %10.0f %10d %8d %10d%n",
                second,
                window.kept.get() / seconds,
                window.turnedAway.get() / seconds,
                window.failed.get(),
                percentile(sorted, 0.5),
                percentile(sorted, 0.99),
                positions.journal() - positions.columns(),
                megabytes,
                window.longestRetryAfter.get());
    }

    private static double percentile(List<Double> sorted, double p) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1L, (long) (p * sorted.size())));
    }

    /** Sends bodies in turn. */
    private static final class Load implements AutoCloseable {

        private final HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final Semaphore outstanding = new Semaphore(OUTSTANDING);
        private final URI url;
        private final List<Template> bodies;
        private final AtomicLong number = new AtomicLong();
        private final Set<String> failures = ConcurrentHashMap.newKeySet();
        private final Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
        private volatile Window answers = new Window();

        Load(ServerProcess server, List<Template> bodies) {
            this.url = URI.create(server.url() + "/v1/traces");
            this.bodies = bodies;
        }

        /** @return requests a second that were kept */
        double closed(Duration time) throws InterruptedException {
            Window window = new Window();
            answers = window;
            long until = System.nanoTime() + time.toNanos();
            List<Thread> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                senders.add(Thread.ofVirtual().start(() -> {
                    while (System.nanoTime() < until) {
                        send();
                    }
                }));
            }
            for (Thread sender : senders) {
                sender.join();
            }
            return window.kept.get() / (double) time.toSeconds();
        }

        /** Sends so many a second, whether they are answered or not. */
        Window open(double perSecond, Duration time) throws InterruptedException {
            Window window = new Window();
            answers = window;
            long start = System.nanoTime();
            long count = (long) (perSecond * time.toSeconds());
            for (long i = 0; i < count; i++) {
                long due = start + (long) (i / perSecond * 1e9);
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                }
                outstanding.acquire();
                threads.execute(() -> {
                    try {
                        send();
                    } finally {
                        outstanding.release();
                    }
                });
                if (System.nanoTime() - start > time.toNanos()) {
                    break; // the load itself cannot do more
                }
            }
            return window;
        }

        /** What was acknowledged up to now. */
        KeptSpans kept() {
            return new KeptSpans(
                    acknowledged.stream(),
                    each -> bodies.get((int) (each % bodies.size())).ids(each));
        }

        void drain() throws InterruptedException {
            outstanding.acquire(OUTSTANDING);
            outstanding.release(OUTSTANDING);
        }

        private void send() {
            long each = number.getAndIncrement();
            byte[] body = bodies.get((int) (each % bodies.size())).withTraces(each);
            HttpRequest request = HttpRequest.newBuilder(url)
                    .header("Content-Type", "application/x-protobuf")
                    .timeout(Duration.ofSeconds(60))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            long began = System.nanoTime();
            try {
                HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
                Window window = answers;
                switch (response.statusCode()) {
                    case 200 -> {
                        window.kept.incrementAndGet();
                        acknowledged.add(each);
                        window.ackMillis.add((System.nanoTime() - began) / 1e6);
                    }
                    case 429 -> {
                        window.turnedAway.incrementAndGet();
                        long retry = response.headers()
                                .firstValueAsLong("Retry-After")
                                .orElse(Long.MAX_VALUE);
                        window.longestRetryAfter.accumulateAndGet(retry, Math::max);
                    }
                    default -> failed(window, "status " + response.statusCode());
                }
            } catch (IOException e) {
                failed(answers, e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void failed(Window window, String how) {
            window.failed.incrementAndGet();
            if (failures.add(how)) {
                System.err.println("failed: " + how);
            }
        }

        @Override
        public void close() {
            http.shutdownNow();
            threads.shutdownNow();
        }
    }
}
