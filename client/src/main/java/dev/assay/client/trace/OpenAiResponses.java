package dev.assay.client.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.client.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenAI's responses. */
final class OpenAiResponses implements SdkForm {

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
        Json.copy(request, "max_output_tokens", call, "gen_ai.request.max_tokens");
        Json.copy(request, "previous_response_id", call, "gen_ai.request.previous_response.id");
        Json.copy(request.path("reasoning"), "effort", call, "gen_ai.request.reasoning.level");
        Json.copy(request.path("prompt"), "id", call, "gen_ai.prompt.name");
        Json.copy(request.path("prompt"), "version", call, "gen_ai.prompt.version");
        call.put("openai.api.type", "responses");
        String instructions = Json.text(request, "instructions");
        if (instructions != null) {
            call.putContent("gen_ai.system_instructions", JsonText.of(List.of(Parts.text(instructions))));
        }
        JsonNode input = request.path("input");
        List<Map<String, Object>> messages = new ArrayList<>();
        if (input.isTextual()) {
            messages.add(Parts.message("user", List.of(Parts.text(input.asText()))));
        }
        input.forEach(item -> messages.add(item(item)));
        call.putContent("gen_ai.input.messages", JsonText.of(messages));
        call.putContent(
                "gen_ai.tool.definitions",
                request.path("tools").isArray() ? request.path("tools").toString() : "[]");
    }

    @Override
    public void answer(ModelCall call, JsonNode answer) {
        Json.copy(answer, "id", call, "gen_ai.response.id");
        Json.copy(answer, "model", call, "gen_ai.response.model");
        JsonNode usage = answer.path("usage");
        Json.copy(usage, "input_tokens", call, "gen_ai.usage.input_tokens");
        Json.copy(usage, "output_tokens", call, "gen_ai.usage.output_tokens");
        Json.copy(usage.path("input_tokens_details"), "cached_tokens", call, "gen_ai.usage.cache_read.input_tokens");
        Json.copy(
                usage.path("output_tokens_details"), "reasoning_tokens", call, "gen_ai.usage.reasoning.output_tokens");
        // One answer, though it comes as several items.
        List<@Nullable Object> parts = new ArrayList<>();
        boolean calls = false;
        for (JsonNode item : answer.path("output")) {
            parts.addAll(parts(item));
            calls |= item.path("type").asText().equals("function_call");
        }
        call.finishReasons(List.of(finish(answer, calls)));
        call.putContent("gen_ai.output.messages", JsonText.of(List.of(Parts.message("assistant", parts))));
    }

    private static String finish(JsonNode answer, boolean calls) {
        return switch (answer.path("status").asText("")) {
            case "completed" -> calls ? "tool_calls" : "stop";
            case "incomplete" ->
                answer.path("incomplete_details").path("reason").asText("").equals("max_output_tokens")
                        ? "length"
                        : "content_filter";
            default -> "error";
        };
    }

    private static Map<String, Object> item(JsonNode item) {
        String role = item.path("role").asText(item.path("type").asText("").endsWith("_output") ? "tool" : "assistant");
        return Parts.message(role, parts(item));
    }

    private static List<@Nullable Object> parts(JsonNode item) {
        List<@Nullable Object> parts = new ArrayList<>();
        switch (item.path("type").asText("message")) {
            case "message" -> {
                JsonNode content = item.path("content");
                if (content.isTextual()) {
                    parts.add(Parts.text(content.asText()));
                }
                content.forEach(part -> parts.add(part(part)));
            }
            case "function_call" ->
                parts.add(Parts.toolCall(
                        Json.text(item, "call_id"), Json.text(item, "name"), Json.text(item, "arguments")));
            case "function_call_output" ->
                parts.add(Parts.toolResult(Json.text(item, "call_id"), Json.text(item, "output")));
            case "reasoning" -> {
                item.path("summary")
                        .forEach(part ->
                                parts.add(Parts.reasoning(part.path("text").asText())));
                item.path("content")
                        .forEach(part ->
                                parts.add(Parts.reasoning(part.path("text").asText())));
            }
            default -> parts.add(Json.plain(item));
        }
        return parts;
    }

    private static @Nullable Object part(JsonNode part) {
        return switch (part.path("type").asText("")) {
            case "input_text", "output_text" -> Parts.text(part.path("text").asText());
            case "refusal" ->
                Parts.fields("type", "refusal", "content", part.path("refusal").asText());
            case "input_image" ->
                Parts.uri("image", null, part.path("image_url").asText());
            default -> Json.plain(part);
        };
    }

    @Override
    public Gathering gathering() {
        return new Events();
    }

    /** The last event carries the whole answer; before it there are only its words. */
    private static final class Events implements Gathering {

        private ObjectNode response = NODES.objectNode();
        private final StringBuilder words = new StringBuilder();
        private boolean whole;

        @Override
        public void event(JsonNode event) {
            switch (event.path("type").asText("")) {
                case "response.output_text.delta" -> Json.append(event, "delta", words);
                case "response.created", "response.in_progress" ->
                    response = event.path("response").deepCopy();
                case "response.completed", "response.incomplete", "response.failed" -> {
                    response = event.path("response").deepCopy();
                    whole = true;
                }
                default -> {
                    // said again by the events above
                }
            }
        }

        @Override
        public ObjectNode answer() {
            if (!whole && !words.isEmpty()) {
                ObjectNode message = response.putArray("output").addObject().put("type", "message");
                message.putArray("content")
                        .addObject()
                        .put("type", "output_text")
                        .put("text", words.toString());
            }
            return response;
        }
    }
}
