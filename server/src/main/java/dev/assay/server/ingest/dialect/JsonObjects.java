package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What frameworks put around the arguments and the answer of a function. */
final class JsonObjects {

    private JsonObjects() {}

    /** The value of an object with this one name, else what was given. */
    static Json onlyValue(Json json, String name) {
        return object(json)
                .filter(object -> object.size() == 1 && object.has(name))
                .map(object -> Trees.json(object.path(name)))
                .orElse(json);
    }

    /** Whether it is an object of one value. */
    static boolean isOnly(Json json) {
        return object(json).filter(object -> object.size() == 1).isPresent();
    }

    /** What was searched for: the text under one of the usual names, or the only one there is. */
    static String query(Json arguments) {
        Optional<ObjectNode> object = object(arguments);
        if (object.isEmpty()) {
            return text(arguments);
        }
        for (String name : List.of("query", "q", "question", "input", "text")) {
            if (object.get().path(name).isString()) {
                return object.get().path(name).stringValue();
            }
        }
        JsonNode first = object.get().size() == 1 ? object.get().iterator().next() : object.get();
        return first.isString() ? first.stringValue() : arguments.text();
    }

    /** A JSON string as the text it holds, anything else as it stands; empty where it is absent. */
    static String text(Json json) {
        if (json.isAbsent()) {
            return "";
        }
        return json.text().startsWith("\"")
                ? Trees.parse(json.text()).map(tree -> tree.asString("")).orElse(json.text())
                : json.text();
    }

    /** A count; empty where it is none. */
    static OptionalLong count(JsonNode node) {
        return node.isNumber() ? Values.count(Values.of(node.asString(""))) : OptionalLong.empty();
    }

    private static Optional<ObjectNode> object(Json json) {
        return json.isAbsent() || !json.text().startsWith("{")
                ? Optional.empty()
                : Trees.parse(json.text()).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }
}
