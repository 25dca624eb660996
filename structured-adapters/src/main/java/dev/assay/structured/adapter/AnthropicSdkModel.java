package dev.assay.structured.adapter;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.ObjectMappers;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.assay.structured.provider.AnthropicFormat;
import dev.assay.structured.provider.Capabilities;
import dev.assay.structured.provider.Model;
import dev.assay.structured.provider.ModelException;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.ReplyStream;
import dev.assay.structured.provider.Request;

/**
 * A model behind anthropic-java's client: its credentials, proxies and retries are used, Bedrock's and Vertex's among them. A request
 * that the client gave up is not repeated here, so that two kinds of retries never multiply.
 */
public final class AnthropicSdkModel implements Model {
    private static final int LIMIT = 8192;

    private final AnthropicClient client;
    private final SdkWire wire;

    /**
     * A model of Anthropic.
     *
     * @param client the client; it stays the caller's to close
     * @param name the model
     */
    public AnthropicSdkModel(AnthropicClient client, String name) {
        this.client = client;
        this.wire = new SdkWire("anthropic-java", ObjectMappers.jsonMapper(), new AnthropicFormat(LIMIT), name);
    }

    @Override
    public String provider() {
        return wire.format().provider();
    }

    @Override
    public String name() {
        return wire.model();
    }

    @Override
    public Capabilities capabilities() {
        return wire.format().capabilities();
    }

    @Override
    public Reply send(Request request) {
        try {
            return wire.format().reply(wire.tree(client.messages().create(params(request), options(request))));
        } catch (AnthropicException failure) {
            throw lost(failure);
        }
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the stream that is handed on closes it
    public ReplyStream stream(Request request) {
        try {
            StreamResponse<RawMessageStreamEvent> events =
                    client.messages().createStreaming(params(request), options(request));
            return new SdkStream<>(
                    events.stream().iterator(),
                    wire::tree,
                    events::close,
                    wire.format().reader(),
                    this::lost);
        } catch (AnthropicException failure) {
            throw lost(failure);
        }
    }

    private MessageCreateParams params(Request request) {
        if (request.settings().temperature().isPresent()) {
            throw new IllegalArgumentException(
                    "anthropic-java speaks Anthropic's version 2026-10-21, which takes no temperature; "
                            + "leave it out, or use Models.anthropic.");
        }
        // the client itself asks for streams
        return MessageCreateParams.builder()
                .body(wire.body(request, false, MessageCreateParams.Body.class))
                .build();
    }

    private static RequestOptions options(Request request) {
        return RequestOptions.builder().timeout(request.timeout()).build();
    }

    private ModelException lost(RuntimeException failure) {
        return wire.lost(failure, failure instanceof AnthropicServiceException answered ? answered.statusCode() : 0);
    }
}
