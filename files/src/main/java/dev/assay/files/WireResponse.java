package dev.assay.files;

import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A response as a provider's API gives it: OpenAI chat completions, completions and responses, Anthropic messages.
 *
 * @param created when the provider says it answered
 * @param rest what no other component was read from
 */
record WireResponse(
        List<Message> messages,
        String model,
        String id,
        Usage usage,
        List<String> finishReasons,
        Optional<Instant> created,
        ObjectNode rest) {

    /** Whether this is one: an object with choices or with content blocks, or the choices alone. */
    static boolean is(JsonNode node) {
        return isChoices(node) || isChoices(node.path("choices")) || isAnthropic(node) || isItems(node.path("output"));
    }

    private static boolean isChoices(JsonNode node) {
        return node.isArray()
                && !node.isEmpty()
                && node.valueStream()
                        .allMatch(choice -> choice.path("message").isObject()
                                || (choice.path("text").isString() && choice.has("finish_reason")));
    }

    private static boolean isAnthropic(JsonNode node) {
        return node.path("role").asString("").equals("assistant")
                && (node.has("stop_reason") || node.path("type").asString("").equals("message"));
    }

    private static boolean isItems(JsonNode node) {
        return node.isArray()
                && !node.isEmpty()
                && node.valueStream().allMatch(item -> item.path("type").isString());
    }

    static WireResponse read(JsonNode response) throws RowException {
        ObjectNode rest =
                response.isObject() ? ((ObjectNode) response).deepCopy() : JsonNodeFactory.instance.objectNode();
        List<Message> messages = new ArrayList<>();
        List<String> finishReasons = new ArrayList<>();
        JsonNode choices = response.isArray() ? response : response.path("choices");
        if (isChoices(choices)) {
            for (JsonNode choice : choices) {
                addChoice(messages, choice);
                addReason(finishReasons, choice.path("finish_reason"));
            }
        } else if (isAnthropic(response)) {
            MessageLists.add(messages, response);
            addReason(finishReasons, response.path("stop_reason"));
        } else {
            messages.addAll(items(response.path("output")));
            addReason(finishReasons, response.path("status"));
        }
        Optional<Instant> created = Times.parse(
                response.path("created").asString(response.path("created_at").asString("")), false);
        Usage usage = usage(response.path("usage"));
        rest.remove(List.of("choices", "content", "role", "stop_reason", "status", "model", "id", "object", "type"));
        rest.remove("output");
        if (created.isPresent()) {
            rest.remove(List.of("created", "created_at"));
        }
        return new WireResponse(
                messages,
                response.path("model").asString(""),
                response.path("id").asString(""),
                usage,
                finishReasons,
                created,
                rest);
    }

    private static void addChoice(List<Message> messages, JsonNode choice) throws RowException {
        if (choice.path("message").isObject()) {
            ObjectNode message = ((ObjectNode) choice.path("message")).deepCopy();
            if (!message.has("role")) {
                message.put("role", "assistant");
            }
            MessageLists.add(messages, message);
        } else {
            messages.add(Message.text("assistant", choice.path("text").asString("")));
        }
    }

    private static List<Message> items(JsonNode items) throws RowException {
        Turns turns = new Turns();
        for (JsonNode item : items) {
            if (item.path("type").asString("").equals("message")) {
                List<Part> parts = new ArrayList<>();
                Parts.addContent(parts, item.path("content"));
                turns.does(parts);
            } else {
                MessageLists.addItem(turns, item.path("type").asString(""), item);
            }
        }
        return turns.messages();
    }

    private static void addReason(List<String> reasons, JsonNode reason) {
        if (reason.isString()) {
            reasons.add(reason.stringValue());
        }
    }

    /** OpenAI counts what came from a cache within the input, Anthropic beside it; we count it within. */
    static Usage usage(JsonNode usage) {
        if (!usage.isObject()) {
            return Usage.NONE;
        }
        OptionalLong input = first(usage.path("prompt_tokens"), usage.path("input_tokens"));
        OptionalLong output = first(usage.path("completion_tokens"), usage.path("output_tokens"));
        JsonNode inputDetails = usage.has("prompt_tokens_details")
                ? usage.path("prompt_tokens_details")
                : usage.path("input_tokens_details");
        JsonNode outputDetails = usage.has("completion_tokens_details")
                ? usage.path("completion_tokens_details")
                : usage.path("output_tokens_details");
        OptionalLong cacheRead = first(inputDetails.path("cached_tokens"), usage.path("cache_read_input_tokens"));
        OptionalLong cacheWrite =
                first(inputDetails.path("cache_write_tokens"), usage.path("cache_creation_input_tokens"));
        boolean exclusive = usage.has("cache_read_input_tokens") || usage.has("cache_creation_input_tokens");
        OptionalLong total = exclusive && input.isPresent()
                ? OptionalLong.of(input.getAsLong() + cacheRead.orElse(0) + cacheWrite.orElse(0))
                : input;
        OptionalLong reasoning = first(outputDetails.path("reasoning_tokens"), outputDetails.path("thinking_tokens"));
        return new Usage(total, output, cacheRead, cacheWrite, reasoning);
    }

    private static OptionalLong first(JsonNode one, JsonNode other) {
        return one.isIntegralNumber()
                ? one.longValueOpt()
                : other.isIntegralNumber() ? other.longValueOpt() : OptionalLong.empty();
    }
}
