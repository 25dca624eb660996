package dev.assay.structured.provider;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ollama's own chat, whose streams are lines of JSON. Source: github.com/ollama/ollama, docs/api.md. */
public record OllamaFormat() implements WireFormat {
    private static final String NAME = "ollama";

    @Override
    public String provider() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.OLLAMA;
    }

    @Override
    public String path(String model, boolean stream) {
        return "/api/chat";
    }

    @Override
    public Map<String, String> headers(String key) {
        return key.isEmpty() ? Map.of() : Map.of("authorization", "Bearer " + key);
    }

    @Override
    public boolean lines() {
        return true;
    }

    @Override
    public ObjectNode body(String model, Request request, boolean stream) {
        ObjectNode body = Tree.object().put("model", model);
        ArrayNode messages = body.putArray("messages");
        request.turns().forEach(turn -> messages.add(message(turn)));
        if (request.output() instanceof Output.AnyJson) {
            body.put("format", "json");
        } else if (request.output() instanceof Output.Schema wanted) {
            body.set("format", wanted.schema());
        } else if (request.output() instanceof Output.Tools wanted) {
            ArrayNode tools = body.putArray("tools");
            wanted.tools()
                    .forEach(tool -> tools.addObject()
                            .put("type", "function")
                            .putObject("function")
                            .put("name", tool.name())
                            .put("description", tool.description())
                            .set("parameters", tool.schema()));
        }
        body.put("stream", stream); // it streams unless told not to
        ObjectNode options = Tree.object();
        Settings settings = request.settings();
        settings.maxTokens().ifPresent(limit -> options.put("num_predict", limit));
        settings.temperature().ifPresent(degree -> options.put("temperature", degree));
        settings.seed().ifPresent(seed -> options.put("seed", seed));
        if (!options.isEmpty()) {
            body.set("options", options);
        }
        settings.extra().forEach(body::set);
        return body;
    }

    private static ObjectNode message(Turn turn) {
        ObjectNode message = Tree.object();
        if (turn instanceof Turn.Instructions instructions) {
            return message.put("role", "system").put("content", instructions.text());
        }
        if (turn instanceof Turn.Result result) {
            return message.put("role", "tool")
                    .put("tool_name", result.call().name())
                    .put("content", result.text());
        }
        if (turn instanceof Turn.Assistant said) {
            message.put("role", "assistant").put("content", said.text());
            if (!said.calls().isEmpty()) {
                ArrayNode calls = message.putArray("tool_calls");
                said.calls()
                        .forEach(call -> calls.addObject()
                                .putObject("function")
                                .put("name", call.name())
                                .set("arguments", Tree.objectOf(call.arguments(), "unreadable")));
            }
            return message;
        }
        StringBuilder text = new StringBuilder();
        ArrayNode images = Tree.array();
        for (Part part : ((Turn.User) turn).parts()) {
            if (part instanceof Part.Text words) {
                text.append(text.length() == 0 ? "" : "\n").append(words.text());
            } else if (part instanceof Media media
                    && media.isImage()
                    && media.address().isEmpty()) {
                images.add(media.base64());
            } else {
                throw new IllegalArgumentException(
                        "Ollama takes pictures by their bytes and nothing else beside text; found " + part + ".");
            }
        }
        message.put("role", "user").put("content", text.toString());
        if (!images.isEmpty()) {
            message.set("images", images);
        }
        return message;
    }

    @Override
    public Reply reply(JsonNode body) {
        if (body.has("error")) {
            throw Faults.inStream(NAME, body.path("error"));
        }
        JsonNode message = body.path("message");
        if (!message.isObject()) {
            throw Faults.malformed(NAME, "message", body.toString());
        }
        List<ToolCall> calls = message.path("tool_calls")
                .valueStream()
                .map(call -> new ToolCall(
                        Tree.text(call, "id"),
                        Tree.text(call.path("function"), "name"),
                        ChatFormat.arguments(call.path("function").path("arguments"))))
                .toList();
        String reason = Tree.text(body, "done_reason");
        boolean counted = body.has("eval_count") || body.has("prompt_eval_count");
        return new Reply(
                "",
                Tree.text(body, "model"),
                Tree.text(message, "content"),
                calls,
                switch (reason) {
                    case "stop" -> Finish.DONE;
                    case "length" -> Finish.CUT;
                    default -> Finish.UNKNOWN;
                },
                reason,
                "",
                counted
                        ? new Usage(
                                true,
                                Tree.count(body, "prompt_eval_count"),
                                Tree.count(body, "eval_count"),
                                Map.of(
                                        "prompt_eval_count", Tree.count(body, "prompt_eval_count"),
                                        "eval_count", Tree.count(body, "eval_count")))
                        : Usage.UNKNOWN,
                body);
    }

    @Override
    public StreamReader reader() {
        return new OllamaReader(this);
    }
}
