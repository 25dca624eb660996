package dev.assay.structured.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's responses. Nothing is stored at the server. Source: platform.openai.com/docs/api-reference/responses. */
public record ResponsesFormat() implements WireFormat {
    private static final String NAME = "openai";

    @Override
    public String provider() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.OPENAI;
    }

    @Override
    public String path(String model, boolean stream) {
        return "/responses";
    }

    @Override
    public Map<String, String> headers(String key) {
        return key.isEmpty() ? Map.of() : Map.of("authorization", "Bearer " + key);
    }

    @Override
    public ObjectNode body(String model, Request request, boolean stream) {
        ObjectNode body = Tree.object().put("model", model).put("store", false);
        String instructions = request.turns().stream()
                .filter(Turn.Instructions.class::isInstance)
                .map(turn -> ((Turn.Instructions) turn).text())
                .collect(Collectors.joining("\n\n"));
        if (!instructions.isEmpty()) {
            body.put("instructions", instructions);
        }
        ArrayNode input = body.putArray("input");
        request.turns().forEach(turn -> items(input, turn));
        output(body, request.output());
        Settings settings = request.settings();
        // there is no seed in this format
        settings.maxTokens().ifPresent(limit -> body.put("max_output_tokens", limit));
        settings.temperature().ifPresent(degree -> body.put("temperature", degree));
        if (stream) {
            body.put("stream", true);
        }
        if (settings.extra().containsKey("reasoning")) {
            // nothing is stored at the server, so what the model reasoned comes and goes with the requests; others
            // refuse this
            body.putArray("include").add("reasoning.encrypted_content");
        }
        settings.extra().forEach(body::set);
        return body;
    }

    private static void items(ArrayNode input, Turn turn) {
        if (turn instanceof Turn.User user) {
            ArrayNode content = input.addObject().put("role", "user").putArray("content");
            user.parts().forEach(part -> content.add(part(part)));
        } else if (turn instanceof Turn.Assistant said && !said.blocks().isEmpty()) {
            input.addAll(said.blocks());
        } else if (turn instanceof Turn.Assistant said) {
            if (!said.text().isEmpty()) {
                input.addObject()
                        .put("role", "assistant")
                        .putArray("content")
                        .addObject()
                        .put("type", "output_text")
                        .put("text", said.text());
            }
            said.calls()
                    .forEach(call -> input.addObject()
                            .put("type", "function_call")
                            .put("call_id", call.id())
                            .put("name", call.name())
                            .put("arguments", call.arguments()));
        } else if (turn instanceof Turn.Result result) {
            input.addObject()
                    .put("type", "function_call_output")
                    .put("call_id", result.call().id())
                    .put("output", result.text());
        }
    }

    private static ObjectNode part(Part part) {
        ObjectNode node = Tree.object();
        if (part instanceof Part.Text text) {
            return node.put("type", "input_text").put("text", text.text());
        }
        Media media = (Media) part;
        String address = media.address().map(Object::toString).orElseGet(media::dataAddress);
        if (media.isImage()) {
            return node.put("type", "input_image").put("image_url", address);
        }
        node.put("type", "input_file");
        return media.address().isPresent()
                ? node.put("file_url", address)
                : node.put("filename", media.name().isEmpty() ? "file" : media.name())
                        .put("file_data", address);
    }

    private static void output(ObjectNode body, Output output) {
        if (output instanceof Output.AnyJson) {
            body.putObject("text").putObject("format").put("type", "json_object");
        } else if (output instanceof Output.Schema wanted) {
            ObjectNode format = body.putObject("text")
                    .putObject("format")
                    .put("type", "json_schema")
                    .put("name", wanted.name());
            if (!wanted.description().isEmpty()) {
                format.put("description", wanted.description());
            }
            format.put("strict", wanted.strict()).set("schema", wanted.schema());
        } else if (output instanceof Output.Tools wanted) {
            ArrayNode tools = body.putArray("tools");
            for (Tool tool : wanted.tools()) {
                ObjectNode node = tools.addObject().put("type", "function").put("name", tool.name());
                if (!tool.description().isEmpty()) {
                    node.put("description", tool.description());
                }
                node.put("strict", tool.strict()).set("parameters", tool.schema());
            }
            if (wanted.tools().size() == 1 && !wanted.several()) {
                body.putObject("tool_choice")
                        .put("type", "function")
                        .put("name", wanted.tools().get(0).name());
            } else {
                body.put("tool_choice", "required");
            }
            body.put("parallel_tool_calls", wanted.several());
        }
    }

    @Override
    public Reply reply(JsonNode body) {
        if (body.path("error").isObject()) {
            throw Faults.inStream(NAME, body.path("error"));
        }
        if (!body.path("output").isArray()) {
            throw Faults.malformed(NAME, "output[]", body.toString());
        }
        StringBuilder text = new StringBuilder();
        StringBuilder refusal = new StringBuilder();
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode item : body.path("output")) {
            if (Tree.text(item, "type").equals("function_call")) {
                calls.add(new ToolCall(
                        Tree.text(item, "call_id"), Tree.text(item, "name"), Tree.text(item, "arguments")));
            }
            for (JsonNode part : item.path("content")) {
                // the content of reasoning items is no output_text
                switch (Tree.text(part, "type")) {
                    case "output_text" -> text.append(Tree.text(part, "text"));
                    case "refusal" -> refusal.append(Tree.text(part, "refusal"));
                    default -> {}
                }
            }
        }
        String status = Tree.text(body, "status");
        String why = Tree.text(body.path("incomplete_details"), "reason");
        return new Reply(
                Tree.text(body, "id"),
                Tree.text(body, "model"),
                text.toString(),
                calls,
                blocks(body.path("output")),
                finish(status, why, refusal.length() > 0),
                why.isEmpty() ? status : why,
                refusal.toString(),
                usage(body.path("usage")),
                body);
    }

    /** Items of a server that stores nothing can be sent back only with their content. */
    private static List<JsonNode> blocks(JsonNode output) {
        boolean reasons = output.valueStream()
                .anyMatch(item -> !Tree.text(item, "encrypted_content").isEmpty());
        return reasons
                ? output.valueStream()
                        .filter(item -> !Tree.text(item, "type").equals("reasoning")
                                || !Tree.text(item, "encrypted_content").isEmpty())
                        .toList()
                : List.of();
    }

    private static Finish finish(String status, String why, boolean refused) {
        if (refused || why.equals("content_filter")) {
            return Finish.REFUSED;
        }
        return switch (status) {
            case "completed" -> Finish.DONE;
            case "incomplete" -> Finish.CUT;
            default -> Finish.UNKNOWN;
        };
    }

    private static Usage usage(JsonNode usage) {
        return usage.isObject()
                ? Usage.of(Tree.count(usage, "input_tokens"), Tree.count(usage, "output_tokens"), usage)
                : Usage.UNKNOWN;
    }

    @Override
    public StreamReader reader() {
        return new ResponsesReader(this);
    }
}
