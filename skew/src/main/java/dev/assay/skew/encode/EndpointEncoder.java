package dev.assay.skew.encode;

import dev.assay.stats.permute.Workers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An embeddings endpoint as OpenAI's: {@code POST .../embeddings} with {@code model} and {@code input}. */
public final class EndpointEncoder implements Encoder {

    private static final int BATCH = 96;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_ATTEMPTS = 5;
    private static final int LONGEST_TEXT = 8_000;

    private final URI endpoint;
    private final String model;
    private final String key;

    /**
     * @param endpoint the address of the embeddings, as {@code https://host/v1/embeddings}
     * @param key sent as a bearer token, or empty
     */
    public EndpointEncoder(URI endpoint, String model, String key) {
        this.endpoint = endpoint;
        this.model = model;
        this.key = key;
    }

    @Override
    public String id() {
        return model + "@" + endpoint.getHost();
    }

    @Override
    public float[][] encode(List<String> texts, Workers workers) {
        float[][] points = new float[texts.size()][];
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            for (int from = 0; from < points.length; from += BATCH) {
                batch(client, texts.subList(from, Math.min(points.length, from + BATCH)), points, from);
            }
        }
        return points;
    }

    private void batch(HttpClient client, List<String> texts, float[][] points, int from) {
        ObjectNode body = JsonMapper.shared().createObjectNode().put("model", model);
        ArrayNode input = body.putArray("input");
        texts.forEach(text -> input.add(text.substring(0, Math.min(LONGEST_TEXT, text.length()))));
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            HttpResponse<String> response = ask(client, request.build());
            JsonNode data = JsonMapper.shared().readTree(response.body()).path("data");
            if (data.size() != texts.size()) {
                throw new EncoderException("The embeddings at " + endpoint + " answered " + data.size()
                        + " vectors (expected: " + texts.size() + ", one a text)");
            }
            BitSet answered = new BitSet();
            for (int i = 0; i < data.size(); i++) {
                int at = data.get(i).path("index").asInt(i);
                if (at < 0 || at >= data.size() || answered.get(at)) {
                    throw new EncoderException("The embeddings at " + endpoint + " answered index " + at
                            + " (expected: each from 0 to " + (data.size() - 1) + " once)");
                }
                answered.set(at);
                points[from + at] = OnnxEncoder.unit(vector(data.get(i).path("embedding"), points, from));
            }
        } catch (IOException | JacksonException e) {
            throw new EncoderException("The embeddings at " + endpoint + " cannot be had: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EncoderException("Interrupted while waiting for embeddings", e);
        }
    }

    private float[] vector(JsonNode numbers, float[][] points, int from) {
        int before = from == 0 ? numbers.size() : points[0].length;
        if (numbers.isEmpty() || numbers.size() != before) {
            throw new EncoderException("The embeddings at " + endpoint + " answered a vector of " + numbers.size()
                    + " numbers (expected: " + (from == 0 ? "some" : before + ", as before") + ")");
        }
        float[] vector = new float[numbers.size()];
        for (int k = 0; k < vector.length; k++) {
            vector[k] = numbers.get(k).floatValue();
        }
        return vector;
    }

    /** Asks again, after as long as it is told or twice as long each time, where the endpoint has too much to do. */
    private HttpResponse<String> ask(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            int status = response.statusCode();
            if (status == 200) {
                return response;
            }
            boolean busy = status == 429 || status == 503;
            if (!busy || attempt == MOST_ATTEMPTS - 1) {
                throw new EncoderException("The embeddings at " + endpoint + " answered " + status
                        + " (expected: 200; is the key in ASSAY_EMBEDDINGS_KEY right, and the model '" + model
                        + "' there?): "
                        + response.body()
                                .substring(0, Math.min(300, response.body().length())));
            }
            Thread.sleep(patience(response, attempt));
        }
    }

    private static Duration patience(HttpResponse<String> response, int attempt) {
        String after = response.headers().firstValue("Retry-After").orElse("");
        boolean seconds =
                !after.isEmpty() && after.length() < 4 && after.chars().allMatch(c -> c >= '0' && c <= '9');
        Duration wait = seconds ? Duration.ofSeconds(Long.parseLong(after)) : Duration.ofSeconds(1L << attempt);
        return wait.compareTo(PATIENCE) > 0 ? PATIENCE : wait;
    }
}
