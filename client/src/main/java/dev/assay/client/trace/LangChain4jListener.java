package dev.assay.client.trace;

import dev.assay.client.JsonText;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A span with content and usage for each call of a LangChain4j chat model, streamed or not.
 *
 * <pre>{@code
 * OpenAiChatModel.builder().listeners(List.of(new LangChain4jListener(GlobalOpenTelemetry.get(), Content.KEPT)))...
 * }</pre>
 */
public final class LangChain4jListener implements ChatModelListener {

    private static final String CALL = LangChain4jListener.class.getName();

    private final OpenTelemetry telemetry;
    private final Content content;

    /**
     * Listens.
     *
     * @param telemetry where spans go
     * @param content whether texts go along
     */
    public LangChain4jListener(OpenTelemetry telemetry, Content content) {
        this.telemetry = telemetry;
        this.content = content;
    }

    /**
     * Begins the span.
     *
     * @param context what LangChain4j tells
     */
    @Override
    public void onRequest(ChatModelRequestContext context) {
        ChatRequest request = context.chatRequest();
        ChatRequestParameters parameters = request.parameters();
        ModelCall call =
                ModelCall.start(telemetry, content, "chat", provider(context.modelProvider()), parameters.modelName());
        call.put("gen_ai.request.temperature", parameters.temperature())
                .put("gen_ai.request.top_p", parameters.topP())
                .put("gen_ai.request.top_k", parameters.topK())
                .put("gen_ai.request.frequency_penalty", parameters.frequencyPenalty())
                .put("gen_ai.request.presence_penalty", parameters.presencePenalty())
                .put("gen_ai.request.max_tokens", parameters.maxOutputTokens())
                .put("gen_ai.request.stop_sequences", parameters.stopSequences());
        if (content == Content.KEPT) {
            LangChain4jMessages.describe(call, request);
        }
        context.attributes().put(CALL, call);
    }

    /**
     * Ends the span with what was answered.
     *
     * @param context what LangChain4j tells
     */
    @Override
    public void onResponse(ChatModelResponseContext context) {
        if (context.attributes().get(CALL) instanceof ModelCall call) {
            ChatResponse response = context.chatResponse();
            call.put("gen_ai.response.id", response.id()).put("gen_ai.response.model", response.modelName());
            if (response.tokenUsage() != null) {
                LangChain4jUsage.describe(call, response.tokenUsage());
            }
            if (response.finishReason() != null) {
                call.finishReasons(List.of(finish(response.finishReason())));
            }
            if (response.aiMessage() != null) {
                call.putContent(
                        "gen_ai.output.messages", JsonText.of(List.of(LangChain4jMessages.of(response.aiMessage()))));
            }
            call.end();
        }
    }

    private static String finish(FinishReason reason) {
        return reason == FinishReason.TOOL_EXECUTION
                ? "tool_call"
                : reason.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Ends the span with the error.
     *
     * @param context what LangChain4j tells
     */
    @Override
    public void onError(ChatModelErrorContext context) {
        if (context.attributes().get(CALL) instanceof ModelCall call) {
            call.fail(context.error());
        }
    }

    private static String provider(@Nullable ModelProvider provider) {
        if (provider == null) {
            return "other";
        }
        return switch (provider) {
            case OPEN_AI -> "openai";
            case AZURE_OPEN_AI -> "azure.ai.openai";
            case GITHUB_MODELS, MICROSOFT_FOUNDRY -> "azure.ai.inference";
            case AMAZON_BEDROCK -> "aws.bedrock";
            case GOOGLE_AI_GEMINI -> "gcp.gemini";
            case GOOGLE_GENAI -> "gcp.gen_ai";
            case GOOGLE_VERTEX_AI_GEMINI, GOOGLE_VERTEX_AI_ANTHROPIC -> "gcp.vertex_ai";
            case WATSONX -> "ibm.watsonx.ai";
            default -> provider.name().toLowerCase(Locale.ROOT);
        };
    }
}
