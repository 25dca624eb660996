package dev.assay.files;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Lists of messages as the providers' APIs and the tools around them write them: OpenAI chat completions and responses,
 * Anthropic messages, ShareGPT, OpenTelemetry GenAI.
 */
final class MessageLists {

    /** How a list is written. */
    enum Style {
        OPENAI("OpenAI-style messages"),
        ANTHROPIC("Anthropic-style messages"),
        SHAREGPT("ShareGPT-style messages"),
        OPENTELEMETRY("OpenTelemetry-style messages");

        private final String description;

        Style(String description) {
            this.description = description;
        }

        String description() {
            return description;
        }
    }

    private static final Set<String> ITEM_TYPES =
            Set.of("function_call", "function_call_output", "reasoning", "message", "custom_tool_call");
    private static final List<String> CONTENTS = List.of("content", "value", "text", "parts", "tool_calls");

    private MessageLists() {}

    /** The list itself, the one that an object or a text holds, or a missing node. */
    static JsonNode find(JsonNode node) {
        JsonNode opened = node.isString() ? Trees.structure(node.stringValue()) : node;
        if (opened.isObject()) {
            opened = opened.path("messages");
        }
        return is(opened) ? opened : MissingNode.getInstance();
    }

    /** Whether this is a list of messages. */
    static boolean is(JsonNode node) {
        return node.isArray() && !node.isEmpty() && node.valueStream().allMatch(MessageLists::isMessage);
    }

    private static boolean isMessage(JsonNode node) {
        if (!node.isObject()) {
            return false;
        }
        boolean speaks = node.path("role").isString() || node.path("from").isString();
        boolean says = CONTENTS.stream().anyMatch(node::has) || node.has("function_call");
        return (speaks && says) || ITEM_TYPES.contains(node.path("type").asString(""));
    }

    static Style style(JsonNode list) {
        for (JsonNode message : list) {
            if (message.has("from")) {
                return Style.SHAREGPT;
            }
            if (message.has("parts")) {
                return Style.OPENTELEMETRY;
            }
            for (JsonNode block : message.path("content")) {
                String type = block.path("type").asString("");
                if (type.equals("tool_use") || type.equals("tool_result") || type.equals("thinking")) {
                    return Style.ANTHROPIC;
                }
            }
        }
        return Style.OPENAI;
    }

    /** @throws RowException where the list is none of messages */
    static List<Message> read(JsonNode list) throws RowException {
        Turns turns = new Turns();
        for (JsonNode node : list) {
            if (!isMessage(node)) {
                throw new RowException("message " + (turns.messages().size() + 1) + " is " + Excerpt.of(node)
                        + " (expected: an object with role and content)");
            }
            String type = node.path("type").asString("");
            if (ITEM_TYPES.contains(type) && !node.has("role")) {
                addItem(turns, type, node);
            } else {
                add(turns.messages(), node);
            }
        }
        return turns.messages();
    }

    /** One message, which becomes two where it carries results of tools beside what a person says. */
    static void add(List<Message> messages, JsonNode node) throws RowException {
        String role = role(node.path("role").asString(node.path("from").asString("")));
        String name = node.path("name").asString("");
        JsonNode said = node.has("content") ? node.path("content") : node.path("parts");
        if (said.isMissingNode()) {
            said = node.has("value") ? node.path("value") : node.path("text");
        }
        if (node.path("from").asString("").equals("function_call")) {
            messages.add(new Message(role, name, List.of(Parts.calledInText(said.asString("")))));
            return;
        }
        List<Part> parts = new ArrayList<>();
        for (String field : List.of("reasoning_content", "reasoning")) {
            if (node.path(field).isString() && !node.path(field).stringValue().isEmpty()) {
                parts.add(new Part.Reasoning(node.path(field).stringValue()));
                break;
            }
        }
        if (role.equals("tool") && !hasToolResults(said)) {
            parts.add(new Part.ToolCallResponse(node.path("tool_call_id").asString(""), Parts.response(said)));
            messages.add(new Message(role, name, parts));
            return;
        }
        Parts.addContent(parts, said);
        for (JsonNode call : node.path("tool_calls")) {
            parts.add(Parts.openAiCall(call));
        }
        if (node.path("function_call").isObject()) {
            parts.add(Parts.openAiCall(node.path("function_call")));
        }
        if (node.path("refusal").isString() && parts.isEmpty()) {
            parts.add(new Part.Text(node.path("refusal").stringValue()));
        }
        List<Part> results =
                parts.stream().filter(Part.ToolCallResponse.class::isInstance).toList();
        if (!results.isEmpty() && !role.equals("tool")) {
            messages.add(new Message("tool", "", results));
            parts.removeIf(Part.ToolCallResponse.class::isInstance);
            if (parts.isEmpty()) {
                return;
            }
        }
        messages.add(new Message(role, name, parts));
    }

    /** An item of OpenAI's responses API that is no message. */
    static void addItem(Turns turns, String type, JsonNode item) throws RowException {
        Optional<Part> part = switch (type) {
            case "function_call", "custom_tool_call" ->
                Optional.of(new Part.ToolCall(
                        item.path("call_id").asString(item.path("id").asString("")),
                        item.path("name").asString(""),
                        Parts.arguments(item.has("arguments") ? item.path("arguments") : item.path("input"))));
            case "reasoning" -> Parts.reasoning(item);
            case "function_call_output" ->
                Optional.of(new Part.ToolCallResponse(
                        item.path("call_id").asString(""), Parts.response(item.path("output"))));
            default -> Optional.of(new Part.Other(new Json(Trees.text(item))));
        };
        if (part.isEmpty()) {
            return;
        }
        if (type.equals("function_call_output")) {
            turns.messages().add(Message.of("tool", part.get()));
        } else {
            turns.does(List.of(part.get()));
        }
    }

    private static boolean hasToolResults(JsonNode content) {
        return content.isArray()
                && content.valueStream()
                        .anyMatch(block -> block.path("type").asString("").startsWith("tool_"));
    }

    /** The roles that everybody means, in the words of the GenAI convention; any other as it is. */
    private static String role(String written) {
        return switch (written.strip().toLowerCase(Locale.ROOT)) {
            case "user", "human", "prompter" -> "user";
            case "assistant", "gpt", "chatgpt", "bot", "model", "ai", "chatbot", "function_call" -> "assistant";
            case "system" -> "system";
            case "tool", "function", "observation", "ipython", "tool_response" -> "tool";
            case "" -> "user";
            default -> written;
        };
    }
}
