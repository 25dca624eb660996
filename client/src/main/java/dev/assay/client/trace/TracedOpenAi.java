package dev.assay.client.trace;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientAsync;
import com.openai.core.ObjectMappers;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Map;

/**
 * A client of openai-java whose calls make spans with content and usage: chat completions, responses and embeddings; blocking,
 * asynchronous and streamed.
 *
 * <pre>{@code
 * OpenAIClient client = TracedOpenAi.wrap(OpenAIOkHttpClient.fromEnv(), GlobalOpenTelemetry.get(), Content.KEPT);
 * }</pre>
 *
 * <p>Streams of chat completions tell their usage only where {@code stream_options.include_usage} is set. Calls through
 * {@code withRawResponse()} are passed on untraced.
 */
public final class TracedOpenAi {

    private static final Map<String, SdkForm> FORMS = Map.of(
            "ChatCompletionService", new OpenAiChat(),
            "ResponseService", new OpenAiResponses(),
            "EmbeddingService", new OpenAiEmbeddings());

    private TracedOpenAi() {}

    /**
     * Traces a blocking client, and the asynchronous one that it hands out.
     *
     * @param client any
     * @param telemetry where spans go
     * @param content whether texts go along
     * @return a client that calls that one
     */
    public static OpenAIClient wrap(OpenAIClient client, OpenTelemetry telemetry, Content content) {
        return services(telemetry, content).wrap(OpenAIClient.class, client);
    }

    /**
     * Traces an asynchronous client, and the blocking one that it hands out.
     *
     * @param client any
     * @param telemetry where spans go
     * @param content whether texts go along
     * @return a client that calls that one
     */
    public static OpenAIClientAsync wrap(OpenAIClientAsync client, OpenTelemetry telemetry, Content content) {
        return services(telemetry, content).wrap(OpenAIClientAsync.class, client);
    }

    private static SdkServices services(OpenTelemetry telemetry, Content content) {
        return new SdkServices(telemetry, content, ObjectMappers.jsonMapper(), FORMS);
    }
}
