package dev.assay.structured.adapter;

import com.openai.client.OpenAIClient;
import com.openai.core.ObjectMappers;
import com.openai.core.RequestOptions;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.assay.structured.provider.Capabilities;
import dev.assay.structured.provider.ChatFormat;
import dev.assay.structured.provider.Model;
import dev.assay.structured.provider.ModelException;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.ReplyStream;
import dev.assay.structured.provider.Request;

/**
 * A model behind openai-java's client, by chat completions: its credentials, proxies and retries are used. A request that the client gave
 * up is not repeated here, so that two kinds of retries never multiply.
 */
public final class OpenAiSdkModel implements Model {
    private final OpenAIClient client;
    private final SdkWire wire;

    /**
     * A model of OpenAI.
     *
     * @param client the client; it stays the caller's to close
     * @param name the model
     */
    public OpenAiSdkModel(OpenAIClient client, String name) {
        this(client, name, ChatFormat.OPENAI);
    }

    /**
     * A model of a server that speaks alike.
     *
     * @param client the client; it stays the caller's to close
     * @param name the model
     * @param format what the server can be asked for
     */
    public OpenAiSdkModel(OpenAIClient client, String name, ChatFormat format) {
        this.client = client;
        this.wire = new SdkWire("openai-java", ObjectMappers.jsonMapper(), format, name);
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
            return wire.format()
                    .reply(wire.tree(client.chat().completions().create(params(request, false), options(request))));
        } catch (OpenAIException failure) {
            throw lost(failure);
        }
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the stream that is handed on closes it
    public ReplyStream stream(Request request) {
        try {
            StreamResponse<ChatCompletionChunk> chunks =
                    client.chat().completions().createStreaming(params(request, true), options(request));
            return new SdkStream<>(
                    chunks.stream().iterator(),
                    wire::tree,
                    chunks::close,
                    wire.format().reader(),
                    this::lost);
        } catch (OpenAIException failure) {
            throw lost(failure);
        }
    }

    private ChatCompletionCreateParams params(Request request, boolean stream) {
        return ChatCompletionCreateParams.builder()
                .body(wire.body(request, stream, ChatCompletionCreateParams.Body.class))
                .build();
    }

    private static RequestOptions options(Request request) {
        return RequestOptions.builder().timeout(request.timeout()).build();
    }

    private ModelException lost(RuntimeException failure) {
        return wire.lost(failure, failure instanceof OpenAIServiceException answered ? answered.statusCode() : 0);
    }
}
