package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Usage;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** MLflow's tracing. Every attribute is JSON, so a plain word stands in quotes. */
final class MlFlow implements Dialect {

    private static final FieldTable FIELDS = new FieldTable()
            .text(TextField.OPERATION, "mlflow.spanType")
            .text(TextField.PROVIDER, "mlflow.llm.provider")
            .text(TextField.REQUEST_MODEL, "model")
            .text(TextField.SESSION, "mlflow.trace.session", "session.id")
            .text(TextField.USER, "mlflow.trace.user", "user.id")
            .metadataPrefixes("mlflow.traceTag.")
            .then(OtelGenAi.FIELDS);

    /** The words that are read. */
    private static final List<String> WORDS = List.of(
            "mlflow.spanType",
            "mlflow.llm.provider",
            "mlflow.llm.model",
            "model",
            "mlflow.trace.session",
            "mlflow.trace.user");

    @Override
    public String name() {
        return "mlflow";
    }

    @Override
    public boolean wrote(SpanSource source) {
        return source.attributes().has("mlflow.spanType") || source.attributes().has("mlflow.spanInputs");
    }

    @Override
    public void read(SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        WORDS.forEach(attributes::unquote);
        attributes.keys("mlflow.traceTag.").forEach(attributes::unquote);
        FIELDS.fill(attributes, span);
        span.kind = kind(span.operation);
        readModel(attributes, span);
        readUsage(attributes, span);
        readPrompt(attributes, span);
        Contents.takeTools(attributes, "mlflow.chat.tools", span);
        switch (span.kind) {
            case TOOL -> {
                attributes.unquote("mlflow.spanOutputs");
                Contents.toolCall(
                        span,
                        "",
                        span.name,
                        Contents.takeJson(attributes, "mlflow.spanInputs"),
                        Contents.takeJson(attributes, "mlflow.spanOutputs"));
            }
            case RETRIEVAL -> {
                Json arguments = Contents.json(attributes, "mlflow.spanInputs");
                Contents.retrieval(
                        span, JsonObjects.query(arguments), Contents.takeJson(attributes, "mlflow.spanOutputs"));
                if (JsonObjects.isOnly(arguments)) {
                    attributes.remove("mlflow.spanInputs");
                }
            }
            case EMBEDDING -> WholeValues.take(attributes, "mlflow.spanInputs", span, true);
            default -> {
                WholeValues.take(attributes, "mlflow.spanInputs", span, true);
                WholeValues.take(attributes, "mlflow.spanOutputs", span, false);
            }
        }
        ContentEvents.take(source, span);
    }

    private static SpanKind kind(String type) {
        return switch (type) {
            case "LLM", "CHAT_MODEL" -> SpanKind.LLM;
            case "EMBEDDING" -> SpanKind.EMBEDDING;
            case "RETRIEVER", "RERANKER" -> SpanKind.RETRIEVAL;
            case "TOOL" -> SpanKind.TOOL;
            case "AGENT" -> SpanKind.AGENT;
            case "CHAIN", "PARSER", "WORKFLOW", "TASK" -> SpanKind.CHAIN;
            case "GUARDRAIL" -> SpanKind.GUARDRAIL;
            case "EVALUATOR" -> SpanKind.EVALUATOR;
            default -> SpanKind.OTHER;
        };
    }

    /** The one that answered, where the integration looked at the answer, else the one asked for. */
    private static void readModel(Attributes attributes, SpanBuilder span) {
        String model = attributes.take("mlflow.llm.model");
        if (span.requestModel.isEmpty()) {
            span.requestModel = model;
        } else if (!model.equals(span.requestModel)) {
            span.responseModel = model;
        }
    }

    private static void readUsage(Attributes attributes, SpanBuilder span) {
        Trees.parse(attributes.text("mlflow.chat.tokenUsage"))
                .filter(JsonNode::isObject)
                .ifPresent(usage -> {
                    span.usage = new Usage(
                            JsonObjects.count(usage.path("input_tokens")),
                            JsonObjects.count(usage.path("output_tokens")),
                            JsonObjects.count(usage.path("cache_read_input_tokens")),
                            JsonObjects.count(usage.path("cache_creation_input_tokens")),
                            JsonObjects.count(usage.path("reasoning_output_tokens")));
                    attributes.remove("mlflow.chat.tokenUsage");
                });
        Trees.parse(attributes.text("mlflow.llm.cost"))
                .map(cost -> Values.number(cost.path("total_cost").asString("")))
                .filter(cost -> cost.isPresent())
                .ifPresent(cost -> span.costUsd = cost);
    }

    private static void readPrompt(Attributes attributes, SpanBuilder span) {
        Optional<JsonNode> prompts = Trees.parse(attributes.text("mlflow.linkedPrompts"));
        prompts.map(list -> list.path(0)).ifPresent(prompt -> {
            span.promptName = prompt.path("name").asString("");
            span.promptVersion = prompt.path("version").asString("");
        });
    }
}
