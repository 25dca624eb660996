package dev.assay.server.ingest.dialect;

import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Langfuse's SDKs from version 4 on, and spans of others that their applications gave Langfuse's attributes. */
final class Langfuse implements Dialect {

    private static final FieldTable FIELDS = new FieldTable()
            .text(TextField.OPERATION, "langfuse.observation.type")
            .text(TextField.REQUEST_MODEL, "langfuse.observation.model.name")
            .text(TextField.PROMPT_NAME, "langfuse.observation.prompt.name")
            .text(TextField.PROMPT_VERSION, "langfuse.observation.prompt.version")
            .metadata("langfuse.observation.metadata", "langfuse.trace.metadata")
            .metadataPrefixes("langfuse.observation.metadata.", "langfuse.trace.metadata.")
            .then(OtelGenAi.FIELDS);

    @Override
    public String name() {
        return "langfuse";
    }

    @Override
    public boolean wrote(SpanSource source) {
        return source.attributes().has("langfuse.observation.type")
                || source.scope().equals("langfuse-sdk");
    }

    @Override
    public void read(SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        attributes.keys("langfuse.observation.metadata.").forEach(attributes::unquote);
        attributes.keys("langfuse.trace.metadata.").forEach(attributes::unquote);
        FIELDS.fill(attributes, span);
        span.kind = kind(span.operation);
        readUsage(attributes, span);
        readCost(attributes, span);
        if (attributes.text("langfuse.observation.level").equals("ERROR")) {
            span.status = Status.ERROR;
            span.errorMessage = attributes.take("langfuse.observation.status_message");
        }
        if (span.kind == SpanKind.TOOL) {
            Contents.toolCall(
                    span,
                    "",
                    span.name,
                    Contents.takeJson(attributes, "langfuse.observation.input"),
                    Contents.takeJson(attributes, "langfuse.observation.output"));
        }
        readTools(attributes, span);
        Contents.takeInput(attributes, "langfuse.observation.input", span);
        Contents.takeOutput(attributes, "langfuse.observation.output", span);
        readFinishReason(span);
        Contents.takeInput(attributes, "langfuse.trace.input", span);
        Contents.takeOutput(attributes, "langfuse.trace.output", span);
    }

    private static SpanKind kind(String type) {
        return switch (type) {
            case "generation" -> SpanKind.LLM;
            case "embedding" -> SpanKind.EMBEDDING;
            case "retriever" -> SpanKind.RETRIEVAL;
            case "tool" -> SpanKind.TOOL;
            case "agent" -> SpanKind.AGENT;
            case "chain", "span" -> SpanKind.CHAIN;
            case "guardrail" -> SpanKind.GUARDRAIL;
            case "evaluator" -> SpanKind.EVALUATOR;
            default -> SpanKind.OTHER;
        };
    }

    /**
     * Langfuse counts each kind of token once, so what was read from a cache is beside {@code input}. Where the total shows
     * that the parts are in it, or the names are OpenAI's, they are.
     */
    private static void readUsage(Attributes attributes, SpanBuilder span) {
        Optional<JsonNode> details = Trees.parse(attributes.text("langfuse.observation.usage_details"));
        if (details.isEmpty()) {
            return;
        }
        JsonNode usage = flat(details.get());
        OptionalLong input = count(usage, "input", "prompt_tokens", "input_tokens");
        OptionalLong output = count(usage, "output", "completion_tokens", "output_tokens");
        OptionalLong total = count(usage, "total", "total_tokens");
        OptionalLong cacheRead =
                count(usage, "input_cached_tokens", "cache_read_input_tokens", "input_cache_read", "cached_tokens");
        OptionalLong cacheWrite =
                count(usage, "input_cache_creation", "cache_creation_input_tokens", "input_cache_write");
        OptionalLong reasoning = count(usage, "output_reasoning_tokens", "output_reasoning", "reasoning_tokens");
        boolean inclusive = usage.has("prompt_tokens")
                || (total.isPresent() && total.getAsLong() == input.orElse(0) + output.orElse(0));
        span.usage = new Usage(
                inclusive ? input : plus(input, cacheRead, cacheWrite),
                inclusive ? output : plus(output, reasoning),
                cacheRead,
                cacheWrite,
                reasoning);
        attributes.remove("langfuse.observation.usage_details");
    }

    /** The counts as OpenAI writes them have their parts in objects of their own. */
    private static JsonNode flat(JsonNode details) {
        for (String parts : List.of(
                "prompt_tokens_details",
                "completion_tokens_details",
                "input_tokens_details",
                "output_tokens_details")) {
            if (details instanceof ObjectNode object && object.remove(parts) instanceof ObjectNode nested) {
                object.setAll(nested);
            }
        }
        return details;
    }

    private static OptionalLong count(JsonNode usage, String... names) {
        for (String name : names) {
            if (usage.path(name).isNumber()) {
                return Values.count(Values.of(usage.path(name).asString("")));
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong plus(OptionalLong whole, OptionalLong... parts) {
        if (whole.isEmpty()) {
            return whole;
        }
        long sum = whole.getAsLong();
        for (OptionalLong part : parts) {
            sum += part.orElse(0);
        }
        return OptionalLong.of(sum);
    }

    /** The tools are in the request, beside its messages. */
    private static void readTools(Attributes attributes, SpanBuilder span) {
        String input = attributes.text("langfuse.observation.input");
        if (span.kind != SpanKind.LLM || !input.startsWith("{") || !input.contains("\"tools\"")) {
            return;
        }
        Trees.parse(input)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .ifPresent(request -> {
                    if (request.path("tools").isArray() && span.tools.isAbsent()) {
                        span.tools = Trees.json(request.remove("tools"));
                        WholeValues.take(attributes, "langfuse.observation.input", request, span, true);
                    }
                });
    }

    /** Of a stream it stands in the metadata. */
    private static void readFinishReason(SpanBuilder span) {
        if (span.finishReasons.isEmpty() && !span.metadata.isAbsent()) {
            Trees.parse(span.metadata.text())
                    .map(metadata -> metadata.path("finish_reason").asString(""))
                    .filter(reason -> !reason.isEmpty())
                    .ifPresent(reason -> span.finishReasons = List.of(FinishReasons.normalised(reason)));
        }
    }

    private static void readCost(Attributes attributes, SpanBuilder span) {
        Trees.parse(attributes.text("langfuse.observation.cost_details")).ifPresent(cost -> {
            OptionalDouble total = Values.number(cost.path("total").asString(""));
            if (total.isPresent()) {
                span.costUsd = total;
            }
        });
    }
}
