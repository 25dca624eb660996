package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.store.json.MessageJson.Reading;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenLLMetry of Traceloop. Today it writes the GenAI convention, and around it spans of workflows, tasks, agents and tools;
 * earlier it flattened messages into {@code gen_ai.prompt.N} and {@code gen_ai.completion.N}.
 */
final class Traceloop implements Dialect {

    private static final String PROPERTIES = "traceloop.association.properties.";

    private static final FieldTable FIELDS = OtelGenAi.FIELDS.then(new FieldTable()
            .text(TextField.OPERATION, "llm.request.type", "traceloop.span.kind")
            .text(TextField.SESSION, PROPERTIES + "session_id", PROPERTIES + "sessionId", PROPERTIES + "thread_id")
            .text(TextField.USER, PROPERTIES + "user_id", PROPERTIES + "userId")
            .text(TextField.PROMPT_NAME, "traceloop.prompt.key")
            .text(TextField.PROMPT_VERSION, "traceloop.prompt.version", "traceloop.prompt.version_name")
            .metadataPrefixes(PROPERTIES));

    @Override
    public String name() {
        return "traceloop";
    }

    @Override
    public boolean wrote(SpanSource source) {
        Attributes attributes = source.attributes();
        return source.scopeStarts("@traceloop/")
                || attributes.has("llm.request.type")
                || attributes.has("gen_ai.is_streaming")
                || attributes.has("traceloop.span.kind");
    }

    @Override
    public void read(SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        FIELDS.fill(attributes, span);
        OtelGenAi.readContent(source, span);
        if (span.kind == SpanKind.OTHER) {
            span.kind = kind(span.operation);
        }
        if (span.input.isEmpty()) {
            span.input = messages(attributes, "gen_ai.prompt", "user", span);
        }
        if (span.output.isEmpty()) {
            span.output = messages(attributes, "gen_ai.completion", "assistant", span);
        }
        readEntity(attributes, span);
        readFunctions(attributes, span);
    }

    private static SpanKind kind(String operation) {
        return switch (operation) {
            case "chat", "completion" -> SpanKind.LLM;
            case "embedding" -> SpanKind.EMBEDDING;
            case "rerank" -> SpanKind.RETRIEVAL;
            case "workflow", "task" -> SpanKind.CHAIN;
            case "agent" -> SpanKind.AGENT;
            case "tool" -> SpanKind.TOOL;
            default -> SpanKind.OTHER;
        };
    }

    /** They are OpenAI's chat messages, flattened. */
    private static List<Message> messages(Attributes attributes, String prefix, String role, SpanBuilder span) {
        Optional<ArrayNode> list = IndexedKeys.list(attributes, prefix);
        if (list.isEmpty()) {
            return List.of();
        }
        list.get().forEach(Traceloop::parseContent);
        Optional<Reading> reading = ChatForms.read(list.get(), role);
        if (reading.isEmpty()) {
            return List.of();
        }
        if (reading.get().complete()) {
            IndexedKeys.remove(attributes, prefix);
        }
        Contents.addFinishReasons(reading.get(), span);
        return reading.get().messages();
    }

    /** A content of several parts is JSON in a string. */
    private static void parseContent(JsonNode message) {
        if (message instanceof ObjectNode object
                && object.path("content").asString("").startsWith("[{")) {
            Trees.parse(object.path("content").asString(""))
                    .filter(JsonNode::isArray)
                    .ifPresent(parts -> object.set("content", parts));
        }
    }

    private static void readEntity(Attributes attributes, SpanBuilder span) {
        if (span.kind == SpanKind.TOOL) {
            Contents.toolCall(
                    span,
                    "",
                    attributes.take("traceloop.entity.name"),
                    Contents.takeJson(attributes, "traceloop.entity.input"),
                    Contents.takeJson(attributes, "traceloop.entity.output"));
        } else {
            Contents.takeInput(attributes, "traceloop.entity.input", span);
            Contents.takeOutput(attributes, "traceloop.entity.output", span);
        }
    }

    private static void readFunctions(Attributes attributes, SpanBuilder span) {
        if (!span.tools.isAbsent()) {
            return;
        }
        IndexedKeys.list(attributes, "llm.request.functions").ifPresent(functions -> {
            functions.forEach(Traceloop::parseParameters);
            span.tools = new Json(functions.toString());
            IndexedKeys.remove(attributes, "llm.request.functions");
        });
    }

    private static void parseParameters(JsonNode function) {
        if (function instanceof ObjectNode object && object.path("parameters").isString()) {
            Trees.parse(object.path("parameters").stringValue())
                    .ifPresent(parameters -> object.set("parameters", parameters));
        }
    }
}
