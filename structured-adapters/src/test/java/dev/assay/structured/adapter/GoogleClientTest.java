package dev.assay.structured.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import dev.assay.structured.Structured;
import dev.assay.structured.provider.Mode;
import dev.assay.structured.wire.GeminiSpeaker;
import dev.assay.structured.wire.Order;
import dev.assay.structured.wire.ScriptedServer;
import dev.assay.structured.wire.Speaker;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Google's own client reads what the scripted server says in Gemini's place, and asks as our own client of Gemini does. */
class GoogleClientTest {
    private static final GeminiSpeaker GEMINI = new GeminiSpeaker();

    private final ScriptedServer server = new ScriptedServer();
    private final Client client = Client.builder()
            .apiKey("key")
            .httpOptions(HttpOptions.builder()
                    .baseUrl(server.at("").toString())
                    .apiVersion("v1beta")
                    .build())
            .build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void readsWords() {
        server.then(GEMINI.words(Order.GOOD));
        GenerateContentResponse answer = client.models.generateContent(
                "m-1", "Extract the order", GenerateContentConfig.builder().build());
        assertThat(answer.text()).isEqualTo(Order.GOOD);
        assertThat(answer.usageMetadata().orElseThrow().totalTokenCount()).hasValue(18);
    }

    @Test
    void readsCalls() {
        server.then(GEMINI.call("Order", "{\"currency\":\"EUR\"}"));
        GenerateContentResponse answer = client.models.generateContent(
                "m-1", "Extract the order", GenerateContentConfig.builder().build());
        assertThat(answer.functionCalls()).singleElement().satisfies(call -> {
            assertThat(call.name()).hasValue("Order");
            assertThat(call.args().orElseThrow()).isEqualTo(Map.of("currency", "EUR"));
        });
    }

    @Test
    void readsStreams() {
        server.then(GEMINI.streamed(Order.GOOD));
        StringBuilder text = new StringBuilder();
        try (ResponseStream<GenerateContentResponse> stream = client.models.generateContentStream(
                "m-1", "Extract the order", GenerateContentConfig.builder().build())) {
            stream.forEach(part -> text.append(part.text() == null ? "" : part.text()));
        }
        assertThat(text).hasToString(Order.GOOD);
    }

    @Test
    void asksAsOurClientDoes() {
        server.then(GEMINI.words(Order.GOOD)).then(GEMINI.words(Order.GOOD));
        Structured.with(((Speaker) GEMINI).model(server)).mode(Mode.NATIVE).ask(Order.class, "Extract the order");
        JsonNode ours = server.body(0);
        client.models.generateContent(
                "m-1",
                "Extract the order",
                GenerateContentConfig.builder()
                        .responseMimeType("application/json")
                        .responseJsonSchema(Map.of("type", "object"))
                        .build());
        JsonNode theirs = server.body(1);
        assertThat(server.asked().get(0).path()).isEqualTo(server.asked().get(1).path());
        assertThat(server.asked().get(0).header("x-goog-api-key"))
                .isEqualTo(server.asked().get(1).header("x-goog-api-key"));
        assertThat(ours.path("generationConfig").propertyNames())
                .containsAll(theirs.path("generationConfig").propertyNames());
        assertThat(ours.path("contents").path(0).path("parts").path(0).path("text"))
                .isEqualTo(theirs.path("contents").path(0).path("parts").path(0).path("text"));
    }
}
