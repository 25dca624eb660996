package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What was sent, and what of it the server has promised to keep. */
final class Ledger {

    private static final int SOME = 150;
    private static final int SETTLED = 3;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz ";

    private final Random random;
    private final Instant began = Instant.now();
    private final Map<String, Known> byTrace = new HashMap<>();
    private final List<String> traceIds = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Request> doubtful = new ArrayList<>();
    private int number;
    private int resent;
    private int deletions;
    private long expiring;

    Ledger(long seed) {
        random = new Random(seed);
    }

    /** What a request is. */
    enum Kind {
        TRACES("/v1/traces", Rest.PROTOBUF),
        LOGS("/v1/logs", Rest.PROTOBUF),
        SCORES("/api/v1/projects/default/scores", "application/json");

        final String path;
        final String contentType;

        Kind(String path, String contentType) {
            this.path = path;
            this.contentType = contentType;
        }
    }

    /** One request; each of its traces is in no other request with spans. */
    static final class Request {
        private final Map<String, Set<String>> spanIds = new HashMap<>();
        private final Kind kind;
        private final byte[] body;
        private final ExportTraceServiceRequest traces;

        /** What it says of a trace: the id of a score, or of the span whose input it brings. */
        private String saying = "";

        private boolean acknowledged;

        private Request(Kind kind, byte[] body, ExportTraceServiceRequest traces) {
            this.kind = kind;
            this.body = body;
            this.traces = traces;
        }

        Kind kind() {
            return kind;
        }

        byte[] bytes() {
            return body;
        }

        /** Of a request with spans. */
        ExportTraceServiceRequest traces() {
            return traces;
        }
    }

    /** What is known of a trace that was sent. */
    private static final class Known {
        private final Request request;
        private final List<Request> scores = new ArrayList<>();
        private final Map<String, Request> inputs = new HashMap<>();
        private Fate fate = Fate.STANDS;

        private Known(Request request) {
            this.request = request;
        }
    }

    private enum Fate {
        STANDS,
        /** It was asked to be deleted, and nobody has heard that it was. */
        DOUBTFUL,
        DELETED
    }

    /** What to send next: something new, or something whose fate is unknown, or something that was acknowledged before. */
    synchronized Request next() {
        int dice = random.nextInt(12);
        if (dice == 0 && !requests.isEmpty()) {
            resent++;
            return requests.get(random.nextInt(requests.size()));
        }
        if (dice < 3 && !doubtful.isEmpty()) {
            resent++;
            return doubtful.remove(random.nextInt(doubtful.size()));
        }
        if (dice < 5) {
            Optional<String> trace = someTrace();
            if (trace.isPresent()) {
                return dice == 3 ? score(trace.get()) : input(trace.get());
            }
        }
        return anew();
    }

    /** One that was acknowledged and stands. */
    private Optional<String> someTrace() {
        for (int i = 0; i < 20 && !traceIds.isEmpty(); i++) {
            String traceId = traceIds.get(random.nextInt(traceIds.size()));
            Known known = known(traceId);
            if (known.request.acknowledged && known.fate == Fate.STANDS) {
                return Optional.of(traceId);
            }
        }
        return Optional.empty();
    }

    private Known known(String traceId) {
        return Objects.requireNonNull(byTrace.get(traceId), traceId);
    }

    private static Set<String> spanIds(Known known, String traceId) {
        return known.request.spanIds.getOrDefault(traceId, Set.of());
    }

    private Request score(String traceId) {
        String id = "score-" + hex();
        String body = "{\"id\":\"%s\",\"traceId\":\"%s\",\"name\":\"right\",\"value\":true}".formatted(id, traceId);
        Request request = new Request(
                Kind.SCORES, body.getBytes(StandardCharsets.UTF_8), ExportTraceServiceRequest.getDefaultInstance());
        request.saying = id;
        known(traceId).scores.add(request);
        requests.add(request);
        return request;
    }

    /** The input of a span that was sent without one. */
    private Request input(String traceId) {
        Known known = known(traceId);
        String spanId = spanIds(known, traceId).stream().min(String::compareTo).orElseThrow();
        if (known.inputs.containsKey(spanId)) {
            return score(traceId);
        }
        Request request = new Request(
                Kind.LOGS,
                Otlp.userMessage(traceId, spanId, began, "beside " + spanId).toByteArray(),
                ExportTraceServiceRequest.getDefaultInstance());
        request.saying = spanId;
        known.inputs.put(spanId, request);
        requests.add(request);
        return request;
    }

