package dev.assay.client.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.client.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Anthropic's messages. */
final class AnthropicMessages implements SdkForm {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Override
    public String operation() {
        return "chat";
    }

    @Override
    public String provider() {
        return "anthropic";
    }

    @Override
    public void request(ModelCall call, JsonNode request) {
        Json.copy(request, "temperature", call, "gen_ai.request.temperature");
        Json.copy(request, "top_p", call, "gen_ai.request.top_p");
        Json.copy(request, "top_k", call, "gen_ai.request.top_k");
        Json.copy(request, "max_tokens", call, "gen_ai.request.max_tokens");
        call.putContent("gen_ai.system_instructions", JsonText.of(parts(request.path("system"))));
        List<Map<String, Object>> messages = new ArrayList<>();
        request.path("messages")
                .forEach(message -> messages.add(
                        Parts.message(message.path("role").asText("user"), parts(message.path("content")))));
        call.putContent("gen_ai.input.messages", JsonText.of(messages));
        List<Map<String, Object>> tools = new ArrayList<>();
        request.path("tools").forEach(tool -> tools.add(tool(tool)));
        call.putContent("gen_ai.tool.definitions", JsonText.of(tools));
    }

    private static Map<String, Object> tool(JsonNode tool) {
        JsonNode schema = tool.path("input_schema");
        return Parts.fields(
                "type",
                schema.isMissingNode() ? Json.text(tool, "type") : "function",
                "name",
                Json.text(tool, "name"),
                "description",
                Json.text(tool, "description"),
                "parameters",
                Json.plain(schema));
    }

    @Override
    public void answer(ModelCall call, JsonNode answer) {
        Json.copy(answer, "id", call, "gen_ai.response.id");
        Json.copy(answer, "model", call, "gen_ai.response.model");
        JsonNode usage = answer.path("usage");
        if (usage.has("input_tokens")) {
            // Anthropic counts cached tokens apart; the convention counts them in.
            long read = usage.path("cache_read_input_tokens").asLong();
            long written = usage.path("cache_creation_input_tokens").asLong();
            call.put("gen_ai.usage.input_tokens", usage.path("input_tokens").asLong() + read + written);
        }
        Json.copy(usage, "cache_read_input_tokens", call, "gen_ai.usage.cache_read.input_tokens");
        Json.copy(usage, "cache_creation_input_tokens", call, "gen_ai.usage.cache_write.input_tokens");
        Json.copy(usage, "output_tokens", call, "gen_ai.usage.output_tokens");
        String reason = Json.text(answer, "stop_reason");
        call.finishReasons(List.of(reason == null ? "error" : reason));
        call.putContent(
                "gen_ai.output.messages",
                JsonText.of(List.of(Parts.message("assistant", parts(answer.path("content"))))));
    }

    private static List<@Nullable Object> parts(JsonNode content) {
        List<@Nullable Object> parts = new ArrayList<>();
        if (content.isTextual()) {
            parts.add(Parts.text(content.asText()));
        }
        content.forEach(block -> parts.add(part(block)));
        return parts;
    }

    private static @Nullable Object part(JsonNode block) {
        return switch (block.path("type").asText("")) {
            case "text" -> Parts.text(block.path("text").asText());
            case "thinking" -> Parts.reasoning(block.path("thinking").asText());
            case "tool_use" ->
                Parts.toolCall(Json.text(block, "id"), Json.text(block, "name"), Json.text(block, "input"));
            case "tool_result" -> Parts.toolResult(Json.text(block, "tool_use_id"), Json.text(block, "content"));
            case "image" -> source("image", block.path("source"));
            case "document" -> source("document", block.path("source"));
            default -> Json.plain(block);
        };
    }

    private static Map<String, Object> source(String modality, JsonNode source) {
        String type = Json.text(source, "media_type");
        String url = Json.text(source, "url");
        return url != null
                ? Parts.uri(modality, type, url)
                : Parts.blob(modality, type, source.path("data").asText(""));
    }

    @Override
    public Gathering gathering() {
        return new Events();
    }

    private static final class Events implements Gathering {

        private ObjectNode message = NODES.objectNode();
        private final Map<Integer, ObjectNode> blocks = new TreeMap<>();
        private final Map<Integer, StringBuilder> grown = new TreeMap<>();

        @Override
        public void event(JsonNode event) {
            int index = event.path("index").asInt();
            switch (event.path("type").asText("")) {
                case "message_start" -> message = event.path("message").deepCopy();
                case "content_block_start" -> {
                    blocks.put(index, event.path("content_block").deepCopy());
                    grown.put(index, new StringBuilder());
                }
                case "content_block_delta" -> {
                    StringBuilder text = grown.computeIfAbsent(index, at -> new StringBuilder());
                    JsonNode delta = event.path("delta");
                    Json.append(delta, "text", text);
                    Json.append(delta, "thinking", text);
                    Json.append(delta, "partial_json", text);
                }
                case "message_delta" -> {
                    message.set("stop_reason", event.path("delta").path("stop_reason"));
                    event.path("usage").properties().forEach(each -> {
                        if (!each.getValue().isNull()) {
                            message.withObjectProperty("usage").set(each.getKey(), each.getValue());
                        }
                    });
                }
                default -> {
                    // nothing that an answer holds
                }
            }
        }

        @Override
        public ObjectNode answer() {
            message.putArray("content");
            blocks.forEach((index, block) -> {
                String text = String.valueOf(grown.get(index));
                String field = switch (block.path("type").asText("")) {
                    case "text" -> "text";
                    case "thinking" -> "thinking";
                    default -> "input";
                };
                if (!text.isEmpty()) {
                    block.put(
                            field,
                            block.path(field).isTextual() ? block.path(field).asText() + text : text);
                }
                message.withArrayProperty("content").add(block);
            });
            return message;
        }
    }
}
