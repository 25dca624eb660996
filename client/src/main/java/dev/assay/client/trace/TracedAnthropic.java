package dev.assay.client.trace;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientAsync;
import com.anthropic.core.ObjectMappers;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Map;

/**
 * A client of anthropic-java whose messages, beta messages included, make spans with content and usage; blocking, asynchronous and
 * streamed.
 *
 * <pre>{@code
 * AnthropicClient client = TracedAnthropic.wrap(AnthropicOkHttpClient.fromEnv(), GlobalOpenTelemetry.get(), Content.KEPT);
 * }</pre>
 *
 * <p>Calls through {@code withRawResponse()} are passed on untraced.
 */
public final class TracedAnthropic {

    private static final Map<String, SdkForm> FORMS = Map.of("MessageService", new AnthropicMessages());

    private TracedAnthropic() {}

    /**
     * Traces a blocking client, and the asynchronous one that it hands out.
     *
     * @param client any
     * @param telemetry where spans go
     * @param content whether texts go along
     * @return a client that calls that one
     */
    public static AnthropicClient wrap(AnthropicClient client, OpenTelemetry telemetry, Content content) {
        return services(telemetry, content).wrap(AnthropicClient.class, client);
    }

    /**
     * Traces an asynchronous client, and the blocking one that it hands out.
     *
     * @param client any
     * @param telemetry where spans go
     * @param content whether texts go along
     * @return a client that calls that one
     */
    public static AnthropicClientAsync wrap(AnthropicClientAsync client, OpenTelemetry telemetry, Content content) {
        return services(telemetry, content).wrap(AnthropicClientAsync.class, client);
    }

    private static SdkServices services(OpenTelemetry telemetry, Content content) {
        return new SdkServices(telemetry, content, ObjectMappers.jsonMapper(), FORMS);
    }
}
