package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Usage;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Vercel's AI SDK up to 6. Every call is two spans that tell the same usage: the outer one, which may hold several steps and
 * calls of tools, is a chain; the inner one is the call of the model.
 */
final class AiSdk implements Dialect {

    private static final String METADATA = "ai.telemetry.metadata.";

    private static final FieldTable FIELDS = new FieldTable()
            .text(TextField.OPERATION, "ai.operationId")
            .text(TextField.PROVIDER, "ai.model.provider", "gen_ai.system")
            .text(TextField.REQUEST_MODEL, "ai.model.id", "gen_ai.request.model")
            .text(TextField.RESPONSE_MODEL, "ai.response.model", "gen_ai.response.model")
            .text(TextField.RESPONSE_ID, "ai.response.id", "gen_ai.response.id")
            .text(TextField.SESSION, METADATA + "sessionId", METADATA + "session_id", METADATA + "session.id")
            .text(TextField.USER, METADATA + "userId", METADATA + "user_id", METADATA + "user.id")
            .count(
                    CountField.INPUT,
                    "ai.usage.inputTokens",
                    "ai.usage.promptTokens",
                    "ai.usage.tokens",
                    "gen_ai.usage.input_tokens",
                    "gen_ai.usage.prompt_tokens")
            .count(
                    CountField.OUTPUT,
                    "ai.usage.outputTokens",
                    "ai.usage.completionTokens",
                    "gen_ai.usage.output_tokens",
                    "gen_ai.usage.completion_tokens")
            .count(CountField.CACHE_READ, "ai.usage.inputTokenDetails.cacheReadTokens", "ai.usage.cachedInputTokens")
            .count(CountField.CACHE_WRITE, "ai.usage.inputTokenDetails.cacheWriteTokens")
            .count(CountField.REASONING, "ai.usage.outputTokenDetails.reasoningTokens", "ai.usage.reasoningTokens")
            .finishReasons("ai.response.finishReason", "ai.finishReason", "gen_ai.response.finish_reasons")
            .tags(METADATA + "tags")
            .metadataPrefixes(METADATA);

    @Override
    public String name() {
        return "ai-sdk";
    }

    @Override
    public boolean wrote(SpanSource source) {
        return source.attributes().has("ai.operationId");
    }

    @Override
    public void read(SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        readPrompt(attributes, span);
        FIELDS.fill(attributes, span);
        span.usage = withCache(attributes, span.usage);
        span.kind = kind(span.operation);
        if (span.kind == SpanKind.TOOL) {
            Contents.toolCall(
                    span,
                    attributes.take("ai.toolCall.id"),
                    attributes.take("ai.toolCall.name"),
                    Contents.takeJson(attributes, "ai.toolCall.args"),
                    Contents.takeJson(attributes, "ai.toolCall.result"));
            return;
        }
        Contents.takeInput(attributes, "ai.prompt.messages", span);
        Contents.takeInput(attributes, "ai.prompt", span);
        readTexts(attributes, span);
        readOutput(attributes, span);
        Contents.takeTools(attributes, "ai.prompt.tools", span);
    }

    private static SpanKind kind(String operation) {
        return switch (operation) {
            case "ai.generateText.doGenerate",
                    "ai.streamText.doStream",
                    "ai.generateObject.doGenerate",
                    "ai.streamObject.doStream" -> SpanKind.LLM;
            case "ai.embed.doEmbed", "ai.embedMany.doEmbed" -> SpanKind.EMBEDDING;
            case "ai.rerank.doRerank" -> SpanKind.RETRIEVAL;
            case "ai.toolCall" -> SpanKind.TOOL;
            default -> SpanKind.CHAIN;
        };
    }

    /** Up to 5, what Anthropic counts as input is without the cache, and only its metadata tell what that did. */
    private static Usage withCache(Attributes attributes, Usage told) {
        String metadata = attributes.text("ai.response.providerMetadata");
        if (!metadata.contains("\"cache_read_input_tokens\"")) {
            return told;
        }
        JsonNode counted = Trees.parse(metadata)
                .map(tree -> tree.path("anthropic").path("usage"))
                .orElse(Trees.object());
        OptionalLong read = count(counted, "cache_read_input_tokens");
        OptionalLong written = count(counted, "cache_creation_input_tokens");
        long cached = read.orElse(0) + written.orElse(0);
        if (cached <= 0 || !told.inputTokens().equals(count(counted, "input_tokens"))) {
            return told;
        }
        return new Usage(
                OptionalLong.of(told.inputTokens().orElseThrow() + cached),
                told.outputTokens(),
                read,
                written,
                told.reasoningTokens());
    }

    private static OptionalLong count(JsonNode counted, String name) {
        JsonNode count = counted.path(name);
        return count.canConvertToLong() ? OptionalLong.of(count.longValue()) : OptionalLong.empty();
    }

    /** Langfuse's prompts ride in the metadata. */
    private static void readPrompt(Attributes attributes, SpanBuilder span) {
        String key = METADATA + "langfusePrompt";
        if (!attributes.has(key)) {
            return;
        }
        Trees.parse(Contents.json(attributes, key).text()).ifPresent(prompt -> {
            span.promptName = prompt.path("name").asString("");
            span.promptVersion = prompt.path("version").asString("");
        });
    }

    /** What is embedded is JSON: each text in quotes. */
    static void readTexts(Attributes attributes, SpanBuilder span) {
        Contents.takeInput(attributes, "ai.value", span);
        @Nullable AnyValue values = attributes.get("ai.values");
        if (values == null || !span.input.isEmpty()) {
            return;
        }
        List<Part> texts = new ArrayList<>();
        for (AnyValue value : values.getArrayValue().getValuesList()) {
            Contents.read(value, "user").messages().forEach(message -> texts.addAll(message.parts()));
        }
        span.input = List.of(new Message("user", "", texts));
        attributes.remove("ai.values");
    }

    private static void readOutput(Attributes attributes, SpanBuilder span) {
        List<Part> parts = new ArrayList<>();
        String reasoning = attributes.take("ai.response.reasoning");
        if (!reasoning.isEmpty()) {
            parts.add(new Part.Reasoning(reasoning));
        }
        for (String key : List.of("ai.response.text", "ai.result.text", "ai.response.object", "ai.result.object")) {
            String text = attributes.take(key);
            if (!text.isEmpty()) {
                parts.add(new Part.Text(text));
            }
        }
        for (String key : List.of("ai.response.toolCalls", "ai.result.toolCalls")) {
            parts.addAll(toolCalls(attributes, key));
        }
        if (!parts.isEmpty()) {
            span.output = List.of(new Message("assistant", "", parts));
        }
    }

    private static List<Part> toolCalls(Attributes attributes, String key) {
        Json calls = Contents.json(attributes, key);
        List<Part> parts = Trees.parse(calls.text()).map(ChatForms::toolCalls).orElse(List.of());
        if (!parts.isEmpty()) {
            attributes.remove(key);
        }
        return parts;
    }
}
