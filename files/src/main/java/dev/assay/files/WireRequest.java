package dev.assay.files;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as a provider's API takes it.
 *
 * @param tools a JSON array, or absent
 * @param rest what no other component was read from
 */
record WireRequest(List<Message> messages, List<Part> system, String model, Json tools, ObjectNode rest) {

    /** Whether this is one: an object with a list of messages, or with a prompt beside a model. */
    static boolean is(JsonNode node) {
        return node.isObject()
                && (MessageLists.is(node.path("messages"))
                        || (node.path("model").isString()
                                && (node.has("input") || node.path("prompt").isString())));
    }

    static WireRequest read(JsonNode request) throws RowException {
        ObjectNode rest = ((ObjectNode) request).deepCopy();
        List<Message> messages = new ArrayList<>();
        for (String field : List.of("messages", "input", "prompt")) {
            JsonNode said = request.path(field);
            if (MessageLists.is(said)) {
                messages.addAll(MessageLists.read(said));
            } else if (said.isString()) {
                messages.add(Message.text("user", said.stringValue()));
            } else {
                continue;
            }
            rest.remove(field);
            break;
        }
        List<Part> system = new ArrayList<>();
        for (String field : List.of("system", "instructions")) {
            Parts.addContent(system, request.path(field));
            rest.remove(field);
        }
        Json tools = Json.ABSENT;
        for (String field : List.of("tools", "functions")) {
            if (request.path(field).isArray()) {
                tools = new Json(Trees.text(request.path(field)));
                rest.remove(field);
            }
        }
        rest.remove("model");
        return new WireRequest(messages, system, request.path("model").asString(""), tools, rest);
    }
}
