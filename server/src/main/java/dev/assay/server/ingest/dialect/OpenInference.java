package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.store.json.MessageJson.Reading;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** OpenInference, the convention of Arize Phoenix: messages flattened into keys, the request and response beside them. */
final class OpenInference implements Dialect {

    private static final FieldTable FIELDS = new FieldTable()
            .text(TextField.OPERATION, "openinference.span.kind")
            .text(TextField.PROVIDER, "llm.provider", "llm.system")
            .text(TextField.REQUEST_MODEL, "llm.request.model_name", "embedding.model_name", "reranker.model_name")
            .text(TextField.RESPONSE_MODEL, "llm.response.model_name")
            .text(TextField.SESSION, "session.id")
            .text(TextField.USER, "user.id")
            .text(TextField.PROMPT_NAME, "prompt.id")
            .text(TextField.PROMPT_VERSION, "llm.prompt_template.version")
            .count(CountField.INPUT, "llm.token_count.prompt")
            .count(CountField.OUTPUT, "llm.token_count.completion")
            .count(
                    CountField.CACHE_READ,
                    "llm.token_count.prompt_details.cache_read",
                    "llm.token_count.prompt_details.cache_input")
            .count(CountField.CACHE_WRITE, "llm.token_count.prompt_details.cache_write")
            .count(CountField.REASONING, "llm.token_count.completion_details.reasoning")
            .finishReasons("llm.finish_reason")
            .tags("tag.tags")
            .metadata("metadata")
            .cost("llm.cost.total");

    @Override
    public String name() {
        return "openinference";
    }

    @Override
    public boolean wrote(SpanSource source) {
        return source.attributes().has("openinference.span.kind");
    }

    @Override
    public void read(SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        FIELDS.fill(attributes, span);
        readModels(attributes, span);
        span.kind = kind(span.operation);
        readTools(attributes, span);
        switch (span.kind) {
            case TOOL -> readTool(attributes, span);
            case RETRIEVAL -> readRetrieval(attributes, span);
            case EMBEDDING -> readEmbedding(attributes, span);
            default -> readMessages(source, span);
        }
    }

    private static SpanKind kind(String kind) {
        return switch (kind) {
            case "LLM" -> SpanKind.LLM;
            case "EMBEDDING" -> SpanKind.EMBEDDING;
            case "RETRIEVER", "RERANKER" -> SpanKind.RETRIEVAL;
            case "TOOL" -> SpanKind.TOOL;
            case "AGENT" -> SpanKind.AGENT;
            case "CHAIN", "PROMPT" -> SpanKind.CHAIN;
            case "GUARDRAIL" -> SpanKind.GUARDRAIL;
            case "EVALUATOR" -> SpanKind.EVALUATOR;
            default -> SpanKind.OTHER;
        };
    }

    /**
     * The model asked for often stands only in the parameters. {@code llm.model_name} is the one that answered where that is
     * known, and else the one asked for.
     */
    private static void readModels(Attributes attributes, SpanBuilder span) {
        if (span.requestModel.isEmpty()) {
            span.requestModel = Trees.parse(attributes.text("llm.invocation_parameters"))
                    .map(parameters -> parameters.path("model").asString(""))
                    .orElse("");
        }
        String model = attributes.take("llm.model_name");
        if (span.requestModel.isEmpty()) {
            span.requestModel = model;
        } else if (span.responseModel.isEmpty() && !model.equals(span.requestModel)) {
            span.responseModel = model;
        }
    }

    private static void readMessages(SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        span.input = messages(source, "llm.input_messages", "input.value", "user");
        span.output = messages(source, "llm.output_messages", "output.value", "assistant");
        if (span.input.isEmpty()) {
            span.input = texts(attributes, "llm.prompts", "prompt", "user");
        }
        if (span.output.isEmpty()) {
            span.output = texts(attributes, "llm.choices", "completion", "assistant");
        }
        if (span.kind == SpanKind.LLM) {
            WholeValues.take(attributes, "input.value", span, true);
            WholeValues.take(attributes, "output.value", span, false);
        } else {
            Contents.takeInput(attributes, "input.value", span);
            Contents.takeOutput(attributes, "output.value", span);
        }
        dropTypeOfNothing(attributes);
    }

    /** What a value was is of no interest once it has become messages. */
    private static void dropTypeOfNothing(Attributes attributes) {
        for (String value : List.of("input", "output")) {
            if (!attributes.has(value + ".value")) {
                attributes.remove(value + ".mime_type");
            }
        }
    }