    /** A trace to delete; from now on nobody knows whether it is there. */
    synchronized Optional<String> toDelete() {
        Optional<String> trace = someTrace();
        trace.ifPresent(traceId -> known(traceId).fate = Fate.DOUBTFUL);
        return trace;
    }

    synchronized void deleted(String traceId) {
        known(traceId).fate = Fate.DELETED;
        deletions++;
    }

    /** Asks again for some deletions whose answer the end of the server has cut off, so that later rounds know what has to stay away. */
    synchronized void settle(Rest rest) throws IOException, InterruptedException {
        List<String> begun = byTrace.entrySet().stream()
                .filter(entry -> entry.getValue().fate == Fate.DOUBTFUL)
                .map(Map.Entry::getKey)
                .sorted()
                .limit(SETTLED)
                .toList();
        for (String traceId : begun) {
            Rest.Answer answer = rest.delete("/api/v1/projects/default/traces/" + traceId);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            deleted(traceId);
        }
    }

    private Request anew() {
        List<Span> spans = new ArrayList<>();
        Map<String, Set<String>> ids = new HashMap<>();
        int traces = 1 + random.nextInt(4);
        int most = random.nextInt(20) == 0 ? 60_000 : 2_000; // characters of an answer
        for (int t = 0; t < traces; t++) {
            String traceId = hex() + hex();
            int count = 1 + random.nextInt(8);
            String parent = "";
            Set<String> spanIds = new HashSet<>();
            for (int s = 0; s < count; s++) {
                String spanId = hex();
                Instant start = began.plusMillis(number++);
                spans.add(Otlp.answer(
                                traceId,
                                spanId,
                                parent,
                                start,
                                Duration.ofMillis(40),
                                answer(spanId, random.nextInt(most)))
                        .build());
                spanIds.add(spanId);
                parent = spanId;
            }
            ids.put(traceId, spanIds);
        }
        ExportTraceServiceRequest body = Otlp.request("crash", spans);
        Request request = new Request(Kind.TRACES, body.toByteArray(), body);
        request.spanIds.putAll(ids);
        requests.add(request);
        ids.keySet().forEach(traceId -> {
            byTrace.put(traceId, new Known(request));
            traceIds.add(traceId);
        });
        return request;
    }

    private String hex() {
        return HexFormat.of().toHexDigits(random.nextLong() | 1);
    }

    private String answer(String spanId, int length) {
        StringBuilder text = new StringBuilder("answer ").append(spanId).append(' ');
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.append('.').toString();
    }

    synchronized void acknowledged(Request request) {
        request.acknowledged = true;
    }

    /** No answer has come. */
    synchronized void doubtful(Request request) {
        doubtful.add(request);
    }

    synchronized long acknowledgedSpans() {
        return requests.stream()
                .filter(request -> request.acknowledged)
                .flatMap(request -> request.spanIds.values().stream())
                .mapToLong(Set::size)
                .sum();
    }

    /** How many traces were deleted, and it was acknowledged. */
    synchronized int deletions() {
        return deletions;
    }

    /** So many bytes of the project that keeps little were acknowledged. */
    synchronized void expiring(long bytes) {
        expiring += bytes;
    }

    synchronized long expiringBytes() {
        return expiring;
    }

    private long acknowledged(Kind kind) {
        return requests.stream()
                .filter(request -> request.acknowledged && request.kind == kind)
                .count();
    }

    /** Compares the list of all traces with what the server says it has, and reads some of them whole. */
    synchronized void check(Rest rest, String when) throws IOException, InterruptedException {
        check(rest, when, SOME);
    }

    /** The same, and reads every trace whole. */
    synchronized void checkAll(Rest rest, String when) throws IOException, InterruptedException {
        check(rest, when, Integer.MAX_VALUE);
    }

