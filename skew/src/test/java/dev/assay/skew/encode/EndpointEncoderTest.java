package dev.assay.skew.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import dev.assay.stats.permute.Workers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Against a server on loopback that speaks the form of OpenAI. */
class EndpointEncoderTest {

    private record Asked(String key, JsonNode body) {}

    private interface Answer {
        String to(JsonNode body);
    }

    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger busy = new AtomicInteger();
    private volatile int status = 200;
    private volatile Answer answer = EndpointEncoderTest::vectors;
    private HttpServer server;

    EndpointEncoderTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    /** The length of each text and 1, last text first: answers may come in any order. */
    private static String vectors(JsonNode body) {
        ObjectNode root = JsonMapper.shared().createObjectNode().put("object", "list");
        ArrayNode data = root.putArray("data");
        for (int i = body.path("input").size() - 1; i >= 0; i--) {
            ObjectNode one = data.addObject().put("object", "embedding").put("index", i);
            one.putArray("embedding")
                    .add(body.path("input").get(i).stringValue().length())
                    .add(1);
        }
        return root.toString();
    }

    @BeforeEach
    void start() {
        server.createContext("/v1/embeddings", exchange -> {
            JsonNode body =
                    JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
            asked.add(new Asked(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), body));
            boolean refuses = busy.getAndDecrement() > 0;
            byte[] bytes = (refuses ? "slow down" : answer.to(body)).getBytes(StandardCharsets.UTF_8);
            if (refuses) {
                exchange.getResponseHeaders().set("Retry-After", "0");
            }
            exchange.sendResponseHeaders(refuses ? 429 : status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private float[][] encode(List<String> texts) {
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/v1/embeddings");
        try (Workers workers = Workers.of(1)) {
            return new EndpointEncoder(uri, "small-1", "secret").encode(texts, workers);
        }
    }

    @Test
    void textsGoInBatchesAndPointsComeInTheirOrder() {
        List<String> texts = IntStream.range(1, 201).mapToObj("x"::repeat).toList();
        float[][] points = encode(texts);
        assertThat(points).hasDimensions(200, 2);
        for (int i = 0; i < points.length; i++) {
            assertThat(points[i][0] / points[i][1]).isCloseTo(i + 1, within(0.01f));
            assertThat(Math.hypot(points[i][0], points[i][1])).isCloseTo(1, within(1e-6));
        }
        assertThat(asked).hasSize(3).allSatisfy(one -> {
            assertThat(one.key).isEqualTo("Bearer secret");
            assertThat(one.body.path("model").stringValue()).isEqualTo("small-1");
        });
    }

    @Test
    void anEndpointWithTooMuchToDoIsAskedAgain() {
        busy.set(2);
        assertThat(encode(List.of("a", "bb"))).hasDimensions(2, 2);
        assertThat(asked).hasSize(3);
        busy.set(100);
        assertThatThrownBy(() -> encode(List.of("a")))
                .hasMessageContaining("429")
                .hasMessageContaining("slow down");
    }

    @Test
    void whatIsWrongIsSaidWithTheAddress() {
        status = 401;
        answer = _ -> "no such key";
        assertThatThrownBy(() -> encode(List.of("a")))
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining("/v1/embeddings answered 401")
                .hasMessageContaining("ASSAY_EMBEDDINGS_KEY")
                .hasMessageContaining("no such key");
        status = 200;
        answer = _ -> "{\"data\": []}";
        assertThatThrownBy(() -> encode(List.of("a"))).hasMessageContaining("0 vectors (expected: 1");
        answer = _ -> "{\"data\": [{\"index\": 1, \"embedding\": [1]}]}";
        assertThatThrownBy(() -> encode(List.of("a"))).hasMessageContaining("index 1");
        answer = _ -> "{\"data\": [{\"index\": 0, \"embedding\": []}]}";
        assertThatThrownBy(() -> encode(List.of("a"))).hasMessageContaining("a vector of 0 numbers");
        answer = _ -> "<html>";
        assertThatThrownBy(() -> encode(List.of("a"))).hasMessageContaining("cannot be had");
    }
}
