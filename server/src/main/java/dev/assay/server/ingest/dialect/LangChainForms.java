package dev.assay.server.ingest.dialect;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * LangChain's messages as plain chat messages: its own serialisation ({@code {"lc":1,"type":"constructor",...}}), the dumps of
 * its messages ({@code {"type":"human",...}}), batches of one, and what a model generated.
 */
final class LangChainForms {

    private static final int MAX_DEPTH = 8;

    private boolean found;

    private LangChainForms() {}

    /**
     * @param tree the same where nothing in it is LangChain's
     * @param found whether something was: it said more than a chat message can
     */
    record Plain(JsonNode tree, boolean found) {}

    static Plain plain(JsonNode tree) {
        LangChainForms forms = new LangChainForms();
        JsonNode plain = forms.plain(tree, 0);
        return new Plain(plain, forms.found);
    }

    private JsonNode plain(JsonNode tree, int depth) {
        if (depth > MAX_DEPTH) {
            return tree;
        }
        return switch (tree) {
            case ArrayNode array -> list(array, depth);
            case ObjectNode object -> object(object, depth);
            default -> tree;
        };
    }

    /** A batch of one is its only conversation. */
    private JsonNode list(ArrayNode array, int depth) {
        if (array.size() == 1 && array.get(0).isArray() && !array.get(0).isEmpty()) {
            return plain(array.get(0), depth + 1);
        }
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof ObjectNode object && (isSerialised(object) || isDump(object))) {
                array.set(i, object(object, depth + 1));
            }
        }
        return array;
    }

    private JsonNode object(ObjectNode object, int depth) {
        if (isSerialised(object)) {
            return message((ObjectNode) object.path("kwargs"), roleOf(object.path("id")));
        }
        if (isDump(object)) {
            return message(object, role(object.path("type").asString("")));
        }
        if (object.path("generations").isArray()) {
            return generations(object, depth);
        }
        if (object.path("messages").isArray()) {
            object.set("messages", plain(object.path("messages"), depth + 1));
        }
        return object;
    }

    private static boolean isSerialised(ObjectNode object) {
        return object.has("lc")
                && object.path("kwargs").isObject()
                && !roleOf(object.path("id")).isEmpty();
    }

    private static boolean isDump(ObjectNode object) {
        return object.has("content")
                && !object.has("role")
                && !role(object.path("type").asString("")).isEmpty();
    }

    /** The class is the last word of the path. */
    private static String roleOf(JsonNode path) {
        String name =
                path.isArray() && !path.isEmpty() ? path.get(path.size() - 1).asString("") : "";
        return switch (name) {
            case "SystemMessage", "SystemMessageChunk" -> "system";
            case "HumanMessage", "HumanMessageChunk" -> "user";
            case "AIMessage", "AIMessageChunk" -> "assistant";
            case "ToolMessage", "ToolMessageChunk", "FunctionMessage" -> "tool";
            default -> "";
        };
    }

    private static String role(String type) {
        return switch (type) {
            case "human", "HumanMessageChunk" -> "user";
            case "ai", "AIMessageChunk" -> "assistant";
            case "system" -> "system";
            case "tool", "function" -> "tool";
            default -> "";
        };
    }

    /** The words of a chat message; what LangChain adds about the response stays where it came from. */
    private ObjectNode message(ObjectNode from, String role) {
        found = true;
        ObjectNode message = Trees.object();
        message.put("role", role);
        for (String name : new String[] {"content", "name", "tool_call_id", "tool_calls"}) {
            JsonNode value = from.path(name);
            if (!value.isMissingNode() && !value.isNull() && !(value.isContainer() && value.isEmpty())) {
                message.set(name, value);
            }
        }
        if (message.has("tool_calls") && message.path("content").asString("x").isEmpty()) {
            message.remove("content");
        }
        if (role.equals("assistant")) {
            message.remove("name");
        }
        String reason = from.path("response_metadata").path("finish_reason").asString("");
        if (!reason.isEmpty()) {
            message.put("finish_reason", reason);
        }
        return message;
    }

    private ArrayNode generations(ObjectNode result, int depth) {
        found = true;
        ArrayNode messages = Trees.list();
        for (JsonNode batch : result.path("generations")) {
            for (JsonNode generation : batch.isArray() ? batch : Trees.list().add(batch)) {
                JsonNode message = generation.path("message");
                if (message instanceof ObjectNode object) {
                    messages.add(plain(object, depth + 1));
                } else {
                    messages.addObject()
                            .put("role", "assistant")
                            .put("content", generation.path("text").asString(""));
                }
                String reason =
                        generation.path("generation_info").path("finish_reason").asString("");
                if (!reason.isEmpty()
                        && messages.get(messages.size() - 1) instanceof ObjectNode last
                        && !last.has("finish_reason")) {
                    last.put("finish_reason", reason);
                }
            }
        }
        return messages;
    }
}
