package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.store.json.MessageJson.Reading;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Google's Agent Development Kit. Today the GenAI convention; in its older format the content is the request and the response
 * of Gemini on a span {@code call_llm}, around one of the convention that tells the same usage.
 */
final class GoogleAdk implements Dialect {

    private static final String REQUEST = "gcp.vertex.agent.llm_request";
    private static final String RESPONSE = "gcp.vertex.agent.llm_response";

    private static final FieldTable FIELDS =
            OtelGenAi.FIELDS.then(new FieldTable().text(TextField.SESSION, "gcp.vertex.agent.session_id"));

    @Override
    public String name() {
        return "google-adk";
    }

    @Override
    public boolean wrote(SpanSource source) {
        return source.scope().equals("gcp.vertex.agent")
                || source.attributes().has(REQUEST)
                || source.attributes().has("gcp.vertex.agent.invocation_id");
    }

    @Override
    public void read(SpanSource source, SpanBuilder span) {
        Attributes attributes = source.attributes();
        for (String key :
                new String[] {REQUEST, RESPONSE, "gcp.vertex.agent.tool_call_args", "gcp.vertex.agent.tool_response"}) {
            attributes.removeIfText(key, "{}"); // content is not captured
        }
        attributes.removeIfText("gcp.vertex.agent.tool_call_args", "N/A");
        if (attributes.text("gen_ai.system").equals("gcp.vertex.agent")) {
            attributes.put("gen_ai.system", "gcp.gemini");
        }
        FIELDS.fill(attributes, span);
        attributes.rename("gcp.vertex.agent.tool_call_args", "gen_ai.tool.call.arguments");
        attributes.rename("gcp.vertex.agent.tool_response", "gen_ai.tool.call.result");
        OtelGenAi.readContent(source, span);
        if (span.kind == SpanKind.OTHER && (span.name.equals("call_llm") || attributes.has(REQUEST))) {
            span.kind = SpanKind.LLM;
        }
        if (span.kind == SpanKind.OTHER && span.name.equals("invocation")) {
            span.kind = SpanKind.CHAIN;
        }
        readRequest(attributes, span);
        readResponse(attributes, span);
    }

    private static Optional<ObjectNode> object(Attributes attributes, String key) {
        return attributes.has(key)
                ? Trees.parse(attributes.text(key))
                        .filter(ObjectNode.class::isInstance)
                        .map(ObjectNode.class::cast)
                : Optional.empty();
    }

    private static void readRequest(Attributes attributes, SpanBuilder span) {
        object(attributes, REQUEST).ifPresent(request -> {
            if (request.path("config") instanceof ObjectNode config) {
                if (config.path("system_instruction").isString() && span.systemInstructions.isEmpty()) {
                    span.systemInstructions = Contents.parts(
                            Values.of(config.remove("system_instruction").stringValue()));
                }
                if (config.path("tools").isArray() && span.tools.isAbsent()) {
                    span.tools = functions((ArrayNode) config.remove("tools"));
                }
            }
            WholeValues.take(attributes, REQUEST, request, span, true);
        });
    }

    /** The functions of all tools, in one list. */
    private static Json functions(ArrayNode tools) {
        ArrayNode functions = Trees.list();
        for (JsonNode tool : tools) {
            JsonNode declared = tool.path("function_declarations");
            if (declared.isArray()) {
                declared.forEach(functions::add);
            } else {
                functions.add(tool);
            }
        }
        return Trees.json(functions);
    }

    /** It says what a candidate would, without being one. */
    private static void readResponse(Attributes attributes, SpanBuilder span) {
        object(attributes, RESPONSE).ifPresent(response -> {
            if (span.responseModel.isEmpty()) {
                span.responseModel = response.path("model_version").asString("");
            }
            if (!(response.remove("content") instanceof ObjectNode content) || !span.output.isEmpty()) {
                return;
            }
            Optional<Reading> reading = ChatForms.read(content, "assistant");
            if (reading.isPresent()) {
                span.output = reading.get().messages();
                if (reading.get().complete()) {
                    WholeValues.keepRest(attributes, RESPONSE, response);
                }
            }
        });
    }
}
