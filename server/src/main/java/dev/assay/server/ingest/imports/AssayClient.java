package dev.assay.server.ingest.imports;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Status;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** What an import asks of a server. A server that is busy is asked again. */
public final class AssayClient implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration GREETING = Duration.ofSeconds(2);
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static final Duration CATCH_UP_STEP = Duration.ofMillis(50);
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;

    private final URI url;
    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /** @param key empty where the server needs none */
    public AssayClient(URI url, String key) {
        this.key = key;
        String text = url.toString();
        this.url = URI.create(text.endsWith("/") ? text : text + "/");
    }

    /** Whether a server answers there. */
    public boolean lives() {
        try {
            HttpRequest request = to("health").timeout(GREETING).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException _) {
            // Nobody there: that is what was asked.
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Sends spans.
     *
     * @return how many of them the server rejected, and why
     */
    Rejection sendSpans(String project, ExportTraceServiceRequest spans) throws ImportException {
        HttpRequest request = to("v1/traces")
                .header("content-type", "application/x-protobuf")
                .header("content-encoding", "gzip")
                .header("x-assay-project", project)
                .header("x-assay-import", "1")
                .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(spans.toByteArray())))
                .build();
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() == NOT_FOUND && !key.isEmpty()) { // others do not exist for it
            throw new ImportException(
                    "the key is not of the project '" + project + "' (expected: --project with its own)");
        }
        require(response, OK);
        try {
            var partial = ExportTraceServiceResponse.parseFrom(response.body()).getPartialSuccess();
            return new Rejection(partial.getRejectedSpans(), partial.getErrorMessage());
        } catch (InvalidProtocolBufferException e) {
            throw new ImportException(url + " answers like no Assay server: " + e.getMessage(), e);
        }
    }

    /** @param reason empty where nothing was rejected */
    record Rejection(long spans, String reason) {}

    void sendScores(String project, ArrayNode scores) throws ImportException {
        HttpRequest request = to("api/v1/projects/" + encoded(project) + "/scores")
                .header("content-type", "application/json")
                .header("x-assay-import", "1")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(scores)))
                .build();
        require(send(request), 201);
    }

    /** When a trace that the server has began. */
    Optional<Instant> startOf(String project, String traceId) throws ImportException {
        HttpResponse<byte[]> response = send(
                to("api/v1/projects/" + encoded(project) + "/traces/" + traceId).build());
        if (response.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        require(response, OK);
        String start = json(response).path("summary").path("startTime").asString("");
        try {
            return Optional.of(Instant.parse(start));
        } catch (DateTimeParseException e) {
            throw new ImportException(url + " answers like no Assay server: startTime is '" + start + "'", e);
        }
    }

    /**
     * Waits until questions are answered from all that the server has taken so far.
     *
     * @return false where it has not come to that within half a minute
     */
    boolean awaitColumns() throws ImportException {
        long until = System.nanoTime() + CATCH_UP.toNanos();
        long target = -1;
        while (true) {
            HttpRequest request = to("ready").build();
            JsonNode state = json(sendOnce(request));
            target = target < 0 ? state.path("journalPosition").asLong(0) : target;
            if (state.path("columnsPosition").asLong(0) >= target) {
                return true;
            }
            if (System.nanoTime() > until) {
                return false;
            }
            pause(CATCH_UP_STEP);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder to(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).timeout(ANSWER);
        return key.isEmpty() ? request : request.header("x-assay-key", key);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws ImportException {
        Duration pause = FIRST_PAUSE;
        Duration patience = MOST_PATIENCE;
        while (true) {
            HttpResponse<byte[]> response = sendOnce(request);
            if (!BUSY.contains(response.statusCode())) {
                return response;
            }
            Duration wait = retryAfter(response).orElse(pause);
            patience = patience.minus(wait);
            if (patience.isNegative()) {
                throw new ImportException(
                        refusal(response) + ". It has been busy for too long; import again later: what is "
                                + "there already stays as it is");
            }
            pause(wait);
            pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    private HttpResponse<byte[]> sendOnce(HttpRequest request) throws ImportException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new ImportException("cannot reach the server at " + url + ": " + why, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImportException("interrupted", e);
        }
    }

    private void require(HttpResponse<byte[]> response, int status) throws ImportException {
        if (response.statusCode() != status) {
            throw new ImportException(refusal(response));
        }
    }

    private String refusal(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("content-type").orElse("");
        String detail = "";
        try {
            if (type.contains("json")) {
                detail = json(response).path("detail").asString("");
            } else if (type.contains("protobuf")) {
                detail = Status.parseFrom(response.body()).getMessage();
            }
        } catch (ImportException | InvalidProtocolBufferException e) {
            detail = "(unreadable: " + e.getMessage() + ")";
        }
        String what = response.statusCode() == TOO_MANY ? " is busy" : " refuses";
        return "the server at " + url + what + ", status " + response.statusCode()
                + (detail.isEmpty() ? "" : ": " + detail);
    }

    private JsonNode json(HttpResponse<byte[]> response) throws ImportException {
        try {
            return JsonMapper.shared().readTree(response.body());
        } catch (JacksonException e) {
            throw new ImportException(url + " answers like no Assay server: " + e.getOriginalMessage(), e);
        }
    }

    /** Seconds; an HTTP date is not worth reading, since our servers send none. */
    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("retry-after")
                .filter(value -> value.matches("\\d{1,5}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    private static void pause(Duration time) throws ImportException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImportException("interrupted", e);
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }
}
