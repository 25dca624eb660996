package dev.assay.store.json;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/**
 * Reads messages from a stream of tokens. Values that are kept as they came (arguments, responses, parts of other
 * types) are cut out of the source text by position, so nothing is parsed into a tree and numbers keep their digits.
 */
final class MessageReader {

    private final String source;
    private final JsonParser json;

    MessageReader(String source, JsonParser json) {
        this.source = source;
        this.json = json;
    }

    /** The current token is the start of an array; afterwards it is its end. */
    List<Message> messages() {
        expect(JsonToken.START_ARRAY, "an array of messages");
        List<Message> messages = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            messages.add(message());
        }
        return messages;
    }

    List<Part> parts() {
        expect(JsonToken.START_ARRAY, "an array of parts");
        List<Part> parts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            parts.add(part());
        }
        return parts;
    }

    private Message message() {
        expect(JsonToken.START_OBJECT, "a message object");
        String role = "";
        String name = "";
        List<Part> parts = List.of();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "role" -> role = text(value);
                case "name" -> name = text(value);
                case "parts", "content" -> parts = partsOrText(value, parts);
                default -> json.skipChildren();
            }
        }
        return new Message(role.isEmpty() ? "user" : role, name, parts);
    }

    private List<Part> partsOrText(JsonToken value, List<Part> otherwise) {
        return switch (value) {
            case START_ARRAY -> parts();
            case VALUE_STRING -> List.of(new Part.Text(json.getString()));
            case START_OBJECT -> List.of(part());
            default -> otherwise;
        };
    }

    private Part part() {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return new Part.Text(json.getString());
        }
        expect(JsonToken.START_OBJECT, "a part object");
        int start = tokenStart();
        String type = "";
        String content = "";
        boolean contentIsText = false;
        String id = "";
        String name = "";
        Json arguments = Json.ABSENT;
        Json response = Json.ABSENT;
        boolean onlyKnown = true;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "type" -> type = text(value);
                case "content", "text", "thinking" -> {
                    if (value == JsonToken.VALUE_STRING) {
                        content = json.getString();
                        contentIsText = true;
                    } else {
                        json.skipChildren();
                    }
                }
                case "id" -> id = text(value);
                case "name" -> name = text(value);
                case "arguments" -> arguments = arguments(value);
                case "response", "result" -> response = raw(value);
                default -> {
                    onlyKnown = false;
                    json.skipChildren();
                }
            }
        }
        return switch (type) {
            case "text" -> contentIsText && onlyKnown ? new Part.Text(content) : other(start);
            case "reasoning", "thinking" -> contentIsText && onlyKnown ? new Part.Reasoning(content) : other(start);
            case "tool_call" -> onlyKnown ? new Part.ToolCall(id, name, arguments) : other(start);
            case "tool_call_response" -> onlyKnown ? new Part.ToolCallResponse(id, response) : other(start);
            default -> other(start);
        };
    }

    /** The object that just ended, as it stood in the source. */
    private Part other(int start) {
        return new Part.Other(new Json(source.substring(start, tokenEnd())));
    }

    /** Clients write arguments as an object or as a string that holds one. */
    private Json arguments(JsonToken value) {
        return value == JsonToken.VALUE_STRING ? MessageJson.structureOrString(json.getString()) : raw(value);
    }

    private Json raw(JsonToken value) {
        int start = tokenStart();
        if (value.isStructStart()) {
            json.skipChildren();
        } else {
            json.getString(); // a scalar is read lazily: only then does its end stand where it should
        }
        return new Json(source.substring(start, tokenEnd()));
    }

    private String text(JsonToken value) {
        if (value.isScalarValue()) {
            return value == JsonToken.VALUE_NULL ? "" : json.getString();
        }
        json.skipChildren();
        return "";
    }

    private int tokenStart() {
        return (int) json.currentTokenLocation().getCharOffset();
    }

    private int tokenEnd() {
        return (int) json.currentLocation().getCharOffset();
    }

    private void expect(JsonToken token, String what) {
        if (json.currentToken() != token) {
            throw new StreamReadException(json, "found " + json.currentToken() + " (expected: " + what + ")");
        }
    }
}
