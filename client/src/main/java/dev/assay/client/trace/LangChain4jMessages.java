package dev.assay.client.trace;

import dev.assay.client.JsonText;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** LangChain4j's messages in the words of the convention. */
final class LangChain4jMessages {

    private LangChain4jMessages() {}

    static void describe(ModelCall call, ChatRequest request) {
        List<Map<String, Object>> instructions = new ArrayList<>();
        List<Map<String, Object>> messages = new ArrayList<>();
        for (ChatMessage message : request.messages()) {
            if (message instanceof SystemMessage system && messages.isEmpty()) {
                instructions.add(Parts.text(system.text()));
            } else {
                messages.add(of(message));
            }
        }
        call.putContent("gen_ai.system_instructions", JsonText.of(instructions))
                .putContent("gen_ai.input.messages", JsonText.of(messages));
        if (request.toolSpecifications() != null
                && !request.toolSpecifications().isEmpty()) {
            List<String> tools = new ArrayList<>();
            // LangChain4j writes the schema of the parameters itself
            request.toolSpecifications().forEach(tool -> tools.add(tool.toJson()));
            call.putContent("gen_ai.tool.definitions", "[" + String.join(",", tools) + "]");
        }
    }

    static Map<String, Object> of(ChatMessage message) {
        if (message instanceof UserMessage user) {
            Map<String, Object> whole = Parts.message(
                    "user",
                    user.contents().stream().map(LangChain4jMessages::part).toList());
            if (user.name() != null) {
                whole.put("name", user.name());
            }
            return whole;
        }
        if (message instanceof AiMessage ai) {
            return ofModel(ai);
        }
        if (message instanceof ToolExecutionResultMessage result) {
            String text =
                    result.hasSingleText() ? result.text() : result.contents().toString();
            return Parts.message("tool", List.of(Parts.toolResult(result.id(), text)));
        }
        if (message instanceof SystemMessage system) {
            return Parts.message("system", List.of(Parts.text(system.text())));
        }
        return Parts.message(message.type().name().toLowerCase(Locale.ROOT), List.of(Parts.text(message.toString())));
    }

    private static Map<String, Object> ofModel(AiMessage ai) {
        List<Map<String, Object>> parts = new ArrayList<>();
        if (ai.thinking() != null) {
            parts.add(Parts.reasoning(ai.thinking()));
        }
        if (ai.text() != null) {
            parts.add(Parts.text(ai.text()));
        }
        for (ToolExecutionRequest tool : ai.toolExecutionRequests()) {
            parts.add(Parts.toolCall(tool.id(), tool.name(), tool.arguments()));
        }
        return Parts.message("assistant", parts);
    }

    private static Map<String, Object> part(Content content) {
        if (content instanceof TextContent text) {
            return Parts.text(text.text());
        }
        if (content instanceof ImageContent image) {
            Image it = image.image();
            return media("image", it.mimeType(), it.url(), it.base64Data());
        }
        if (content instanceof AudioContent audio) {
            Audio it = audio.audio();
            return media("audio", it.mimeType(), it.url(), it.base64Data());
        }
        return Parts.fields("type", content.type().name().toLowerCase(Locale.ROOT), "content", content.toString());
    }

    private static Map<String, Object> media(
            String modality, @Nullable String mimeType, @Nullable URI url, @Nullable String base64) {
        return url != null
                ? Parts.uri(modality, mimeType, url.toString())
                : Parts.blob(modality, mimeType, base64 == null ? "" : base64);
    }
}
