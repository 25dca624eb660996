package dev.assay.files;

import dev.assay.model.Json;
import dev.assay.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The content of a message, block by block. */
final class Parts {

    private static final List<String> TEXTS = List.of("text", "content", "answer", "value", "output", "response");

    private Parts() {}

    /** Adds what a message says: text, blocks, or an object around a text. */
    static void addContent(List<Part> parts, JsonNode content) throws RowException {
        switch (content.getNodeType()) {
            case STRING -> addText(parts, content.stringValue());
            case MISSING, NULL -> {}
            case ARRAY -> {
                for (JsonNode block : content) {
                    addBlock(parts, block);
                }
            }
            case OBJECT -> addBlock(parts, content);
            default -> addText(parts, content.asString());
        }
    }

    /** The text itself where it is one, else JSON as text. */
    static String text(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.stringValue();
            case MISSING, NULL -> "";
            default -> Trees.text(node);
        };
    }

    private static void addText(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text));
        }
    }

    private static void addBlock(List<Part> parts, JsonNode block) throws RowException {
        if (block.isString()) {
            addText(parts, block.stringValue());
            return;
        }
        if (!block.isObject()) {
            throw new RowException("content is " + Excerpt.of(block) + " (expected: text or objects with a type)");
        }
        switch (block.path("type").asString("")) {
            case "text", "input_text", "output_text" ->
                addText(parts, text(block.has("text") ? block.path("text") : block.path("content")));
            case "refusal" -> addText(parts, text(block.path("refusal")));
            case "thinking" ->
                parts.add(new Part.Reasoning(
                        text(block.has("thinking") ? block.path("thinking") : block.path("content"))));
            case "reasoning" -> reasoning(block).ifPresent(parts::add);
            case "tool_use" ->
                parts.add(new Part.ToolCall(
                        block.path("id").asString(""),
                        block.path("name").asString(""),
                        arguments(block.path("input"))));
            case "tool_call" ->
                parts.add(new Part.ToolCall(
                        block.path("id").asString(""),
                        block.path("name").asString(""),
                        arguments(block.path("arguments"))));
            case "tool_result" ->
                parts.add(new Part.ToolCallResponse(
                        block.path("tool_use_id").asString(""), response(block.path("content"))));
            case "tool_call_response" ->
                parts.add(new Part.ToolCallResponse(
                        block.path("id").asString(""),
                        response(block.has("response") ? block.path("response") : block.path("result"))));
            case "" -> addUntyped(parts, block);
            default -> parts.add(new Part.Other(new Json(Trees.text(block))));
        }
    }

    /** An object around one text, as {@code {"answer": "..."}}, is that text; any other is shown as JSON. */
    private static void addUntyped(List<Part> parts, JsonNode object) {
        if (object.size() == 1) {
            for (String name : TEXTS) {
                if (object.path(name).isString()) {
                    addText(parts, object.path(name).stringValue());
                    return;
                }
            }
        }
        addText(parts, Trees.text(object));
    }

    /** A block or item of reasoning, where it is readable: providers may only give it encrypted. */
    static Optional<Part> reasoning(JsonNode item) {
        List<String> texts = new ArrayList<>();
        for (String field : List.of("content", "summary", "text", "reasoning")) {
            JsonNode said = item.path(field);
            if (said.isString()) {
                texts.add(said.stringValue());
            }
            for (JsonNode block : said) {
                texts.add(text(block.path("text")));
            }
        }
        String joined = texts.stream().filter(text -> !text.isBlank()).collect(Collectors.joining("\n\n"));
        return joined.isEmpty() ? Optional.empty() : Optional.of(new Part.Reasoning(joined));
    }

    /** {@code {id, function: {name, arguments}}}, or the function alone. */
    static Part.ToolCall openAiCall(JsonNode call) {
        JsonNode function = call.path("function").isObject()
                ? call.path("function")
                : call.path("custom").isObject() ? call.path("custom") : call;
        return new Part.ToolCall(
                call.path("id").asString(""),
                function.path("name").asString(""),
                arguments(function.has("arguments") ? function.path("arguments") : function.path("input")));
    }

    /** ShareGPT writes a call as text that holds an object with a name and arguments. */
    static Part calledInText(String text) {
        JsonNode call = Trees.structure(text);
        return call.path("name").isString()
                ? new Part.ToolCall("", call.path("name").stringValue(), arguments(call.path("arguments")))
                : new Part.Text(text);
    }

    /** Models write arguments as text that holds an object. */
    static Json arguments(JsonNode written) {
        return switch (written.getNodeType()) {
            case MISSING, NULL -> Json.ABSENT;
            case STRING -> structureOrString(written.stringValue());
            default -> new Json(Trees.text(written));
        };
    }

    /** What a tool answered; blocks of text are one text. */
    static Json response(JsonNode written) {
        if (written.isMissingNode()) {
            return Json.ABSENT;
        }
        if (written.isString()) {
            return structureOrString(written.stringValue());
        }
        boolean texts = written.isArray()
                && !written.isEmpty()
                && written.valueStream().allMatch(block -> block.path("text").isString());
        if (texts) {
            return structureOrString(written.valueStream()
                    .map(block -> block.path("text").stringValue())
                    .collect(Collectors.joining("\n")));
        }
        return new Json(Trees.text(written));
    }

    private static Json structureOrString(String text) {
        return Trees.structure(text).isMissingNode()
                ? new Json(Trees.MAPPER.writeValueAsString(text))
                : new Json(text.strip());
    }
}
