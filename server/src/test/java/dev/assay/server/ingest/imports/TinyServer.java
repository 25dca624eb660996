package dev.assay.server.ingest.imports;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps spans and scores by identity, the newest of each, and answers what an import asks. */
public final class TinyServer implements AutoCloseable {

    private final HttpServer http;
    private final Map<String, Span> spans = new LinkedHashMap<>();
    private final Map<String, JsonNode> scores = new LinkedHashMap<>();
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final List<Integer> requestBytes = new ArrayList<>();
    private final List<String> projects = new ArrayList<>();
    private int busy;
    private int refused;

    public TinyServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/health", exchange -> answer(exchange, 200, "application/json", "{\"status\":\"ok\"}"));
        http.createContext(
                "/ready",
                exchange -> answer(exchange, 200, "application/json", "{\"journalPosition\":7,\"columnsPosition\":7}"));
        http.createContext("/v1/traces", this::takeSpans);
        http.createContext("/api/v1/projects/", this::scoresOrTrace);
        http.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** Answers 429 to so many requests, then as always. */
    public void beBusy(int times) {
        busy = times;
    }

    public synchronized List<Span> spans() {
        return List.copyOf(spans.values());
    }

    public synchronized List<Span> roots() {
        return spans().stream().filter(span -> span.getParentSpanId().isEmpty()).toList();
    }

    public synchronized List<JsonNode> scores() {
        return List.copyOf(scores.values());
    }

    /** All that is there, to see whether anything changed. */
    public synchronized List<Object> everything() {
        return List.of(Map.copyOf(spans), Map.copyOf(scores), Map.copyOf(resources));
    }

    public synchronized List<Integer> requestBytes() {
        return List.copyOf(requestBytes);
    }

    public synchronized List<String> projects() {
        return List.copyOf(projects);
    }

    public synchronized String environment(Span span) {
        return Optional.ofNullable(resources.get(key(span))).stream()
                .flatMap(resource -> resource.getAttributesList().stream())
                .filter(attribute -> attribute.getKey().equals("deployment.environment.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }

    public int refused() {
        return refused;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private synchronized void takeSpans(HttpExchange exchange) throws IOException {
        byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
        if (busy > 0) {
            busy--;
            refused++;
            exchange.getResponseHeaders().add("retry-after", "0");
            answer(exchange, 429, "application/problem+json", "{\"detail\":\"too much\"}");
            return;
        }
        requestBytes.add(body.length);
        projects.add(exchange.getRequestHeaders().getFirst("x-assay-project") + " "
                + exchange.getRequestHeaders().getFirst("x-assay-import"));
        ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
        for (ResourceSpans resource : request.getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                for (Span span : scope.getSpansList()) {
                    spans.put(key(span), span);
                    resources.put(key(span), resource.getResource());
                }
            }
        }
        byte[] response = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
        exchange.getResponseHeaders().add("content-type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, response.length == 0 ? -1 : response.length);
        exchange.getResponseBody().write(response);
        exchange.close();
    }

    private synchronized void scoresOrTrace(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/scores")) {
            JsonNode list =
                    JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
            long ids =
                    list.valueStream().map(score -> score.path("id")).distinct().count();
            if (ids < list.size()) {
                answer(exchange, 400, "application/problem+json", "{\"detail\":\"an id is there twice\"}");
                return;
            }
            list.forEach(score -> scores.put(score.path("id").asString(), score));
            answer(exchange, 201, "application/json", "{\"ids\":[]}");
            return;
        }
        ByteString traceId = ByteString.copyFrom(HexFormat.of().parseHex(path.substring(path.lastIndexOf('/') + 1)));
        Optional<Span> root = spans.values().stream()
                .filter(span -> span.getTraceId().equals(traceId)
                        && span.getParentSpanId().isEmpty())
                .findFirst();
        if (root.isEmpty()) {
            answer(exchange, 404, "application/problem+json", "{\"detail\":\"no such trace\"}");
        } else {
            answer(exchange, 200, "application/json", "{\"summary\":{\"startTime\":\"" + start(root.get()) + "\"}}");
        }
    }

    public static Instant start(Span span) {
        return Instant.EPOCH.plusNanos(span.getStartTimeUnixNano());
    }

    /** The text of an attribute, or empty. */
    public static String attribute(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }

    private static String key(Span span) {
        return HexFormat.of().formatHex(span.getTraceId().toByteArray()) + "/"
                + HexFormat.of().formatHex(span.getSpanId().toByteArray());
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
