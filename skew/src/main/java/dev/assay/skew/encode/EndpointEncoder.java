package dev.assay.skew.encode;

import dev.assay.stats.permute.Workers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
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
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new EncoderException("The embeddings at " + endpoint + " answered " + response.statusCode()
                        + " (expected: 200): "
                        + response.body()
                                .substring(0, Math.min(300, response.body().length())));
            }
            JsonNode data = JsonMapper.shared().readTree(response.body()).path("data");
            if (data.size() != texts.size()) {
                throw new EncoderException("The embeddings at " + endpoint + " answered " + data.size()
                        + " vectors (expected: " + texts.size() + ", one a text)");
            }
            for (int i = 0; i < data.size(); i++) {
                int at = data.get(i).path("index").asInt(i);
                JsonNode vector = data.get(i).path("embedding");
                float[] point = new float[vector.size()];
                for (int k = 0; k < point.length; k++) {
                    point[k] = vector.get(k).floatValue();
                }
                points[from + at] = OnnxEncoder.unit(point);
            }
        } catch (IOException | JacksonException e) {
            throw new EncoderException("The embeddings at " + endpoint + " cannot be had: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EncoderException("Interrupted while waiting for embeddings", e);
        }
    }
}
