package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.store.json.MessageJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Conversations in the forms of providers and SDKs, flattened to messages: requests and responses of OpenAI (chat and
 * responses), Anthropic and Gemini, messages of the AI SDK, single messages and parts.
 *
 * <p>It takes what it reads out of the tree, so that what is left tells whether everything was read.
 */
final class ChatForms {

    private final List<Draft> drafts = new ArrayList<>();
    private boolean complete = true;

    private ChatForms() {}

    /** A message that may still grow. */
    private record Draft(String role, String name, List<Part> parts, String finishReason) {

        Message message() {
            return new Message(role, name, parts);
        }
    }

    /**
     * @param role of what does not tell its own
     * @return empty where the tree is no conversation; a plain string is one
     */
    static Optional<MessageJson.Reading> read(JsonNode tree, String role) {
        ChatForms forms = new ChatForms();
        LangChainForms.Plain plain = LangChainForms.plain(tree);
        forms.complete = !plain.found();
        if (!forms.conversation(plain.tree(), role)) {
            return Optional.empty();
        }
        return Optional.of(new MessageJson.Reading(
                forms.drafts.stream().map(Draft::message).toList(),
                forms.drafts.stream().map(Draft::finishReason).toList(),
                forms.complete));
    }

    /** Empty where the text is no JSON, or no conversation. */
    static Optional<MessageJson.Reading> read(String text, String role) {
        return Trees.parse(text).flatMap(tree -> read(tree, role));
    }

    /** Calls of tools that stand in a list of their own. */
    static List<Part> toolCalls(JsonNode calls) {
        List<Part> parts = new ArrayList<>();
        new ChatForms().toolCalls(calls, parts);
        return parts;
    }

    private boolean conversation(JsonNode tree, String role) {
        return switch (tree) {
            case ArrayNode array -> elements(array, role);
            case ObjectNode object -> object(object, role);
            default -> tree.isString() && add(role, "", List.of(new Part.Text(tree.stringValue())), "");
        };
    }

    private boolean add(String role, String name, List<Part> parts, String finishReason) {
        drafts.add(new Draft(role, name, new ArrayList<>(parts), finishReason));
        return true;
    }

