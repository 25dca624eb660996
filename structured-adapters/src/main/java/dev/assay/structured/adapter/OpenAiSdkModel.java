package dev.assay.structured.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A model behind openai-java's client, by chat completions: its credentials, proxies and retries are used. A request that the client gave
 * up is not repeated here, so that two kinds of retries never multiply.
 */
public final class OpenAiSdkModel implements Model {
    private final OpenAIClient client;
    private final String name;
    private final ChatFormat format;

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
        this.name = name;
        this.format = format;
    }

    @Override
    public String provider() {
        return format.provider();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return format.capabilities();
    }

    @Override
    public Reply send(Request request) {
        try {
            return format.reply(tree(client.chat().completions().create(params(request, false), options(request))));
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
                    chunks.stream().iterator(), OpenAiSdkModel::tree, chunks::close, format.reader(), this::lost);
        } catch (OpenAIException failure) {
            throw lost(failure);
        }
    }

    private ChatCompletionCreateParams params(Request request, boolean stream) {
        String body = format.body(name, request, stream).toString();
        try {
            return ChatCompletionCreateParams.builder()
                    .body(ObjectMappers.jsonMapper().readValue(body, ChatCompletionCreateParams.Body.class))
                    .build();
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(
                    "openai-java does not take the request: " + unreadable.getMessage(), unreadable);
        }
    }

    private static RequestOptions options(Request request) {
        return RequestOptions.builder().timeout(request.timeout()).build();
    }

    private static JsonNode tree(Object answer) {
        try {
            return SdkStream.MAPPER.readTree(ObjectMappers.jsonMapper().writeValueAsString(answer));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(
                    "openai-java does not write its answer: " + unwritable.getMessage(), unwritable);
        }
    }

    private ModelException lost(RuntimeException failure) {
        int status = failure instanceof OpenAIServiceException answered ? answered.statusCode() : 0;
        return new ModelException(
                provider() + (status == 0 ? " could not be reached" : " answered with status " + status) + ": "
                        + failure.getMessage(),
                status,
                false,
                Optional.empty(),
                failure);
    }
}
