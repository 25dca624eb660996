package dev.assay.client.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.client.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat completions. */
final class OpenAiChat implements SdkForm {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Override
    public String operation() {
        return "chat";
    }

    @Override
    public String provider() {
        return "openai";
    }

    @Override
    public void request(ModelCall call, JsonNode request) {
        Json.copy(request, "temperature", call, "gen_ai.request.temperature");
        Json.copy(request, "top_p", call, "gen_ai.request.top_p");
        Json.copy(request, "frequency_penalty", call, "gen_ai.request.frequency_penalty");
        Json.copy(request, "presence_penalty", call, "gen_ai.request.presence_penalty");
        Json.copy(request, "seed", call, "gen_ai.request.seed");
        Json.copy(request, "n", call, "gen_ai.request.choice.count");
        Json.copy(request, "reasoning_effort", call, "gen_ai.request.reasoning.level");
        Json.copy(
                request,
                request.has("max_completion_tokens") ? "max_completion_tokens" : "max_tokens",
                call,
                "gen_ai.request.max_tokens");
        List<Map<String, Object>> messages = new ArrayList<>();
        request.path("messages").forEach(message -> messages.add(message(message)));
        call.putContent("gen_ai.input.messages", JsonText.of(messages));
        call.putContent("gen_ai.tool.definitions", tools(request.path("tools")).toString());
    }

    /** The convention writes the fields of a function beside its type. */
    private static ArrayNode tools(JsonNode tools) {
        ArrayNode flat = NODES.arrayNode();
        for (JsonNode tool : tools) {
            JsonNode function = tool.path("function");
            if (function.isObject()) {
                flat.add(NODES.objectNode().put("type", "function").setAll((ObjectNode) function));
            } else {
                flat.add(tool);
            }
        }
        return flat;
    }

    @Override
    public void answer(ModelCall call, JsonNode answer) {
        Json.copy(answer, "id", call, "gen_ai.response.id");
        Json.copy(answer, "model", call, "gen_ai.response.model");
        JsonNode usage = answer.path("usage");
        Json.copy(usage, "prompt_tokens", call, "gen_ai.usage.input_tokens");
        Json.copy(usage, "completion_tokens", call, "gen_ai.usage.output_tokens");
        Json.copy(usage.path("prompt_tokens_details"), "cached_tokens", call, "gen_ai.usage.cache_read.input_tokens");
        Json.copy(
                usage.path("completion_tokens_details"),
                "reasoning_tokens",
                call,
                "gen_ai.usage.reasoning.output_tokens");
        List<Map<String, Object>> messages = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (JsonNode choice : answer.path("choices")) {
            messages.add(message(choice.path("message")));
            String reason = choice.path("finish_reason").asText("");
            // a choice whose stream broke off has none
            reasons.add(reason.isEmpty() || reason.equals("null") ? "error" : reason);
        }
        call.finishReasons(reasons).putContent("gen_ai.output.messages", JsonText.of(messages));
    }

    private static Map<String, Object> message(JsonNode message) {
        String role = message.path("role").asText("assistant");
        JsonNode content = message.path("content");
        List<@Nullable Object> parts = new ArrayList<>();
        if (role.equals("tool")) {
            parts.add(Parts.toolResult(
                    Json.text(message, "tool_call_id"), content.isTextual() ? content.asText() : content.toString()));
            return Parts.message(role, parts);
        }
        if (message.hasNonNull("reasoning_content")) {
            parts.add(Parts.reasoning(message.path("reasoning_content").asText()));
        }
        if (content.isTextual() && !content.asText().isEmpty()) {
            parts.add(Parts.text(content.asText()));
        }
        content.forEach(part -> parts.add(part(part)));
        if (message.hasNonNull("refusal")) {
            parts.add(Parts.fields(
                    "type", "refusal", "content", message.path("refusal").asText()));
        }
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            parts.add(Parts.toolCall(
                    Json.text(call, "id"), Json.text(function, "name"), Json.text(function, "arguments")));
        }
        return Parts.message(role, parts);
    }

    private static @Nullable Object part(JsonNode part) {
        return switch (part.path("type").asText("")) {
            case "text" -> Parts.text(part.path("text").asText());
            case "image_url" ->
                Parts.uri("image", null, part.path("image_url").path("url").asText());
            case "input_audio" ->
                Parts.blob("audio", null, part.path("input_audio").path("data").asText());
            default -> Json.plain(part);
        };
    }

    @Override
    public Gathering gathering() {
        return new Chunks();
    }

    private static final class Chunks implements Gathering {

        private final ObjectNode answer = NODES.objectNode();
        private final Map<Integer, Choice> choices = new TreeMap<>();

        private static final class Choice {
            final StringBuilder content = new StringBuilder();
            final StringBuilder refusal = new StringBuilder();
            final Map<Integer, ObjectNode> calls = new TreeMap<>();
            String finish = "";
        }

        @Override
        public void event(JsonNode chunk) {
            for (String field : List.of("id", "model", "usage")) {
                if (chunk.hasNonNull(field)) {
                    answer.set(field, chunk.get(field));
                }
            }
            for (JsonNode piece : chunk.path("choices")) {
                Choice choice = choices.computeIfAbsent(piece.path("index").asInt(), index -> new Choice());
                JsonNode delta = piece.path("delta");
                Json.append(delta, "content", choice.content);
                Json.append(delta, "refusal", choice.refusal);
                delta.path("tool_calls").forEach(call -> add(choice.calls, call));
                if (piece.hasNonNull("finish_reason")) {
                    choice.finish = piece.get("finish_reason").asText();
                }
            }
        }

        private static void add(Map<Integer, ObjectNode> calls, JsonNode piece) {
            ObjectNode call = calls.computeIfAbsent(piece.path("index").asInt(), index -> NODES.objectNode());
            if (piece.hasNonNull("id")) {
                call.set("id", piece.get("id"));
            }
            ObjectNode function = call.withObjectProperty("function");
            JsonNode delta = piece.path("function");
            if (delta.hasNonNull("name")) {
                function.set("name", delta.get("name"));
            }
            if (delta.hasNonNull("arguments")) {
                function.put(
                        "arguments",
                        function.path("arguments").asText("")
                                + delta.get("arguments").asText());
            }
        }

        @Override
        public ObjectNode answer() {
            ArrayNode all = answer.putArray("choices");
            for (Choice choice : choices.values()) {
                ObjectNode message =
                        NODES.objectNode().put("role", "assistant").put("content", choice.content.toString());
                if (!choice.refusal.isEmpty()) {
                    message.put("refusal", choice.refusal.toString());
                }
                if (!choice.calls.isEmpty()) {
                    message.putArray("tool_calls").addAll(choice.calls.values());
                }
                all.addObject().put("finish_reason", choice.finish).set("message", message);
            }
            return answer;
        }
    }
}