    private boolean elements(ArrayNode array, String role) {
        for (JsonNode element : array) {
            boolean read = switch (element) {
                case ObjectNode object when isPart(object) -> append(part(object), role);
                case ObjectNode object -> object(object, role);
                default -> element.isString() && add(role, "", List.of(new Part.Text(element.stringValue())), "");
            };
            if (!read) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPart(ObjectNode object) {
        return object.path("type").isString()
                && !object.has("role")
                && !object.has("message")
                && !object.path("type").stringValue().equals("message");
    }

    /** Parts that stand without a message belong to whoever must have written them, together with their neighbours. */
    private boolean append(Part part, String otherwise) {
        String role = switch (part) {
            case Part.ToolCall _, Part.Reasoning _ -> "assistant";
            case Part.ToolCallResponse _ -> "tool";
            case Part.Text _, Part.Other _ -> otherwise;
        };
        if (!drafts.isEmpty() && drafts.getLast().role().equals(role)) {
            return drafts.getLast().parts().add(part);
        }
        return add(role, "", List.of(part), "");
    }

    private boolean object(ObjectNode object, String role) {
        if (object.has("role") || object.has("content") || object.has("parts") || object.has("tool_calls")) {
            return message(object, role, "");
        }
        if (isPart(object)) {
            return append(part(object), role);
        }
        if (object.has("choices")) {
            return choices(object);
        }
        if (object.has("candidates")) {
            return candidates(object);
        }
        if (object.path("output").isArray()) {
            JsonNode output = object.remove("output");
            checkRest(object);
            return conversation(output, "assistant");
        }
        return request(object, role);
    }

    /** What a request holds of the conversation; its parameters are elsewhere. */
    private boolean request(ObjectNode object, String role) {
        for (String name : List.of("messages", "input", "contents", "prompt")) {
            if (object.has(name)) {
                for (String instructions : List.of("system", "instructions")) {
                    JsonNode node = object.remove(instructions);
                    if (node != null && !node.isNull()) {
                        add("system", "", parts(node), "");
                    }
                }
                JsonNode conversation = object.remove(name);
                checkRest(object);
                return conversation(conversation, role);
            }
        }
        return false;
    }

    private boolean choices(ObjectNode response) {
        if (!(response.remove("choices") instanceof ArrayNode choices)) {
            return false;
        }
        checkRest(response);
        for (JsonNode choice : choices) {
            if (!(choice instanceof ObjectNode object)) {
                return false;
            }
            String reason = text(object, "finish_reason");
            object.remove("index");
            JsonNode text = object.remove("text");
            JsonNode message = object.remove("message");
            checkRest(object);
            if (message instanceof ObjectNode content) {
                message(content, "assistant", reason);
            } else if (text != null && text.isString()) {
                add("assistant", "", List.of(new Part.Text(text.stringValue())), reason);
            } else {
                return false;
            }
        }
        return true;
    }

    private boolean candidates(ObjectNode response) {
        if (!(response.remove("candidates") instanceof ArrayNode candidates)) {
            return false;
        }
        checkRest(response);
        for (JsonNode candidate : candidates) {
            if (!(candidate instanceof ObjectNode object)
                    || !(object.remove("content") instanceof ObjectNode content)) {
                return false;
            }
            String reason = text(object, "finishReason");
            checkRest(object);
            message(content, "assistant", reason);
        }
        return true;
    }

    /** @param ended why, where what stands around the message tells */
    private boolean message(ObjectNode object, String otherwise, String ended) {
        String role = role(text(object, "role"), otherwise);
        String name = text(object, "name");
        String callId = text(object, "tool_call_id");
        String reason =
                first(ended, text(object, "finish_reason"), text(object, "stop_reason"), text(object, "finishReason"));
        dropIf(object, "type", "message");
        List<Part> parts = new ArrayList<>();
        for (String reasoning : List.of("reasoning_content", "reasoning")) {
            if (object.path(reasoning).isString()) {
                parts.add(new Part.Reasoning(object.remove(reasoning).stringValue()));
            }
        }
        JsonNode content = object.has("parts") ? object.remove("parts") : object.remove("content");
        if (role.equals("tool") && (!callId.isEmpty() || (content != null && content.isString()))) {
            parts.add(new Part.ToolCallResponse(first(callId, text(object, "id")), json(content)));
        } else if (content != null) {
            parts.addAll(parts(content));
        }
        String refusal = text(object, "refusal");
        if (!refusal.isEmpty()) {
            parts.add(new Part.Text(refusal));
        }
        toolCalls(object.remove("tool_calls"), parts);
        if (object.remove("function_call") instanceof ObjectNode call) {
            parts.add(toolCall(call));
        }
        checkRest(object);
        return add(role, name, parts, reason);
    }

    /** One vocabulary for who speaks; what is not known stays. */
    static String role(String role, String otherwise) {
        return switch (role) {
            case "" -> otherwise;
            case "human" -> "user";
            case "ai", "model" -> "assistant";
            case "function" -> "tool";
            default -> role;
        };
    }

    private void toolCalls(@Nullable JsonNode calls, List<Part> parts) {
        if (calls instanceof ArrayNode array) {
            for (JsonNode call : array) {
                parts.add(call instanceof ObjectNode object ? toolCall(object) : other(call));
            }
        }
    }

    /** {@code {id, function: {name, arguments}}} or the same without {@code function}. */
    private Part toolCall(ObjectNode call) {
        dropIf(call, "type", "function");
        call.remove("toolCallType");
        call.remove("index");
        String id =
                first(text(call, "call_id"), text(call, "id"), text(call, "toolCallId"), text(call, "tool_call_id"));
        ObjectNode function = call.remove("function") instanceof ObjectNode nested ? nested : call;
        String name = first(text(function, "name"), text(function, "toolName"), text(function, "tool_name"));
        Json arguments = arguments(function);
        checkRest(function);
        checkRest(call);
        return new Part.ToolCall(id, name, arguments);
    }

    private Json arguments(ObjectNode call) {
        for (String name : List.of("arguments", "input", "args")) {
            JsonNode value = call.remove(name);
            if (value != null && !value.isNull()) {
                return json(value);
            }
        }
        return Json.ABSENT;
    }

    /** The parts of a content: a text, an array of parts, or one part. */
    private List<Part> parts(JsonNode content) {
        return switch (content) {
            case ArrayNode array -> {
                List<Part> parts = new ArrayList<>();
                array.forEach(element -> parts.add(part(element)));
                yield parts;
            }
            case ObjectNode object -> List.of(part(object));
            default -> content.isNull() ? List.of() : List.of(new Part.Text(content.asString("")));
        };
    }

    private Part part(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node.isString() ? new Part.Text(node.stringValue()) : other(node);
        }
        return switch (object.path("type").asString("")) {
            case "text", "input_text", "output_text", "" -> text(object);
            case "reasoning", "thinking" -> reasoning(object);
            case "tool_call", "tool_use", "tool-call", "function_call" -> {
                object.remove("type");
                dropIf(object, "status", "completed");
                yield toolCall(object);
            }
            case "tool_call_response", "tool_result", "tool-result", "function_call_output" -> toolResult(object);
            case "refusal" ->
                object.path("refusal").isString() ? new Part.Text(text(object, "refusal")) : other(object);
            default -> other(object);
        };
    }

    private Part text(ObjectNode object) {
        for (String name : List.of("text", "content")) {
            if (object.path(name).isString()) {
                object.remove("type");
                Part part = new Part.Text(object.remove(name).stringValue());
                dropIfEmpty(object, "annotations");
                checkRest(object);
                return part;
            }
        }
        return gemini(object);
    }

    /** Gemini's parts have no type. */
    private Part gemini(ObjectNode object) {
        for (String name : List.of("functionCall", "function_call")) {
            if (object.get(name) instanceof ObjectNode call) {
                return toolCall(call);
            }
        }
        for (String name : List.of("functionResponse", "function_response")) {
            if (object.get(name) instanceof ObjectNode response) {
                String id = text(response, "id");
                return new Part.ToolCallResponse(
                        id.isEmpty() ? text(response, "name") : id, json(response.get("response")));
            }
        }
        return other(object);
    }

    private Part reasoning(ObjectNode object) {
        for (String name : List.of("content", "text", "thinking")) {
            if (object.path(name).isString()) {
                object.remove("type");
                Part part = new Part.Reasoning(object.remove(name).stringValue());
                checkRest(object);
                return part;
            }
        }
        if (object.path("summary").isArray() && !object.path("summary").isEmpty()) {
            StringJoiner summary = new StringJoiner("\n\n");
            object.remove("summary")
                    .forEach(text -> summary.add(text.path("text").asString("")));
            object.remove("type");
            checkRest(object);
            return new Part.Reasoning(summary.toString());
        }
        return other(object);
    }

    private Part toolResult(ObjectNode object) {
        String id = first(
                text(object, "id"), text(object, "tool_use_id"), text(object, "toolCallId"), text(object, "call_id"));
        object.remove("type");
        object.remove("toolName");
        for (String name : List.of("response", "result", "output", "content")) {
            JsonNode value = object.remove(name);
            if (value != null) {
                checkRest(object);
                return new Part.ToolCallResponse(id, json(unwrapped(value)));
            }
        }
        checkRest(object);
        return new Part.ToolCallResponse(id, Json.ABSENT);
    }

    /** The AI SDK says of an output what it is: {@code {"type":"json","value":...}}. */
    private static JsonNode unwrapped(JsonNode output) {
        return output.size() == 2 && output.has("type") && output.has("value") ? output.get("value") : output;
    }

    /** Kept as it came; a part says what type it is. */
    private static Part other(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (!object.path("type").isString()) {
                object.put("type", "unknown");
            }
            return new Part.Other(Trees.json(object));
        }
        return new Part.Other(Values.json(json -> {
            json.writeStartObject();
            json.writeStringProperty("type", "unknown");
            json.writeName("value");
            json.writeRawValue(node.toString());
            json.writeEndObject();
        }));
    }

    /** JSON in a string is read as what it is. */
    static Json json(@Nullable JsonNode value) {
        if (value == null) {
            return Json.ABSENT;
        }
        return value.isString() ? MessageJson.structureOrString(value.stringValue()) : Trees.json(value);
    }

    /** Takes a scalar out. */
    private static String text(ObjectNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isValueNode()) {
            return "";
        }
        object.remove(name);
        return value.asString("");
    }

    private static void dropIf(ObjectNode object, String name, String value) {
        if (object.path(name).asString("").equals(value)) {
            object.remove(name);
        }
    }

    private static void dropIfEmpty(ObjectNode object, String name) {
        if (object.path(name).isContainer() && object.path(name).isEmpty()) {
            object.remove(name);
        }
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private void checkRest(ObjectNode object) {
        for (JsonNode rest : object) {
            if (!rest.isNull()) {
                complete = false;
            }
        }
    }
}
