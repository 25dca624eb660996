package dev.assay.structured.adapter;

import dev.assay.structured.provider.Capabilities;
import dev.assay.structured.provider.Delta;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.util.MimeType;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/**
 * A Spring AI {@code ChatModel}. A schema goes through where the model's options take one; otherwise it stands in the instructions. There
 * is no tool mode, because Spring AI means to run tools itself. The client repeats requests by itself, so they are not repeated
 * here. What a model reasoned goes back with its answer when a question is asked again, where Spring AI keeps it as {@code reasoningContent} in a
 * message's metadata, as its client of OpenAI's format does; signatures of other providers' thinking it does not keep in an answer's message.
 */
public final class SpringAiModel implements Model {
    private static final String REASONING = "reasoningContent";
    private static final String REFUSAL = "refusal";

    private final ChatModel model;
    private final String provider;
    private final Capabilities capabilities;

    /**
     * A model whose schemas are kept to the narrowest dialect, which every provider takes.
     *
     * @param model the model
     * @param provider its provider, as telemetry is to show it
     */
    public SpringAiModel(ChatModel model, String provider) {
        this(model, provider, Dialect.OPENAI_STRICT);
    }

    /**
     * A model.
     *
     * @param model the model
     * @param provider its provider, as telemetry is to show it
     * @param dialect the JSON Schema that the provider takes
     */
    public SpringAiModel(ChatModel model, String provider, Dialect dialect) {
        this.model = model;
        this.provider = provider;
        boolean schemas = model.getOptions() instanceof StructuredOutputChatOptions;
        this.capabilities = new Capabilities(
                schemas ? List.of(Mode.NATIVE, Mode.PROMPT) : List.of(Mode.PROMPT),
                schemas ? Set.of(Mode.NATIVE) : Set.of(),
                dialect,
                false,
                true,
                true,
                true);
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public String name() {
        String name = model.getOptions().getModel();
        return name == null ? "" : name;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Reply send(Request request) {
        try {
            Collected all = new Collected();
            all.add(model.call(prompt(request)));
            return all.reply();
        } catch (RuntimeException failure) {
            throw lost(failure);
        }
    }

    @Override
    public ReplyStream stream(Request request) {
        try {
            // all at once: where chunks are asked for one by one, Spring AI's buffers of tool calls now and then
            // overflow
            Stream<ChatResponse> chunks =
                    model.stream(prompt(request)).timeout(request.timeout()).toStream(Integer.MAX_VALUE);
            return new SpringStream(chunks);
        } catch (RuntimeException failure) {
            throw lost(failure);
        }
    }

    private ModelException lost(RuntimeException failure) {
        return new ModelException(
                provider + " gave no answer through Spring AI: " + failure.getMessage(),
                0,
                false,
                Optional.empty(),
                failure);
    }

    private Prompt prompt(Request request) {
        ChatOptions.Builder<?> options = model.getOptions().mutate();
        request.settings().maxTokens().ifPresent(options::maxTokens);
        request.settings().temperature().ifPresent(options::temperature);
        if (request.output() instanceof Output.Schema wanted) {
            if (!(options instanceof StructuredOutputChatOptions.Builder<?> structured)) {
                throw new IllegalArgumentException("The options of this model take no schema: " + options.getClass());
            }
            structured.outputSchema(wanted.schema().toString());
        } else if (!(request.output() instanceof Output.FreeText)) {
            throw new IllegalArgumentException("Spring AI takes a schema or plain text; found "
                    + request.output().getClass().getSimpleName() + ".");
        }
        return new Prompt(request.turns().stream().map(SpringAiModel::message).toList(), options.build());
    }

    private static Message message(Turn turn) {
        if (turn instanceof Turn.Instructions instructions) {
            return new SystemMessage(instructions.text());
        }
        if (turn instanceof Turn.Assistant said) {
            Map<String, Object> kept = said.blocks().isEmpty()
                    ? Map.of()
                    : Map.of(REASONING, said.blocks().get(0).path(REASONING).stringValue());
            return AssistantMessage.builder()
                    .content(said.text())
                    .properties(kept)
                    .build();
        }
        if (!(turn instanceof Turn.User user)) {
            throw new IllegalArgumentException("A result of a tool came up where no tool was called: " + turn);
        }
        StringBuilder text = new StringBuilder();
        List<org.springframework.ai.content.Media> media = new ArrayList<>();
        for (Part part : user.parts()) {
            if (part instanceof Part.Text words) {
                text.append(text.length() == 0 ? "" : "\n").append(words.text());
            } else {
                media.add(media((Media) part));
            }
        }
        return UserMessage.builder().text(text.toString()).media(media).build();
    }

    private static org.springframework.ai.content.Media media(Media media) {
        var builder = org.springframework.ai.content.Media.builder().mimeType(MimeType.valueOf(media.mimeType()));
        return media.address().isPresent()
                ? builder.data(media.address().get()).build()
                : builder.data(Base64.getDecoder().decode(media.base64())).build();
    }

    /** Puts an answer together. */
    private static final class Collected {
        private final StringBuilder text = new StringBuilder();
        private String id = "";
        private String name = "";
        private String reason = "";
        private String reasoning = "";
        private String refusal = "";
        private Usage usage = Usage.UNKNOWN;

        String add(ChatResponse response) {
            id = response.getMetadata().getId() == null
                    ? id
                    : response.getMetadata().getId();
            name = response.getMetadata().getModel() == null
                    ? name
                    : response.getMetadata().getModel();
            var tokens = response.getMetadata().getUsage();
            if (tokens != null && tokens.getTotalTokens() != null && tokens.getTotalTokens() > 0) {
                usage = new Usage(true, tokens.getPromptTokens(), tokens.getCompletionTokens(), Map.of());
            }
            StringBuilder more = new StringBuilder();
            for (Generation generation : response.getResults()) {
                String words = generation.getOutput().getText();
                more.append(words == null ? "" : words);
                // with chunks, all of it that has come by now
                reasoning = said(generation, REASONING).orElse(reasoning);
                refusal = said(generation, REFUSAL).orElse(refusal);
                String why = generation.getMetadata().getFinishReason();
                reason = why == null || why.isEmpty() ? reason : why;
            }
            text.append(more);
            return more.toString();
        }

        private static Optional<String> said(Generation generation, String key) {
            return generation.getOutput().getMetadata().get(key) instanceof String words && !words.isEmpty()
                    ? Optional.of(words)
                    : Optional.empty();
        }

        Reply reply() {
            Finish finish = !refusal.isEmpty()
                    ? Finish.REFUSED
                    : switch (reason.toLowerCase(Locale.ROOT)) {
                        case "stop", "end_turn", "stop_sequence" -> Finish.DONE;
                        case "length", "max_tokens" -> Finish.CUT;
                        case "content_filter", "refusal", "safety" -> Finish.REFUSED;
                        default -> Finish.UNKNOWN;
                    };
            return new Reply(
                    id,
                    name,
                    text.toString(),
                    List.of(),
                    reasoning.isEmpty()
                            ? List.of()
                            : List.of(JsonNodeFactory.instance.objectNode().put(REASONING, reasoning)),
                    finish,
                    reason,
                    refusal,
                    usage,
                    MissingNode.getInstance());
        }
    }

    private final class SpringStream implements ReplyStream {
        private final Stream<ChatResponse> chunks;
        private final Iterator<ChatResponse> each;
        private final Collected all = new Collected();

        SpringStream(Stream<ChatResponse> chunks) {
            this.chunks = chunks;
            this.each = chunks.iterator();
        }

        @Override
        public Optional<Delta> next() {
            try {
                while (each.hasNext()) {
                    String more = all.add(each.next());
                    if (!more.isEmpty()) {
                        return Optional.of(new Delta(Delta.TEXT, more));
                    }
                }
                return Optional.empty();
            } catch (RuntimeException failure) {
                throw lost(failure);
            }
        }

        @Override
        public Reply reply() {
            return all.reply();
        }

        @Override
        public void close() {
            chunks.close();
        }
    }
}
