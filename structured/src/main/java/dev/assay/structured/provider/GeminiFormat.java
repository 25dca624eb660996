package dev.assay.structured.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gemini's {@code generateContent}. Source: ai.google.dev/api/generate-content and .../gemini-api/docs/structured-output. */
public record GeminiFormat() implements WireFormat {
    private static final String NAME = "gcp.gemini";

    @Override
    public String provider() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.GEMINI;
    }

    @Override
    public String path(String model, boolean stream) {
        return "/models/" + model + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
    }

    @Override
    public Map<String, String> headers(String key) {
        return key.isEmpty() ? Map.of() : Map.of("x-goog-api-key", key);
    }

    @Override
    public ObjectNode body(String model, Request request, boolean stream) {
        ObjectNode body = Tree.object();
        ArrayNode system = Tree.array();
        ArrayNode contents = Tree.array();
        String role = "";
        ArrayNode parts = Tree.array();
        for (Turn turn : request.turns()) {
            if (turn instanceof Turn.Instructions instructions) {
                system.addObject().put("text", instructions.text());
                continue;
            }
            String next = turn instanceof Turn.Assistant ? "model" : "user";
            if (!next.equals(role)) {
                parts = contents.addObject().put("role", next).putArray("parts");
                role = next;
            }
            add(parts, turn);
        }
        if (!system.isEmpty()) {
            body.putObject("systemInstruction").set("parts", system);
        }
        body.set("contents", contents);
        ObjectNode config = Tree.object();
        output(body, config, request.output());
        Settings settings = request.settings();
        settings.maxTokens().ifPresent(limit -> config.put("maxOutputTokens", limit));
        settings.temperature().ifPresent(degree -> config.put("temperature", degree));
        settings.seed().ifPresent(seed -> config.put("seed", seed));
        if (!config.isEmpty()) {
            body.set("generationConfig", config);
        }
        settings.extra().forEach(body::set);
        return body;
    }

    private static void add(ArrayNode parts, Turn turn) {
        if (turn instanceof Turn.User user) {
            user.parts().forEach(part -> parts.add(part(part)));
        } else if (turn instanceof Turn.Result result) {
            ObjectNode response = parts.addObject()
                    .putObject("functionResponse")
                    .put("name", result.call().name());
            if (!result.call().id().isEmpty()) {
                response.put("id", result.call().id());
            }
            response.putObject("response").put(result.failed() ? "error" : "output", result.text());
        } else if (turn instanceof Turn.Assistant said && !said.blocks().isEmpty()) {
            parts.addAll(said.blocks());
        } else if (turn instanceof Turn.Assistant said) {
            if (!said.text().isEmpty() || said.calls().isEmpty()) {
                parts.addObject().put("text", said.text());
            }
            for (ToolCall call : said.calls()) {
                ObjectNode function =
                        parts.addObject().putObject("functionCall").put("name", call.name());
                if (!call.id().isEmpty()) {
                    function.put("id", call.id());
                }
                function.set("args", Tree.objectOf(call.arguments(), "unreadable"));
            }
        }
    }

    private static ObjectNode part(Part part) {
        ObjectNode node = Tree.object();
        if (part instanceof Part.Text text) {
            return node.put("text", text.text());
        }
        Media media = (Media) part;
        if (media.address().isPresent()) {
            node.putObject("fileData")
                    .put("mimeType", media.mimeType())
                    .put("fileUri", media.address().get().toString());
        } else {
            node.putObject("inlineData").put("mimeType", media.mimeType()).put("data", media.base64());
        }
        return node;
    }

    private static void output(ObjectNode body, ObjectNode config, Output output) {
        if (output instanceof Output.AnyJson) {
            config.put("responseMimeType", "application/json");
        } else if (output instanceof Output.Schema wanted) {
            config.put("responseMimeType", "application/json").set("responseJsonSchema", wanted.schema());
        } else if (output instanceof Output.Tools wanted) {
            ArrayNode functions = body.putArray("tools").addObject().putArray("functionDeclarations");
            ObjectNode choice = body.putObject("toolConfig")
                    .putObject("functionCallingConfig")
                    .put("mode", "ANY");
            ArrayNode allowed = choice.putArray("allowedFunctionNames");
            for (Tool tool : wanted.tools()) {
                allowed.add(tool.name());
                functions
                        .addObject()
                        .put("name", tool.name())
                        // a declaration without a description is refused
                        .put("description", tool.description().isEmpty() ? tool.name() : tool.description())
                        .set("parametersJsonSchema", tool.schema());
            }
        }
    }

    @Override
    public Reply reply(JsonNode body) {
        if (body.path("error").isObject()) {
            throw Faults.inStream(NAME, body.path("error"));
        }
        String blocked = Tree.text(body.path("promptFeedback"), "blockReason");
        JsonNode candidate = body.path("candidates").path(0);
        if (!candidate.isObject() && blocked.isEmpty()) {
            throw Faults.malformed(NAME, "candidates[0]", body.toString());
        }
        StringBuilder text = new StringBuilder();
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode part : candidate.path("content").path("parts")) {
            if (part.path("functionCall").isObject()) {
                calls.add(call(part));
            } else if (!part.path("thought").asBoolean(false)) {
                text.append(Tree.text(part, "text"));
            }
        }
        String reason = blocked.isEmpty() ? Tree.text(candidate, "finishReason") : blocked;
        Finish finish = blocked.isEmpty() ? finish(reason) : Finish.REFUSED;
        return new Reply(
                Tree.text(body, "responseId"),
                Tree.text(body, "modelVersion"),
                text.toString(),
                calls,
                blocks(candidate.path("content").path("parts").values()),
                finish,
                reason,
                finish == Finish.REFUSED ? "Gemini held the answer back: " + reason : "",
                usage(body.path("usageMetadata")),
                body);
    }

    /** A signature has to go back in the very part that it came in; without that of a call, the next request is refused. */
    static List<JsonNode> blocks(Collection<JsonNode> parts) {
        return parts.stream()
                        .anyMatch(part -> !Tree.text(part, "thoughtSignature").isEmpty())
                ? List.copyOf(parts)
                : List.of();
    }

    static ToolCall call(JsonNode part) {
        JsonNode call = part.path("functionCall");
        return new ToolCall(
                Tree.text(call, "id"),
                Tree.text(call, "name"),
                call.path("args").isObject() ? call.path("args").toString() : "{}");
    }

    static Finish finish(String reason) {
        return switch (reason) {
            // a malformed call is an answer that can be asked for anew
            case "STOP", "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL" -> Finish.DONE;
            case "MAX_TOKENS" -> Finish.CUT;
            case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY", "LANGUAGE" ->
                Finish.REFUSED;
            default -> Finish.UNKNOWN;
        };
    }

    /** What a model thought is counted apart by Gemini; here it is output. */
    private static Usage usage(JsonNode usage) {
        return usage.isObject()
                ? Usage.of(
                        Tree.count(usage, "promptTokenCount") + Tree.count(usage, "toolUsePromptTokenCount"),
                        Tree.count(usage, "candidatesTokenCount") + Tree.count(usage, "thoughtsTokenCount"),
                        usage)
                : Usage.UNKNOWN;
    }

    @Override
    public StreamReader reader() {
        return new GeminiReader(this);
    }
}
