package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.SpanBuilder;
import dev.assay.store.json.MessageJson;
import dev.assay.store.json.MessageJson.Reading;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Messages, parts and tools out of attributes. What cannot be read is one text, as it came. */
final class Contents {

    private Contents() {}

    /** The input, where there is none yet and the attribute holds one. */
    static void takeInput(Attributes attributes, String key, SpanBuilder span) {
        if (span.input.isEmpty()) {
            span.input = take(attributes, key, "user").messages();
        }
    }

    /** The output, where there is none yet and the attribute holds one; with why it ended, where nothing said so yet. */
    static void takeOutput(Attributes attributes, String key, SpanBuilder span) {
        if (span.output.isEmpty()) {
            Reading reading = take(attributes, key, "assistant");
            span.output = reading.messages();
            addFinishReasons(reading, span);
        }
    }

    static void addFinishReasons(Reading reading, SpanBuilder span) {
        if (span.finishReasons.isEmpty()) {
            span.finishReasons = new ArrayList<>(reading.finishReasons());
            span.finishReasons.removeIf(String::isEmpty);
            span.finishReasons.replaceAll(FinishReasons::normalised);
        }
    }

    /** Takes the attribute out where the messages hold all of it. */
    private static Reading take(Attributes attributes, String key, String role) {
        @Nullable AnyValue value = attributes.get(key);
        if (value == null) {
            return new Reading(List.of(), List.of(), true);
        }
        Reading reading = read(value, role);
        if (reading.complete()) {
            attributes.remove(key);
        }
        return reading;
    }

    /** @param role of messages that do not tell their own */
    static Reading read(AnyValue value, String role) {
        return value.hasStringValue()
                ? read(value.getStringValue(), role)
                : read(Values.json(value).text(), role);
    }

    static Reading read(String text, String role) {
        char first = firstOf(text);
        if (first == '[') {
            Optional<Reading> canonical = canonical(text, role);
            if (canonical.isPresent() && canonical.get().complete()) {
                return canonical.get();
            }
        }
        if (first == '[' || first == '{' || first == '"') {
            Optional<Reading> chat = ChatForms.read(text, role);
            if (chat.isPresent()) {
                return chat.get();
            }
        }
        return first == 0
                ? new Reading(List.of(), List.of(), true)
                : new Reading(List.of(Message.text(role, text)), List.of(""), true);
    }

    private static Optional<Reading> canonical(String text, String role) {
        try {
            return Optional.of(MessageJson.readWhole(text, role));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The first character that is no white space, or 0. */
    private static char firstOf(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return text.charAt(i);
            }
        }
        return 0;
    }

    static void takeInstructions(Attributes attributes, String key, SpanBuilder span) {
        @Nullable AnyValue value = attributes.get(key);
        if (value != null && span.systemInstructions.isEmpty()) {
            span.systemInstructions = parts(value);
            attributes.remove(key);
        }
    }

    static List<Part> parts(AnyValue value) {
        String text = value.hasStringValue()
                ? value.getStringValue()
                : Values.json(value).text();
        char first = firstOf(text);
        if (first == '[') {
            try {
                return MessageJson.readParts(text);
            } catch (JacksonException e) {
                return List.of(new Part.Text(text));
            }
        }
        return first == 0 ? List.of() : List.of(new Part.Text(text));
    }

    /** The tools that were offered, where the attribute holds a JSON array. */
    static void takeTools(Attributes attributes, String key, SpanBuilder span) {
        @Nullable AnyValue value = attributes.get(key);
        if (value == null || !span.tools.isAbsent()) {
            return;
        }
        Json tools = value.hasArrayValue() ? array(value) : json(value);
        if (tools.text().startsWith("[")) {
            span.tools = tools;
            attributes.remove(key);
        }
    }

    /** A list whose elements may be JSON in strings. */
    private static Json array(AnyValue list) {
        StringJoiner elements = new StringJoiner(",", "[", "]");
        list.getArrayValue()
                .getValuesList()
                .forEach(element -> elements.add(json(element).text()));
        return new Json(elements.toString());
    }

    /** A value as JSON; JSON in a string is read as what it is. */
    static Json json(AnyValue value) {
        return value.hasStringValue() ? MessageJson.structureOrString(value.getStringValue()) : Values.json(value);
    }

    /** An attribute as JSON; absent where there is none. */
    static Json json(Attributes attributes, String key) {
        @Nullable AnyValue value = attributes.get(key);
        return value == null ? Json.ABSENT : json(value);
    }

    /** A value as JSON, taken out; absent where there is none. */
    static Json takeJson(Attributes attributes, String key) {
        Json json = json(attributes, key);
        attributes.remove(key);
        return json;
    }

    /** What a tool was called with is a call, and what it answered the answer to it. */
    static void toolCall(SpanBuilder span, String id, String name, Json arguments, Json result) {
        if (span.input.isEmpty() && (!name.isEmpty() || !arguments.isAbsent())) {
            span.input = List.of(Message.of("assistant", new Part.ToolCall(id, name, arguments)));
        }
        if (span.output.isEmpty() && !result.isAbsent()) {
            span.output = List.of(Message.of("tool", new Part.ToolCallResponse(id, result)));
        }
    }

    /** What was searched for, and what was found. */
    static void retrieval(SpanBuilder span, String query, Json documents) {
        if (span.input.isEmpty() && !query.isEmpty()) {
            span.input = List.of(Message.text("user", query));
        }
        if (span.output.isEmpty() && !documents.isAbsent()) {
            span.output = List.of(Message.of("tool", new Part.ToolCallResponse("", documents)));
        }
    }
}