    /** A span may have only so many attributes, so of a long conversation the end is cut; the request then tells all of it. */
    private static List<Message> messages(SpanSource source, String prefix, String whole, String role) {
        Attributes attributes = source.attributes();
        Optional<ArrayNode> list = IndexedKeys.list(attributes, prefix);
        if (list.isEmpty()) {
            return List.of();
        }
        ArrayNode flat = JsonNodeFactory.instance.arrayNode();
        list.get().forEach(element -> flat.add(message(element.path("message"))));
        Optional<Reading> reading = ChatForms.read(flat, role);
        if (reading.isEmpty()) {
            return List.of();
        }
        if (source.span().getDroppedAttributesCount() > 0 && attributes.has(whole)) {
            Optional<Reading> all = ChatForms.read(attributes.text(whole), role);
            if (all.isPresent()
                    && all.get().messages().size() > reading.get().messages().size()) {
                return all.get().messages();
            }
        }
        if (reading.get().complete()) {
            IndexedKeys.remove(attributes, prefix);
        }
        return reading.get().messages();
    }

    /** In the form of OpenAI's chat messages, which differ only in the names around each part. */
    private static JsonNode message(JsonNode flat) {
        if (!(flat instanceof ObjectNode message)) {
            return flat;
        }
        unwrap(message, "contents", "message_content", "content");
        unwrap(message, "tool_calls", "tool_call", "tool_calls");
        JsonNode function = message.remove("function_call_name");
        JsonNode arguments = message.remove("function_call_arguments_json");
        if (function != null) {
            ObjectNode call = message.putObject("function_call");
            call.set("name", function);
            call.set("arguments", arguments);
        }
        return message;
    }

    private static void unwrap(ObjectNode message, String list, String wrapper, String name) {
        if (message.get(list) instanceof ArrayNode wrapped) {
            message.remove(list);
            ArrayNode plain = message.putArray(name);
            wrapped.forEach(element -> plain.add(element.has(wrapper) ? element.get(wrapper) : element));
        }
    }

    /** One by one, or as LlamaIndex writes them, in one list. */
    private static List<Message> texts(Attributes attributes, String prefix, String wrapper, String role) {
        @Nullable AnyValue plain = attributes.get(prefix);
        if (plain != null && plain.hasArrayValue()) {
            attributes.remove(prefix);
            return Values.words(plain).stream()
                    .map(text -> Message.text(role, text))
                    .toList();
        }
        Optional<ArrayNode> list = IndexedKeys.list(attributes, prefix);
        if (list.isEmpty()) {
            return List.of();
        }
        List<Message> messages = new ArrayList<>();
        for (JsonNode element : list.get()) {
            messages.add(Message.text(role, element.path(wrapper).path("text").asString("")));
        }
        IndexedKeys.remove(attributes, prefix);
        return messages;
    }

    private static void readTool(Attributes attributes, SpanBuilder span) {
        Json arguments = Contents.takeJson(attributes, "input.value");
        Contents.toolCall(
                span,
                attributes.take("tool.id"),
                attributes.take("tool.name"),
                arguments.isAbsent() ? Contents.takeJson(attributes, "tool.parameters") : arguments,
                Contents.takeJson(attributes, "output.value"));
        dropTypeOfNothing(attributes);
    }

    private static void readRetrieval(Attributes attributes, SpanBuilder span) {
        String query = attributes.take("reranker.query");
        Json documents = documents(attributes, "retrieval.documents");
        Contents.retrieval(
                span,
                query.isEmpty() ? attributes.take("input.value") : query,
                documents.isAbsent() ? documents(attributes, "reranker.output_documents") : documents);
        if (span.output.isEmpty()) {
            Contents.retrieval(span, "", Contents.takeJson(attributes, "output.value"));
        }
        dropTypeOfNothing(attributes);
    }

    private static Json documents(Attributes attributes, String prefix) {
        Optional<ArrayNode> list = IndexedKeys.list(attributes, prefix);
        if (list.isEmpty()) {
            return Json.ABSENT;
        }
        ArrayNode documents = JsonNodeFactory.instance.arrayNode();
        list.get().forEach(element -> documents.add(element.has("document") ? element.get("document") : element));
        IndexedKeys.remove(attributes, prefix);
        return Trees.json(documents);
    }

    /** The texts; their vectors stay attributes. */
    private static void readEmbedding(Attributes attributes, SpanBuilder span) {
        List<Part> texts = new ArrayList<>();
        for (String key : attributes.keys("embedding.embeddings.")) {
            if (key.endsWith(".embedding.text")) {
                texts.add(new Part.Text(attributes.take(key)));
            }
        }
        if (!texts.isEmpty()) {
            span.input = List.of(new Message("user", "", texts));
        }
        WholeValues.take(attributes, "input.value", span, true);
        dropTypeOfNothing(attributes);
    }

    private static void readTools(Attributes attributes, SpanBuilder span) {
        Optional<ArrayNode> list = IndexedKeys.list(attributes, "llm.tools");
        if (list.isEmpty()) {
            return;
        }
        List<String> schemas = new ArrayList<>();
        for (JsonNode element : list.get()) {
            JsonNode schema = element.path("tool").path("json_schema");
            schemas.add(
                    ChatForms.json(schema.isMissingNode() ? element : schema).text());
        }
        span.tools = new Json("[" + String.join(",", schemas) + "]");
        IndexedKeys.remove(attributes, "llm.tools");
    }
}
