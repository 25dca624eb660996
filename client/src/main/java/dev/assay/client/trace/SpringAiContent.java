package dev.assay.client.trace;

import dev.assay.client.JsonText;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.content.MediaContent;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;

/**
 * Puts what went in, what came out, and cached tokens onto the spans that Spring AI observes; Spring AI itself puts counts and
 * names there. It is a filter, not a handler, because a filter comes before every handler, so that it works in whatever order
 * those are registered. In Spring Boot a bean of it is enough:
 *
 * <pre>{@code
 * @Bean
 * ObservationFilter assayContent() {
 *     return new SpringAiContent();
 * }
 * }</pre>
 */
public final class SpringAiContent implements ObservationFilter {

    /** Made once for an application. */
    public SpringAiContent() {}

    /**
     * Adds to what is observed.
     *
     * @param context of any observation; those that are not Spring AI's pass unchanged
     * @return the same
     */
    @Override
    public Observation.Context map(Observation.Context context) {
        if (context instanceof ChatModelObservationContext chat) {
            describe(chat);
        } else if (context instanceof ToolCallingObservationContext tool) {
            add(tool, "spring.ai.tool.call.arguments", tool.getToolCallArguments());
            add(tool, "spring.ai.tool.call.result", tool.getToolCallResult());
        }
        Conversation conversation = Conversation.current();
        if (context instanceof ChatModelObservationContext) {
            add(context, "session.id", conversation.sessionId());
            add(context, "user.id", conversation.userId());
        }
        return context;
    }

    private static void describe(ChatModelObservationContext chat) {
        Prompt prompt = chat.getRequest();
        add(
                chat,
                "gen_ai.input.messages",
                JsonText.of(prompt.getInstructions().stream()
                        .map(SpringAiContent::message)
                        .toList()));
        ChatResponse response = chat.getResponse();
        if (response == null) {
            return;
        }
        add(
                chat,
                "gen_ai.output.messages",
                JsonText.of(response.getResults().stream()
                        .map(generation -> message(generation.getOutput()))
                        .toList()));
        Usage usage = response.getMetadata().getUsage();
        if (usage != null) {
            add(chat, "gen_ai.usage.cache_read.input_tokens", usage.getCacheReadInputTokens());
            add(chat, "gen_ai.usage.cache_write.input_tokens", usage.getCacheWriteInputTokens());
        }
    }

    private static void add(Observation.Context context, String key, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty() && !value.toString().equals("[]")) {
            context.addHighCardinalityKeyValue(KeyValue.of(key, value.toString()));
        }
    }

    private static Map<String, Object> message(Message message) {
        String role = message.getMessageType().name().toLowerCase(Locale.ROOT);
        List<Map<String, Object>> parts = new ArrayList<>();
        if (message instanceof ToolResponseMessage results) {
            results.getResponses().forEach(result -> parts.add(Parts.toolResult(result.id(), result.responseData())));
            return Parts.message(role, parts);
        }
        String text = message.getText();
        if (text != null && (!text.isEmpty() || message.getMessageType() != MessageType.ASSISTANT)) {
            parts.add(Parts.text(text));
        }
        if (message instanceof MediaContent media) {
            media.getMedia().forEach(each -> parts.add(media(each)));
        }
        if (message instanceof AssistantMessage assistant) {
            assistant
                    .getToolCalls()
                    .forEach(call -> parts.add(Parts.toolCall(call.id(), call.name(), call.arguments())));
        }
        return Parts.message(role, parts);
    }

    private static Map<String, Object> media(Media media) {
        String type = media.getMimeType().toString();
        String modality = media.getMimeType().getType();
        return media.getData() instanceof String address
                ? Parts.uri(modality, type, address)
                : Parts.blob(modality, type, java.util.Base64.getEncoder().encodeToString(media.getDataAsByteArray()));
    }
}
