package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What was sent, and what of it the server has promised to keep. */
final class Ledger {

    private static final int READ_WHOLE = 150;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz ";

    private final Random random;
    private final Instant began = Instant.now();
    private final Map<String, Request> byTrace = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Request> doubtful = new ArrayList<>();
    private int number;
    private int resent;

    Ledger(long seed) {
        random = new Random(seed);
    }

    /** One request; each of its traces is in no other. */
    static final class Request {
        private final Map<String, Set<String>> spanIds = new HashMap<>();
        private final ExportTraceServiceRequest body;
        private boolean acknowledged;

        private Request(ExportTraceServiceRequest body) {
            this.body = body;
        }

        ExportTraceServiceRequest body() {
            return body;
        }
    }

    /** What to send next: something new, or something whose fate is unknown, or something that was acknowledged before. */
    synchronized Request next() {
        int dice = random.nextInt(10);
        if (dice == 0 && !requests.isEmpty()) {
            resent++;
            return requests.get(random.nextInt(requests.size()));
        }
        if (dice < 3 && !doubtful.isEmpty()) {
            resent++;
            return doubtful.remove(random.nextInt(doubtful.size()));
        }
        return anew();
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
                spans.add(Otlp.chat(
                                traceId,
                                spanId,
                                parent,
                                start,
                                Duration.ofMillis(40),
                                "question " + spanId,
                                answer(spanId, random.nextInt(most)))
                        .build());
                spanIds.add(spanId);
                parent = spanId;
            }
            ids.put(traceId, spanIds);
        }
        Request request = new Request(Otlp.request("crash", spans));
        request.spanIds.putAll(ids);
        requests.add(request);
        ids.keySet().forEach(traceId -> byTrace.put(traceId, request));
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
                .mapToLong(request ->
                        request.body.getResourceSpans(0).getScopeSpans(0).getSpansCount())
                .sum();
    }

    /** Compares with what the server says it has. */
    synchronized void check(Rest rest, String when) throws IOException, InterruptedException {
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
                there.add(count.isPresent());
                if (count.isPresent() ? count.get() != spanIds.size() : request.acknowledged) {
                    wrong.add("trace " + traceId + " has "
                            + count.map(n -> n + " spans").orElse("gone") + " (expected: " + spanIds.size()
                            + (request.acknowledged ? ", acknowledged)" : ", not acknowledged)"));
                }
            });
            if (there.size() > 1) {
                wrong.add("a request is there in part: " + request.spanIds.keySet());
            }
        }
        assertThat(wrong).as("%s: traces that are not as they were sent", when).isEmpty();
        checkTexts(rest, new ArrayList<>(counts.keySet()), when);
    }

    /** Reads some traces whole: their spans are those that were sent, each with its own text. */
    private void checkTexts(Rest rest, List<String> traceIds, String when) throws IOException, InterruptedException {
        for (int i = 0; i < Math.min(READ_WHOLE, traceIds.size()); i++) {
            String traceId = traceIds.get(random.nextInt(traceIds.size()));
            Request request = byTrace.get(traceId);
            assertThat(request).isNotNull();
            JsonNode spans = rest.trace("default", traceId).path("spans");
            assertThat(spans.valueStream().map(span -> span.path("spanId").stringValue()))
                    .as("%s: the spans of trace %s", when, traceId)
                    .containsExactlyInAnyOrderElementsOf(request.spanIds.get(traceId));
            for (JsonNode span : spans) {
                String text = span.at("/output/0/parts/0/content").asString("none: " + span.path("output"));
                assertThat(text)
                        .as("%s: the answer of span %s", when, span.path("spanId"))
                        .startsWith("answer " + span.path("spanId").stringValue() + " ")
                        .endsWith(".");
            }
        }
    }

    @Override
    public synchronized String toString() {
        return requests.size() + " requests, " + acknowledgedSpans() + " acknowledged spans, "
                + requests.stream().filter(request -> !request.acknowledged).count() + " requests in doubt, " + resent
                + " sent again";
    }
}
