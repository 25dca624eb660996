package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * LangSmith's SDKs with OTLP as their transport: names of the GenAI convention, the request and the response of a run as one
 * JSON text each. The kind of the run counts, because a retriever calls its operation {@code embeddings}.
 */
final class LangSmith implements Dialect {

    private static final String METADATA = "langsmith.metadata.";

    private static final FieldTable FIELDS = new FieldTable()
            .text(TextField.PROVIDER, METADATA + "ls_provider")
            .text(TextField.REQUEST_MODEL, "gen_ai.request.model", METADATA + "ls_model_name")
            .text(
                    TextField.SESSION,
                    METADATA + "session_id",
                    METADATA + "thread_id",
                    METADATA + "conversation_id",
                    "session.id")
            .text(TextField.USER, METADATA + "user_id", "user.id")
            .text(TextField.PROMPT_NAME, METADATA + "lc_hub_repo")
            .text(TextField.PROMPT_VERSION, METADATA + "lc_hub_commit_hash")
            .tags("langsmith.span.tags")
            .then(OtelGenAi.FIELDS)
            .metadataPrefixes(METADATA);

    private static final List<String> USAGES = List.of("langsmith.usage_metadata", METADATA + "usage_metadata");

    @Override
    public String name() {
        return "langsmith";
    }

    @Override
    public boolean wrote(SpanSource source) {
        return source.attributes().has("langsmith.span.kind") || source.scope().equals("langsmith");
    }

    @Override
    public void read(SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        Optional<JsonNode> usage = usage(attributes);
        attributes.removeIfText("gen_ai.completion", "{\"output\":null}"); // nothing came out
        String system = attributes.text("gen_ai.system");
        if (system.equals("langchain")) {
            attributes.remove("gen_ai.system"); // the framework, not who was called
        }
        FIELDS.fill(attributes, span);
        if (system.equals("langchain")) {
            attributes.put("gen_ai.system", system);
        }
        span.kind = kind(attributes.text("langsmith.span.kind"));
        usage.ifPresent(node -> readDetails(node, span));
        readContent(attributes, span);
        ContentEvents.take(source, span);
    }

    private static SpanKind kind(String kind) {
        return switch (kind) {
            case "llm" -> SpanKind.LLM;
            case "embedding" -> SpanKind.EMBEDDING;
            case "retriever" -> SpanKind.RETRIEVAL;
            case "tool" -> SpanKind.TOOL;
            case "chain", "prompt", "parser" -> SpanKind.CHAIN;
            default -> SpanKind.OTHER;
        };
    }

    private static void readContent(Attributes attributes, SpanBuilder span) {
        Json input = Contents.json(attributes, "gen_ai.prompt");
        Json output = JsonObjects.onlyValue(Contents.json(attributes, "gen_ai.completion"), "output");
        switch (span.kind) {
            case TOOL -> {
                String name = attributes.take("gen_ai.tool.name");
                Contents.toolCall(span, "", name.isEmpty() ? span.name : name, input, output);
                attributes.remove("gen_ai.prompt");
                attributes.remove("gen_ai.completion");
            }
            case RETRIEVAL -> {
                Contents.retrieval(span, JsonObjects.query(input), JsonObjects.onlyValue(output, "documents"));
                attributes.remove("gen_ai.completion");
                if (JsonObjects.isOnly(input)) {
                    attributes.remove("gen_ai.prompt");
                }
            }
            case EMBEDDING -> Contents.takeInput(attributes, "gen_ai.prompt", span);
            case LLM -> {
                WholeValues.take(attributes, "gen_ai.prompt", span, true);
                WholeValues.take(attributes, "gen_ai.completion", span, false);
            }
            default -> {
                Contents.takeInput(attributes, "gen_ai.prompt", span);
                if (!output.isAbsent() && span.output.isEmpty()) {
                    attributes.put("gen_ai.completion", JsonObjects.text(output));
                    Contents.takeOutput(attributes, "gen_ai.completion", span);
                }
            }
        }
    }

    /** Which of the two names is used depends on the version. */
    private static Optional<JsonNode> usage(Attributes attributes) {
        for (String key : USAGES) {
            if (attributes.has(key)) {
                return Trees.parse(attributes.text(key)).filter(JsonNode::isObject);
            }
        }
        return Optional.empty();
    }

    /** LangChain's counts include their parts. */
    private static void readDetails(JsonNode usage, SpanBuilder span) {
        JsonNode input = usage.path("input_token_details");
        JsonNode output = usage.path("output_token_details");
        Usage known = span.usage;
        span.usage = new Usage(
                known(known.inputTokens(), usage.path("input_tokens")),
                known(known.outputTokens(), usage.path("output_tokens")),
                known(known.cacheReadTokens(), input.path("cache_read")),
                known(known.cacheWriteTokens(), input.path("cache_creation")),
                known(known.reasoningTokens(), output.path("reasoning")));
    }

    private static OptionalLong known(OptionalLong known, JsonNode otherwise) {
        return known.isPresent() ? known : JsonObjects.count(otherwise);
    }
}
