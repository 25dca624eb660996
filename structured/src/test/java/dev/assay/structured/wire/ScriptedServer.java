package dev.assay.structured.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on the loopback that does what its script says, one step a request, and keeps what it was asked. */
public final class ScriptedServer implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** What was asked. */
    public record Asked(String path, Map<String, List<String>> headers, JsonNode body) {
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .map(each -> each.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }
    }

    /** One step of the script. */
    @FunctionalInterface
    public interface Step {
        void answer(HttpExchange exchange, ScriptedServer server) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<Step> script = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch abandoned = new CountDownLatch(1);

    public ScriptedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    public ScriptedServer then(Step step) {
        script.add(step);
        return this;
    }

    /** Answers 200 with a body. */
    public ScriptedServer then(String body) {
        return then(200, Map.of(), body);
    }

    public ScriptedServer then(int status, Map<String, String> headers, String body) {
        return then((exchange, self) -> {
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            if (!headers.containsKey("content-type")) {
                exchange.getResponseHeaders().set("content-type", "application/json");
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    /** Answers 200 with pieces, each flushed by itself. */
    public ScriptedServer then(List<String> pieces) {
        return then((exchange, self) -> write(exchange, pieces));
    }

    /** Sends pieces, then nothing more, and does not end until the client goes or the server closes. */
    public ScriptedServer thenHang(List<String> pieces) {
        return then((exchange, self) -> {
            OutputStream out = write(exchange, pieces);
            try {
                while (!closing.await(5, TimeUnit.MILLISECONDS)) {
                    out.write("\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            } catch (IOException gone) {
                abandoned.countDown();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Waits until a client has left a hanging answer. */
    public boolean wasAbandoned() throws InterruptedException {
        return abandoned.await(10, TimeUnit.SECONDS);
    }

    private static OutputStream write(HttpExchange exchange, List<String> pieces) throws IOException {
        exchange.getResponseHeaders()
                .set(
                        "content-type",
                        pieces.toString().contains("data:") ? "text/event-stream" : "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (String piece : pieces) {
            out.write(piece.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        return out;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            synchronized (asked) {
                asked.add(new Asked(
                        exchange.getRequestURI().toString(),
                        Map.copyOf(exchange.getRequestHeaders()),
                        MAPPER.readTree(body)));
            }
            Step step = script.poll();
            if (step == null) {
                byte[] over = "{\"error\":{\"message\":\"the script is over\"}}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(418, over.length);
                exchange.getResponseBody().write(over);
                return;
            }
            step.answer(exchange, this);
        }
    }

    public List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    public JsonNode body(int request) {
        return asked().get(request).body();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
