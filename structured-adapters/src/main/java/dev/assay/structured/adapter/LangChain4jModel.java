package dev.assay.structured.adapter;

import dev.assay.structured.provider.Capabilities;
import dev.assay.structured.provider.Finish;
import dev.assay.structured.provider.Media;
import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.Model;
import dev.assay.structured.provider.ModelException;
import dev.assay.structured.provider.Output;
import dev.assay.structured.provider.Part;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.ReplyStream;
import dev.assay.structured.provider.Request;
import dev.assay.structured.provider.Turn;
import dev.assay.structured.provider.Usage;
import dev.assay.structured.schema.Dialect;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.MissingNode;

/**
 * A langchain4j {@code ChatModel}. Schemas go through as they are where the model says that it takes them; otherwise they stand in the
 * instructions. There is no tool mode, because langchain4j's tools cannot carry every schema. The client repeats requests by
 * itself, so they are not repeated here.
 */
public final class LangChain4jModel implements Model {
    private final ChatModel model;
    private final Optional<StreamingChatModel> streaming;
    private final Capabilities capabilities;

    /**
     * A model whose answers come whole.
     *
     * @param model the model
     */
    public LangChain4jModel(ChatModel model) {
        this(model, Optional.empty());
    }

    /**
     * A model whose answers can come as they are written.
     *
     * @param model the model
     * @param streaming the same model, streaming
     */
    public LangChain4jModel(ChatModel model, StreamingChatModel streaming) {
        this(model, Optional.of(streaming));
    }

    private LangChain4jModel(ChatModel model, Optional<StreamingChatModel> streaming) {
        this.model = model;
        this.streaming = streaming;
        boolean schemas = model.supportedCapabilities().contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
        Set<Mode> enforced = EnumSet.noneOf(Mode.class);
        if (schemas) {
            enforced.add(Mode.NATIVE);
        }
        this.capabilities = new Capabilities(
                schemas ? List.of(Mode.NATIVE, Mode.PROMPT) : List.of(Mode.PROMPT),
                enforced,
                dialect(model.provider()),
                false,
                true,
                true,
                true);
    }

    private static Dialect dialect(ModelProvider provider) {
        return switch (provider) {
            case ANTHROPIC, GOOGLE_VERTEX_AI_ANTHROPIC -> Dialect.ANTHROPIC;
            case GOOGLE_AI_GEMINI, GOOGLE_GENAI, GOOGLE_VERTEX_AI_GEMINI -> Dialect.GEMINI;
            case MISTRAL_AI -> Dialect.MISTRAL;
            case OLLAMA -> Dialect.OLLAMA;
            // the narrowest dialect is understood by the others as well
            default -> Dialect.OPENAI_STRICT;
        };
    }

    @Override
    public String provider() {
        return model.provider().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String name() {
        String name = model.defaultRequestParameters().modelName();
        return name == null ? "" : name;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Reply send(Request request) {
        try {
            return reply(model.chat(request(request)));
        } catch (ContentFilteredException refused) {
            return refusal(refused);
        } catch (RuntimeException failure) {
            throw lost(provider(), failure);
        }
    }

    @Override
    public ReplyStream stream(Request request) {
        if (streaming.isEmpty()) {
            return new WholeStream(send(request));
        }
        LangChain4jStream stream = new LangChain4jStream(provider(), request.timeout());
        try {
            streaming.get().chat(request(request), stream.handler());
        } catch (RuntimeException failure) {
            throw lost(provider(), failure);
        }
        return stream;
    }

    static ModelException lost(String provider, Throwable failure) {
        return new ModelException(
                provider + " gave no answer through langchain4j: " + failure.getMessage(),
                0,
                false,
                Optional.empty(),
                failure);
    }

    private static ChatRequest request(Request request) {
        ChatRequest.Builder builder = ChatRequest.builder()
                .messages(
                        request.turns().stream().map(LangChain4jModel::message).toList());
        request.settings().maxTokens().ifPresent(builder::maxOutputTokens);
        request.settings().temperature().ifPresent(builder::temperature);
        if (request.output() instanceof Output.Schema wanted) {
            builder.responseFormat(ResponseFormat.builder()
                    .type(ResponseFormatType.JSON)
                    .jsonSchema(JsonSchema.builder()
                            .name(wanted.name())
                            .rootElement(JsonRawSchema.from(wanted.schema().toString()))
                            .build())
                    .build());
        } else if (request.output() instanceof Output.Tools) {
            throw new IllegalArgumentException("langchain4j's tools cannot carry every schema; ask in another mode.");
        } else if (request.output() instanceof Output.AnyJson) {
            builder.responseFormat(ResponseFormat.JSON);
        }
        return builder.build();
    }

    private static ChatMessage message(Turn turn) {
        if (turn instanceof Turn.Instructions instructions) {
            return SystemMessage.from(instructions.text());
        }
        if (turn instanceof Turn.Assistant said) {
            return said.blocks().isEmpty()
                    ? AiMessage.from(said.text())
                    : LangChain4jThoughts.message(said.text(), said.blocks().get(0));
        }
        if (turn instanceof Turn.User user) {
            return UserMessage.from(
                    user.parts().stream().map(LangChain4jModel::content).toList());
        }
        throw new IllegalArgumentException("A result of a tool came up where no tool was called: " + turn);
    }

    private static Content content(Part part) {
        if (part instanceof Part.Text text) {
            return TextContent.from(text.text());
        }
        Media media = (Media) part;
        if (media.isImage()) {
            return media.address().isPresent()
                    ? ImageContent.from(media.address().get())
                    : ImageContent.from(media.base64(), media.mimeType());
        }
        if (media.mimeType().equals("application/pdf")) {
            return media.address().isPresent()
                    ? PdfFileContent.from(media.address().get())
                    : PdfFileContent.from(media.base64(), media.mimeType());
        }
        throw new IllegalArgumentException(
                "Pictures and PDF files go through langchain4j; found " + media.mimeType() + ".");
    }

    /** langchain4j throws what is an answer here: the model will not say it the next time either. */
    static Reply refusal(ContentFilteredException refused) {
        return new Reply(
                "",
                "",
                "",
                List.of(),
                Finish.REFUSED,
                "content_filter",
                String.valueOf(refused.getMessage()),
                Usage.UNKNOWN,
                MissingNode.getInstance());
    }

    static Reply reply(ChatResponse response) {
        FinishReason reason = response.finishReason();
        Finish finish = reason == null
                ? Finish.UNKNOWN
                : switch (reason) {
                    case STOP, TOOL_EXECUTION -> Finish.DONE;
                    case LENGTH -> Finish.CUT;
                    case CONTENT_FILTER -> Finish.REFUSED;
                    case OTHER -> Finish.UNKNOWN;
                };
        TokenUsage tokens = response.tokenUsage();
        Integer input = tokens == null ? null : tokens.inputTokenCount();
        Integer output = tokens == null ? null : tokens.outputTokenCount();
        String text = response.aiMessage().text();
        return new Reply(
                Optional.ofNullable(response.id()).orElse(""),
                Optional.ofNullable(response.modelName()).orElse(""),
                text == null ? "" : text,
                List.of(),
                LangChain4jThoughts.blocks(response.aiMessage()),
                finish,
                reason == null ? "" : reason.name().toLowerCase(Locale.ROOT),
                "",
                input == null || output == null ? Usage.UNKNOWN : new Usage(true, input, output, Map.of()),
                MissingNode.getInstance());
    }
}