    private void check(Rest rest, String when, int whole) throws IOException, InterruptedException {
        Map<String, Long> counts = new HashMap<>();
        for (JsonNode trace : rest.allTraces("default")) {
            String traceId = trace.path("traceId").stringValue();
            assertThat(counts.put(traceId, (long) trace.path("spanCount").intValue()))
                    .as("%s: trace %s stands in the list once", when, traceId)
                    .isNull();
            assertThat(byTrace).as("%s: a trace that nobody sent", when).containsKey(traceId);
        }
        List<String> wrong = new ArrayList<>();
        for (Request request : requests) {
            Set<Boolean> there = new HashSet<>();
            request.spanIds.forEach((traceId, spanIds) -> {
                Optional<Long> count = Optional.ofNullable(counts.get(traceId));
                Fate fate = known(traceId).fate;
                if (fate == Fate.STANDS) {
                    there.add(count.isPresent());
                }
                boolean mayBeGone = !request.acknowledged || fate == Fate.DOUBTFUL;
                boolean right = fate == Fate.DELETED
                        ? count.isEmpty()
                        : count.isPresent() ? count.get() == spanIds.size() : mayBeGone;
                if (!right) {
                    wrong.add("trace " + traceId + " has "
                            + count.map(n -> n + " spans").orElse("gone") + " (expected: "
                            + (fate == Fate.DELETED ? "deleted" : spanIds.size())
                            + (request.acknowledged ? ", acknowledged)" : ", not acknowledged)"));
                }
            });
            if (there.size() > 1) {
                wrong.add("a request is there in part: " + request.spanIds.keySet());
            }
        }
        assertThat(wrong).as("%s: traces that are not as they were sent", when).isEmpty();
        counts.keySet().removeIf(traceId -> known(traceId).fate == Fate.DOUBTFUL);
        List<String> read = new ArrayList<>(counts.keySet());
        Collections.shuffle(read, random);
        checkTexts(rest, read.subList(0, Math.min(whole, read.size())), when);
    }

    /** Reads traces whole: their spans are those that were sent, each with its own text, and what was said of them. */
    private void checkTexts(Rest rest, List<String> traceIds, String when) throws IOException, InterruptedException {
        for (String traceId : traceIds) {
            Known known = known(traceId);
            JsonNode trace = rest.trace("default", traceId);
            JsonNode spans = trace.path("spans");
            assertThat(spans.valueStream().map(span -> span.path("spanId").stringValue()))
                    .as("%s: the spans of trace %s", when, traceId)
                    .containsExactlyInAnyOrderElementsOf(spanIds(known, traceId));
            for (JsonNode span : spans) {
                checkSpan(span, known, when);
            }
            List<String> scores = trace.at("/summary/scores")
                    .valueStream()
                    .map(score -> score.path("id").stringValue())
                    .toList();
            assertThat(scores).as("%s: scores of trace %s", when, traceId).doesNotHaveDuplicates();
            assertThat(scores)
                    .as("%s: scores of trace %s", when, traceId)
                    .containsAll(known.scores.stream()
                            .filter(score -> score.acknowledged)
                            .map(score -> score.saying)
                            .toList());
        }
    }

    private static void checkSpan(JsonNode span, Known known, String when) {
        String spanId = span.path("spanId").stringValue();
        assertThat(span.at("/output/0/parts/0/content").asString("none: " + span.path("output")))
                .as("%s: the answer of span %s", when, spanId)
                .startsWith("answer " + spanId + " ")
                .endsWith(".");
        @Nullable Request input = known.inputs.get(spanId);
        if (input != null && input.acknowledged) {
            assertThat(span.at("/input/0/parts/0/content").asString("none: " + span.path("input")))
                    .as("%s: the input that came beside span %s", when, spanId)
                    .isEqualTo("beside " + spanId);
            assertThat(span.path("input")).hasSize(1);
        }
    }

    @Override
    public synchronized String toString() {
        return requests.size() + " requests, acknowledged: " + acknowledgedSpans() + " spans, "
                + acknowledged(Kind.LOGS) + " messages beside spans, " + acknowledged(Kind.SCORES) + " scores, "
                + deletions + " deletions, " + (expiring >> 20) + " MB of another project that keeps 1; "
                + requests.stream().filter(request -> !request.acknowledged).count() + " requests in doubt, " + resent
                + " sent again";
    }
}
