package dev.assay.server.ingest.dialect;

import dev.assay.model.Message;
import dev.assay.model.SpanBuilder;
import dev.assay.store.json.MessageJson.Reading;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests and responses that a client writes whole, as one JSON text. The conversation in it becomes the messages of the
 * span, or is found to be what these say already; what else it holds stays under its key with {@value #REST} behind, so that
 * no text is kept twice and nothing is lost.
 */
final class WholeValues {

    static final String REST = ".rest";

    private static final List<String> REQUEST = List.of("messages", "contents", "input", "prompt");
    private static final List<String> INSTRUCTIONS = List.of("system", "instructions");
    private static final List<String> RESPONSE =
            List.of("choices", "candidates", "generations", "output", "role", "content", "stop_reason", "type");

    private WholeValues() {}

    /**
     * Takes the conversation out of an attribute, where the span has none yet or has the same.
     *
     * @param input whether it is a request
     */
    static void take(Attributes attributes, String key, SpanBuilder span, boolean input) {
        String text = attributes.text(key);
        if (!text.startsWith("{")) {
            takePlain(attributes, key, text, span, input);
            return;
        }
        Optional<ObjectNode> whole =
                Trees.parse(text).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
        if (whole.isEmpty()) {
            takePlain(attributes, key, text, span, input);
            return;
        }
        take(attributes, key, whole.get(), span, input);
    }

    /** The same where the attribute is parsed already. */
    static void take(Attributes attributes, String key, ObjectNode whole, SpanBuilder span, boolean input) {
        ObjectNode conversation = input ? request(whole) : response(whole);
        if (conversation.isEmpty()) {
            takePlain(attributes, key, attributes.text(key), span, input);
            return;
        }
        Optional<Reading> reading = ChatForms.read(conversation.deepCopy(), input ? "user" : "assistant");
        if (reading.isEmpty()) {
            takePlain(attributes, key, attributes.text(key), span, input);
            return;
        }
        List<Message> held = input ? span.input : span.output;
        if (!held.isEmpty() && !held.equals(reading.get().messages())) {
            return; // it says something else, so it stays
        }
        set(span, reading.get(), input);
        if (!input && span.responseId.isEmpty() && whole.path("id").isString()) {
            span.responseId = whole.path("id").stringValue();
        }
        if (reading.get().complete()) {
            dropKnown(whole, span, attributes);
            keepRest(attributes, key, whole);
        }
    }

    private static void takePlain(Attributes attributes, String key, String text, SpanBuilder span, boolean input) {
        List<Message> held = input ? span.input : span.output;
        if (held.isEmpty()) {
            if (input) {
                Contents.takeInput(attributes, key, span);
            } else {
                Contents.takeOutput(attributes, key, span);
            }
        } else if (!text.isEmpty()
                && held.equals(Contents.read(text, input ? "user" : "assistant").messages())) {
            attributes.remove(key);
        }
    }

    private static void set(SpanBuilder span, Reading reading, boolean input) {
        if (input) {
            span.input = reading.messages();
        } else {
            span.output = reading.messages();
            Contents.addFinishReasons(reading, span);
        }
    }

    /** What the key held beside the conversation. */
    static void keepRest(Attributes attributes, String key, ObjectNode rest) {
        attributes.remove(key);
        if (!rest.isEmpty()) {
            attributes.put(key + REST, rest.toString());
        }
    }

    private static ObjectNode request(ObjectNode whole) {
        ObjectNode found = Trees.object();
        for (String name : REQUEST) {
            if (whole.has(name)) {
                found.set(name, whole.remove(name));
                for (String instructions : INSTRUCTIONS) {
                    move(whole, instructions, found);
                }
                return found;
            }
        }
        return found;
    }

    private static ObjectNode response(ObjectNode whole) {
        ObjectNode found = Trees.object();
        for (String name : RESPONSE) {
            boolean isMessage =
                    whole.path("role").isString() || whole.path("content").isArray();
            boolean ofMessage = name.equals("stop_reason") || name.equals("type");
            if (!ofMessage
                    || (isMessage && whole.path("type").asString("message").equals("message"))
                    || found.has("role")) {
                move(whole, name, found);
            }
        }
        return found;
    }

    private static void move(ObjectNode from, String name, ObjectNode to) {
        JsonNode value = from.remove(name);
        if (value != null) {
            to.set(name, value);
        }
    }

    /** Names whose values the span's fields, or its parameters, say as well. */
    private static void dropKnown(ObjectNode whole, SpanBuilder span, Attributes attributes) {
        JsonNode tools = whole.path("tools");
        if (!tools.isMissingNode()
                && Trees.parse(span.tools.text()).filter(tools::equals).isPresent()) {
            whole.remove("tools");
        }
        dropIf(whole, "model", span.requestModel);
        dropIf(whole, "model", span.responseModel);
        dropIf(whole, "id", span.responseId);
        if (!whole.isEmpty() && attributes.has("llm.invocation_parameters")) {
            Trees.parse(attributes.text("llm.invocation_parameters")).ifPresent(parameters -> {
                for (String name : List.copyOf(whole.propertyNames())) {
                    if (whole.path(name).equals(parameters.path(name))) {
                        whole.remove(name);
                    }
                }
            });
        }
        whole.properties().removeIf(property -> property.getValue().isNull());
    }

    private static void dropIf(ObjectNode whole, String name, String value) {
        if (!value.isEmpty() && whole.path(name).asString("").equals(value)) {
            whole.remove(name);
        }
    }
}
