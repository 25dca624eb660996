package dev.assay.server.ingest.dialect;

import static dev.assay.server.ingest.dialect.CountField.CACHE_READ;
import static dev.assay.server.ingest.dialect.CountField.CACHE_WRITE;
import static dev.assay.server.ingest.dialect.CountField.INPUT;
import static dev.assay.server.ingest.dialect.CountField.OUTPUT;
import static dev.assay.server.ingest.dialect.CountField.REASONING;
import static dev.assay.server.ingest.dialect.TextField.OPERATION;
import static dev.assay.server.ingest.dialect.TextField.PROMPT_NAME;
import static dev.assay.server.ingest.dialect.TextField.PROMPT_VERSION;
import static dev.assay.server.ingest.dialect.TextField.PROVIDER;
import static dev.assay.server.ingest.dialect.TextField.REQUEST_MODEL;
import static dev.assay.server.ingest.dialect.TextField.RESPONSE_ID;
import static dev.assay.server.ingest.dialect.TextField.RESPONSE_MODEL;
import static dev.assay.server.ingest.dialect.TextField.SESSION;

import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;

/** The GenAI convention of OpenTelemetry, with the names that it had before. Others build on it. */
final class OtelGenAi implements Dialect {

    static final FieldTable FIELDS = new FieldTable()
            .text(OPERATION, "gen_ai.operation.name")
            .text(PROVIDER, "gen_ai.provider.name", "gen_ai.system")
            .text(REQUEST_MODEL, "gen_ai.request.model")
            .text(RESPONSE_MODEL, "gen_ai.response.model")
            .text(RESPONSE_ID, "gen_ai.response.id")
            .text(SESSION, "gen_ai.conversation.id")
            .text(PROMPT_NAME, "gen_ai.prompt.name")
            .text(PROMPT_VERSION, "gen_ai.prompt.version")
            .count(INPUT, "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens")
            .count(OUTPUT, "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens")
            .count(CACHE_READ, "gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens")
            .count(
                    CACHE_WRITE,
                    "gen_ai.usage.cache_write.input_tokens",
                    "gen_ai.usage.cache_creation.input_tokens",
                    "gen_ai.usage.cache_creation_input_tokens")
            .count(REASONING, "gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens")
            .finishReasons("gen_ai.response.finish_reasons")
            .cost("gen_ai.usage.cost");

    @Override
    public String name() {
        return "otel-genai";
    }

    @Override
    public boolean wrote(SpanSource source) {
        return source.attributes().has("gen_ai.operation.name")
                || source.attributes().hasPrefix("gen_ai.");
    }

    @Override
    public void read(SpanSource source, SpanBuilder span) {
        FIELDS.fill(source.attributes(), span);
        readContent(source, span);
    }

    /** Kind and content; the fields are filled. */
    static void readContent(SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        span.kind = kind(span);
        Contents.takeInstructions(attributes, "gen_ai.system_instructions", span);
        Contents.takeInput(attributes, "gen_ai.input.messages", span);
        Contents.takeOutput(attributes, "gen_ai.output.messages", span);
        Contents.takeTools(attributes, "gen_ai.tool.definitions", span);
        switch (span.kind) {
            case TOOL ->
                Contents.toolCall(
                        span,
                        attributes.take("gen_ai.tool.call.id"),
                        attributes.take("gen_ai.tool.name"),
                        Contents.takeJson(attributes, "gen_ai.tool.call.arguments"),
                        Contents.takeJson(attributes, "gen_ai.tool.call.result"));
            case RETRIEVAL ->
                Contents.retrieval(
                        span,
                        attributes.take("gen_ai.retrieval.query.text"),
                        Contents.takeJson(attributes, "gen_ai.retrieval.documents"));
            default -> {
                // what servers and older clients wrote: the request and the response as they stand
                Contents.takeInput(attributes, "gen_ai.prompt", span);
                Contents.takeOutput(attributes, "gen_ai.completion", span);
            }
        }
        ContentEvents.take(source, span);
    }

    private static SpanKind kind(SpanBuilder span) {
        return switch (span.operation) {
            case "chat", "generate_content", "text_completion", "completion", "image", "responses" -> SpanKind.LLM;
            case "embeddings", "embedding" -> SpanKind.EMBEDDING;
            case "retrieval", "rerank", "search_memory" -> SpanKind.RETRIEVAL;
            case "execute_tool" -> SpanKind.TOOL;
            case "create_agent", "invoke_agent" -> SpanKind.AGENT;
            case "invoke_workflow", "plan", "agent_step", "framework" -> SpanKind.CHAIN;
            // an older client that names a model and what it used, but no operation
            case "" -> !span.requestModel.isEmpty() && span.usage.isKnown() ? SpanKind.LLM : SpanKind.OTHER;
            default -> SpanKind.OTHER;
        };
    }
}
