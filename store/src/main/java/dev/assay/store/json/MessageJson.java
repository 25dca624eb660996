package dev.assay.store.json;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Messages and parts as JSON text, in the form of the OpenTelemetry GenAI convention: {@code [{"role","name"?,
 * "parts":[{"type",...}]}]}. Reading is tolerant of what clients really write; writing is strict.
 */
public final class MessageJson {

    /** Reads and writes what we wrote: deeper than anything that a client may write, so that all of it can be read again. */
    static final JsonFactory FACTORY = factory(1_000);

    /** Writes values one after another with nothing between them. */
    static final JsonFactory VALUES =
            FACTORY.rebuild().rootValueSeparator((String) null).build();

    private static final JsonFactory CLIENTS = factory(500);

    /** JSON inside a string becomes a part of the whole, so less of it may be nested. */
    private static final JsonFactory EMBEDDED = factory(400);

    /** Texts may be as long as a request may be; nesting is bounded so that no input exhausts a reader. */
    private static JsonFactory factory(int maxDepth) {
        return JsonFactory.builder()
                // Most is read and written by one platform thread, for which a shared pool is the greater part of the
                // cost.
                .recyclerPool(JsonRecyclerPools.threadLocalPool())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNestingDepth(maxDepth)
                        .build())
                .build();
    }

    private MessageJson() {}

    public static String write(List<Message> messages) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, messages);
        }
        return text.toString();
    }

    public static String writeParts(List<Part> parts) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            writeParts(json, parts);
        }
        return text.toString();
    }

    public static void write(JsonGenerator json, List<Message> messages) {
        json.writeStartArray();
        for (Message message : messages) {
            json.writeStartObject();
            json.writeStringProperty("role", message.role());
            if (!message.name().isEmpty()) {
                json.writeStringProperty("name", message.name());
            }
            json.writeName("parts");
            writeParts(json, message.parts());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    public static void writeParts(JsonGenerator json, List<Part> parts) {
        json.writeStartArray();
        parts.forEach(part -> writePart(json, part));
        json.writeEndArray();
    }

    private static void writePart(JsonGenerator json, Part part) {
        switch (part) {
            case Part.Text text -> writeContent(json, "text", text.content());
            case Part.Reasoning reasoning -> writeContent(json, "reasoning", reasoning.content());
            case Part.ToolCall call -> {
                json.writeStartObject();
                json.writeStringProperty("type", "tool_call");
                writeIfPresent(json, "id", call.id());
                json.writeStringProperty("name", call.name());
                writeRaw(json, "arguments", call.arguments());
                json.writeEndObject();
            }
            case Part.ToolCallResponse response -> {
                json.writeStartObject();
                json.writeStringProperty("type", "tool_call_response");
                writeIfPresent(json, "id", response.id());
                writeRaw(json, "response", response.response());
                json.writeEndObject();
            }
            case Part.Other other -> json.writeRawValue(other.value().text());
        }
    }

    private static void writeContent(JsonGenerator json, String type, String content) {
        json.writeStartObject();
        json.writeStringProperty("type", type);
        json.writeStringProperty("content", content);
        json.writeEndObject();
    }

    private static void writeIfPresent(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    private static void writeRaw(JsonGenerator json, String name, Json value) {
        if (!value.isAbsent()) {
            json.writeName(name);
            json.writeRawValue(value.text());
        }
    }

    /**
     * What a client wrote, read.
     *
     * @param finishReasons one for each message, as the client wrote it; empty where a message tells none
     * @param complete whether the messages hold all that the client wrote; if not, its text may be of another form
     */
    public record Reading(List<Message> messages, List<String> finishReasons, boolean complete) {

        public Reading {
            messages = List.copyOf(messages);
            finishReasons = List.copyOf(finishReasons);
        }
    }

    /**
     * Reads a JSON array of messages. A message without parts but with {@code content} is read too.
     *
     * @throws JacksonException where the text is not JSON, or not an array of objects
     */
    public static List<Message> read(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return new MessageReader(text, json, "user").messages();
        }
    }

    /**
     * Reads a JSON array of messages as {@link #read} does, and tells what else there was.
     *
     * @param role of a message that does not tell its own
     * @throws JacksonException where the text is not JSON, or not an array of objects
     */
    public static Reading readWhole(String text, String role) {
        try (JsonParser json = CLIENTS.createParser(ObjectReadContext.empty(), text)) {
            return new MessageReader(text, json, role).reading();
        }
    }

    /**
     * Reads a JSON array of parts.
     *
     * @throws JacksonException where the text is not JSON, or not an array
     */
    public static List<Part> readParts(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return new MessageReader(text, json, "user").parts();
        }
    }

    /** Reads any value that we stored, token by token. */
    public static JsonParser parser(String text) {
        return FACTORY.createParser(ObjectReadContext.empty(), text);
    }

    /** A JSON string of the text, quoted and escaped. */
    public static Json quote(String text) {
        StringWriter quoted = new StringWriter(text.length() + 16);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), quoted)) {
            json.writeString(text);
        }
        return new Json(quoted.toString());
    }

    /** The text itself where it is one JSON object or array; else a JSON string of it. */
    public static Json structureOrString(String text) {
        String stripped = text.strip();
        return isStructure(stripped) ? new Json(stripped) : quote(text);
    }

    /** Whether the text is exactly one JSON object or array. */
    private static boolean isStructure(String text) {
        if (text.isEmpty() || (text.charAt(0) != '{' && text.charAt(0) != '[')) {
            return false;
        }
        return isJson(EMBEDDED, text);
    }

    /** Whether the text is exactly one JSON value. */
    public static boolean isJson(String text) {
        return isJson(CLIENTS, text);
    }

    private static boolean isJson(JsonFactory factory, String text) {
        try (JsonParser json = factory.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() == null) {
                return false;
            }
            json.skipChildren();
            return json.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}
