package dev.assay.structured.provider;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's chat completions, and the servers that speak the same format with small differences.
 *
 * <p>Source: platform.openai.com/docs/api-reference/chat; docs.mistral.ai/api; docs.vllm.ai, docs.sglang.ai and llama.cpp's
 * {@code tools/server/README.md} for the differences.
 *
 * @param provider the provider's name
 * @param capabilities its row
 * @param limitField the field for the most tokens: OpenAI renamed it, the others did not
 * @param seedField the field for the seed
 * @param anyTool the word that makes the model call some tool
 * @param strict whether {@code strict} is a field that the server knows
 * @param streamUsage whether usage in streams has to be asked for
 */
public record ChatFormat(
        String provider,
        Capabilities capabilities,
        String limitField,
        String seedField,
        String anyTool,
        boolean strict,
        boolean streamUsage)
        implements WireFormat {

    /** OpenAI itself. */
    public static final ChatFormat OPENAI =
            new ChatFormat("openai", Capabilities.OPENAI, "max_completion_tokens", "seed", "required", true, true);

    /** Mistral: {@code any} for a compulsory tool, {@code random_seed}; usage comes in streams unasked. */
    public static final ChatFormat MISTRAL =
            new ChatFormat("mistral_ai", Capabilities.MISTRAL, "max_tokens", "random_seed", "any", true, false);

    /** vLLM. */
    public static final ChatFormat VLLM =
            new ChatFormat("vllm", Capabilities.VLLM, "max_tokens", "seed", "required", true, true);

    /** SGLang. */
    public static final ChatFormat SGLANG =
            new ChatFormat("sglang", Capabilities.SGLANG, "max_tokens", "seed", "required", true, true);

    /** llama.cpp's server. */
    public static final ChatFormat LLAMA_CPP =
            new ChatFormat("llama_cpp", Capabilities.LLAMA_CPP, "max_tokens", "seed", "required", true, true);

    /**
     * Any other server of this format.
     *
     * @param provider its name, as telemetry is to show it
     * @return the format
     */
    public static ChatFormat compatible(String provider) {
        return new ChatFormat(provider, Capabilities.COMPATIBLE, "max_tokens", "seed", "required", false, true);
    }

    @Override
    public String path(String model, boolean stream) {
        return "/chat/completions";
    }

    @Override
    public Map<String, String> headers(String key) {
        return key.isEmpty() ? Map.of() : Map.of("authorization", "Bearer " + key);
    }

    @Override
    public ObjectNode body(String model, Request request, boolean stream) {
        ObjectNode body = Tree.object().put("model", model);
        ArrayNode messages = body.putArray("messages");
        request.turns().forEach(turn -> messages.add(message(turn)));
        output(body, request.output());
        Settings settings = request.settings();
        settings.maxTokens().ifPresent(limit -> body.put(limitField, limit));
        settings.temperature().ifPresent(degree -> body.put("temperature", degree));
        settings.seed().ifPresent(seed -> body.put(seedField, seed));
        if (stream) {
            body.put("stream", true);
            if (streamUsage) {
                body.putObject("stream_options").put("include_usage", true);
            }
        }
        settings.extra().forEach(body::set);
        return body;
    }

    private ObjectNode message(Turn turn) {
        ObjectNode message = Tree.object();
        if (turn instanceof Turn.Instructions instructions) {
            return message.put("role", "system").put("content", instructions.text());
        }
        if (turn instanceof Turn.User user) {
            message.put("role", "user");
            if (user.parts().size() == 1 && user.parts().get(0) instanceof Part.Text text) {
                return message.put("content", text.text());
            }
            ArrayNode content = message.putArray("content");
            user.parts().forEach(part -> content.add(part(part)));
            return message;
        }
        if (turn instanceof Turn.Result result) {
            return message.put("role", "tool")
                    .put("tool_call_id", result.call().id())
                    .put("content", result.text());
        }
        Turn.Assistant said = (Turn.Assistant) turn;
        message.put("role", "assistant");
        if (said.text().isEmpty() && !said.calls().isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", said.text());
        }
        if (!said.calls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            said.calls()
                    .forEach(call -> calls.addObject()
                            .put("id", call.id())
                            .put("type", "function")
                            .putObject("function")
                            .put("name", call.name())
                            .put("arguments", call.arguments()));
        }
        said.blocks().forEach(block -> message.setAll((ObjectNode) block));
        return message;
    }

    private ObjectNode part(Part part) {
        ObjectNode node = Tree.object();
        if (part instanceof Part.Text text) {
            return node.put("type", "text").put("text", text.text());
        }
        Media media = (Media) part;
        String address = media.address().map(Object::toString).orElseGet(media::dataAddress);
        if (media.isImage()) {
            node.put("type", "image_url").putObject("image_url").put("url", address);
            return node;
        }
        if (media.address().isPresent()) {
            // Mistral takes documents by address, OpenAI's chat does not
            if (provider.equals(MISTRAL_NAME)) {
                return node.put("type", "document_url").put("document_url", address);
            }
            throw new IllegalArgumentException(provider + " takes no file by its address in its chat format; found "
                    + address + ". Give the bytes, or use Models.openAiResponses.");
        }
        if (media.mimeType().startsWith("audio/")) {
            node.put("type", "input_audio")
                    .putObject("input_audio")
                    .put("data", media.base64())
                    .put(
                            "format",
                            media.mimeType().equals("audio/mpeg")
                                    ? "mp3"
                                    : media.mimeType().substring(6));
            return node;
        }
        if (provider.equals(MISTRAL_NAME)) {
            throw new IllegalArgumentException(provider + " takes a file by its address only; found the bytes of "
                    + media.mimeType() + ". Give an address with Media.at, or its pages as pictures.");
        }
        node.put("type", "file")
                .putObject("file")
                .put("filename", media.name().isEmpty() ? "file" : media.name())
                .put("file_data", address);
        return node;
    }

    private static final String MISTRAL_NAME = "mistral_ai";

    private void output(ObjectNode body, Output output) {
        if (output instanceof Output.AnyJson) {
            body.putObject("response_format").put("type", "json_object");
        } else if (output instanceof Output.Schema wanted) {
            ObjectNode schema = body.putObject("response_format")
                    .put("type", "json_schema")
                    .putObject("json_schema")
                    .put("name", wanted.name());
            if (!wanted.description().isEmpty()) {
                schema.put("description", wanted.description());
            }
            schema.set("schema", wanted.schema());
            if (strict) {
                schema.put("strict", wanted.strict());
            }
        } else if (output instanceof Output.Tools wanted) {
            tools(body, wanted);
        }
    }

    private void tools(ObjectNode body, Output.Tools wanted) {
        ArrayNode tools = body.putArray("tools");
        for (Tool tool : wanted.tools()) {
            ObjectNode function = tools.addObject().put("type", "function").putObject("function");
            function.put("name", tool.name());
            if (!tool.description().isEmpty()) {
                function.put("description", tool.description());
            }
            function.set("parameters", tool.schema());
            if (strict && tool.strict()) {
                function.put("strict", true);
            }
        }
        List<Tool> all = wanted.tools();
        if (all.size() == 1 && !wanted.several()) {
            body.putObject("tool_choice")
                    .put("type", "function")
                    .putObject("function")
                    .put("name", all.get(0).name());
        } else {
            body.put("tool_choice", anyTool);
        }
        if (strict) {
            body.put("parallel_tool_calls", wanted.several());
        }
    }

    @Override
    public Reply reply(JsonNode body) {
        if (body.has("error") && !body.path("error").isNull()) {
            throw Faults.inStream(provider, body.path("error")); // OpenRouter answers 200 with an error
        }
        JsonNode choice = body.path("choices").path(0);
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            throw Faults.malformed(provider, "choices[0].message", body.toString());
        }
        List<ToolCall> calls = message.path("tool_calls")
                .valueStream()
                .map(call -> new ToolCall(
                        Tree.text(call, "id"),
                        Tree.text(call.path("function"), "name"),
                        arguments(call.path("function").path("arguments"))))
                .toList();
        String reason = Tree.text(choice, "finish_reason");
        String refusal = Tree.text(message, "refusal");
        return new Reply(
                Tree.text(body, "id"),
                Tree.text(body, "model"),
                content(message.path("content")),
                calls,
                blocks(message, !calls.isEmpty()),
                finish(reason, refusal),
                reason,
                refusal,
                usage(body.path("usage")),
                body);
    }

    /**
     * What has to go back beside words and calls: DeepSeek wants the reasoning before calls, and refuses it without any; OpenRouter signs
     * its parts; Mistral has it within the content.
     */
    static List<JsonNode> blocks(JsonNode message, boolean calls) {
        ObjectNode block = Tree.object();
        if (calls && !Tree.text(message, "reasoning_content").isEmpty()) {
            block.set("reasoning_content", message.path("reasoning_content"));
        }
        if (message.path("reasoning_details").isArray()) {
            block.set("reasoning_details", message.path("reasoning_details"));
        }
        if (message.path("content").isArray()) {
            block.set("content", message.path("content"));
        }
        return block.isEmpty() ? List.of() : List.of(block);
    }

    /** Some servers give the arguments as an object instead of as text. */
    static String arguments(JsonNode node) {
        return node.isString() ? node.stringValue() : node.isContainer() ? node.toString() : "";
    }

    /** Mistral gives a list of parts where a model thinks; only its text parts are the answer. */
    static String content(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(Tree.text(part, "text")));
        return text.toString();
    }

    static Finish finish(String reason, String refusal) {
        if (!refusal.isEmpty()) {
            return Finish.REFUSED;
        }
        return switch (reason) {
            case "stop", "tool_calls", "function_call", "eos" -> Finish.DONE;
            case "length", "model_length" -> Finish.CUT;
            case "content_filter" -> Finish.REFUSED;
            default -> Finish.UNKNOWN;
        };
    }

    static Usage usage(JsonNode usage) {
        return usage.isObject()
                ? Usage.of(Tree.count(usage, "prompt_tokens"), Tree.count(usage, "completion_tokens"), usage)
                : Usage.UNKNOWN;
    }

    @Override
    public StreamReader reader() {
        return new ChatReader(provider);
    }
}
