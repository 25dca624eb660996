package dev.assay.structured.provider;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Anthropic's messages. Source: platform.claude.com/docs/en/api/messages and .../build-with-claude/structured-outputs.
 *
 * <p>It speaks the version of 2023-06-01. That of 2026-10-21 takes no temperature.
 *
 * @param defaultLimit the most tokens of an answer where none is set: Anthropic wants one in every request
 */
public record AnthropicFormat(int defaultLimit) implements WireFormat {
    private static final String NAME = "anthropic";

    @Override
    public String provider() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.ANTHROPIC;
    }

    @Override
    public String path(String model, boolean stream) {
        return "/v1/messages";
    }

    @Override
    public Map<String, String> headers(String key) {
        return key.isEmpty()
                ? Map.of("anthropic-version", "2023-06-01")
                : Map.of("anthropic-version", "2023-06-01", "x-api-key", key);
    }

    @Override
    public ObjectNode body(String model, Request request, boolean stream) {
        ObjectNode body = Tree.object()
                .put("model", model)
                .put("max_tokens", request.settings().maxTokens().orElse(defaultLimit));
        String system = request.turns().stream()
                .filter(Turn.Instructions.class::isInstance)
                .map(turn -> ((Turn.Instructions) turn).text())
                .collect(Collectors.joining("\n\n"));
        if (!system.isEmpty()) {
            body.put("system", system);
        }
        messages(body.putArray("messages"), request.turns());
        output(body, request.output());
        request.settings().temperature().ifPresent(degree -> body.put("temperature", degree));
        if (stream) {
            body.put("stream", true);
        }
        request.settings().extra().forEach(body::set);
        return body;
    }

    /** All results of one turn's calls have to stand in one message, so neighbours of the same role become one. */
    private static void messages(ArrayNode messages, List<Turn> turns) {
        String role = "";
        ArrayNode content = Tree.array();
        for (Turn turn : turns) {
            if (turn instanceof Turn.Instructions) {
                continue;
            }
            String next = turn instanceof Turn.Assistant ? "assistant" : "user";
            if (!next.equals(role)) {
                content = messages.addObject().put("role", next).putArray("content");
                role = next;
            }
            if (turn instanceof Turn.User user) {
                ArrayNode into = content;
                user.parts().forEach(part -> into.add(part(part)));
            } else if (turn instanceof Turn.Result result) {
                ObjectNode block = content.addObject()
                        .put("type", "tool_result")
                        .put("tool_use_id", result.call().id())
                        .put("content", result.text());
                if (result.failed()) {
                    block.put("is_error", true);
                }
            } else if (turn instanceof Turn.Assistant said && !said.blocks().isEmpty()) {
                content.addAll(said.blocks());
            } else if (turn instanceof Turn.Assistant said) {
                if (!said.text().isBlank()) {
                    content.addObject().put("type", "text").put("text", said.text());
                }
                for (ToolCall call : said.calls()) {
                    content.addObject()
                            .put("type", "tool_use")
                            .put("id", call.id())
                            .put("name", call.name())
                            .set("input", Tree.objectOf(call.arguments(), "unreadable"));
                }
                if (content.isEmpty()) {
                    // blocks of text must not be empty
                    content.addObject().put("type", "text").put("text", "(no answer)");
                }
            }
        }
    }

    private static ObjectNode part(Part part) {
        ObjectNode block = Tree.object();
        if (part instanceof Part.Text text) {
            return block.put("type", "text").put("text", text.text());
        }
        Media media = (Media) part;
        if (media.mimeType().startsWith("audio/")) {
            throw new IllegalArgumentException("Anthropic takes pictures and documents, but no sound; found "
                    + media.mimeType() + ". Send its transcript as text.");
        }
        block.put("type", media.isImage() ? "image" : "document");
        ObjectNode source = block.putObject("source");
        if (media.address().isPresent()) {
            source.put("type", "url").put("url", media.address().get().toString());
        } else if (media.mimeType().startsWith("text/")) {
            // in base64 it takes PDF alone
            source.put("type", "text")
                    .put("media_type", "text/plain")
                    .put("data", new String(Base64.getDecoder().decode(media.base64()), StandardCharsets.UTF_8));
        } else {
            source.put("type", "base64").put("media_type", media.mimeType()).put("data", media.base64());
        }
        if (!media.isImage() && !media.name().isEmpty()) {
            block.put("title", media.name());
        }
        return block;
    }

    private static void output(ObjectNode body, Output output) {
        if (output instanceof Output.Schema wanted) {
            body.putObject("output_config")
                    .putObject("format")
                    .put("type", "json_schema")
                    .set("schema", wanted.schema());
        } else if (output instanceof Output.Tools wanted) {
            ArrayNode tools = body.putArray("tools");
            for (Tool tool : wanted.tools()) {
                ObjectNode node = tools.addObject().put("name", tool.name());
                if (!tool.description().isEmpty()) {
                    node.put("description", tool.description());
                }
                node.set("input_schema", tool.schema());
                if (tool.strict()) {
                    node.put("strict", true);
                }
            }
            ObjectNode choice = body.putObject("tool_choice");
            if (wanted.tools().size() == 1) {
                choice.put("type", "tool").put("name", wanted.tools().get(0).name());
            } else {
                choice.put("type", "any");
            }
            choice.put("disable_parallel_tool_use", !wanted.several());
        } else if (output instanceof Output.AnyJson) {
            throw new IllegalArgumentException(
                    "Anthropic has no JSON mode without a schema; Mode.NATIVE, TOOL or PROMPT can be asked for.");
        }
    }

    @Override
    public Reply reply(JsonNode body) {
        if (!body.path("content").isArray()) {
            throw Faults.malformed(NAME, "content[]", body.toString());
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode block : body.path("content")) {
            if (Tree.text(block, "type").equals("text")) {
                text.append(Tree.text(block, "text"));
            }
        }
        List<ToolCall> calls = body.path("content")
                .valueStream()
                .filter(block -> Tree.text(block, "type").equals("tool_use"))
                .map(block -> new ToolCall(
                        Tree.text(block, "id"),
                        Tree.text(block, "name"),
                        block.path("input").toString()))
                .toList();
        String reason = Tree.text(body, "stop_reason");
        return new Reply(
                Tree.text(body, "id"),
                Tree.text(body, "model"),
                text.toString(),
                calls,
                blocks(body.path("content").values()),
                finish(reason),
                reason,
                reason.equals("refusal") ? refusal(text.toString()) : "",
                usage(body.path("usage")),
                body);
    }

    /** Thinking has to go back with its signature, where it stood; texts that are empty are refused when they come back. */
    static List<JsonNode> blocks(Collection<JsonNode> content) {
        boolean thinks = content.stream()
                .anyMatch(block -> Tree.text(block, "type").equals("redacted_thinking")
                        || !Tree.text(block, "signature").isEmpty());
        return thinks
                ? content.stream()
                        .filter(block -> !Tree.text(block, "type").equals("text")
                                || !Tree.text(block, "text").isBlank())
                        .toList()
                : List.of();
    }

    static String refusal(String text) {
        return text.isBlank() ? "The model refused without a word." : text;
    }

    static Finish finish(String reason) {
        return switch (reason) {
            case "end_turn", "tool_use", "stop_sequence" -> Finish.DONE;
            case "max_tokens", "model_context_window_exceeded", "pause_turn" -> Finish.CUT;
            case "refusal" -> Finish.REFUSED;
            default -> Finish.UNKNOWN;
        };
    }

    /** Anthropic's input count leaves cached tokens out; here they are in. */
    static Usage usage(JsonNode usage) {
        return usage.isObject()
                ? Usage.of(
                        Tree.count(usage, "input_tokens")
                                + Tree.count(usage, "cache_creation_input_tokens")
                                + Tree.count(usage, "cache_read_input_tokens"),
                        Tree.count(usage, "output_tokens"),
                        usage)
                : Usage.UNKNOWN;
    }

    @Override
    public StreamReader reader() {
        return new AnthropicReader();
    }
}
