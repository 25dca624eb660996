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
    private final String defaultRole;
    private final List<String> finishReasons = new ArrayList<>();
    private boolean complete = true;

    /** @param role of a message that does not tell its own */
    MessageReader(String source, JsonParser json, String role) {
        this.defaultRole = role;
        this.source = source;
        this.json = json;
    }

    /** The whole source is an array of messages. */
    MessageJson.Reading reading() {
        List<Message> messages = messages();
        return new MessageJson.Reading(messages, finishReasons, complete);
    }

    /** The whole source is an array of messages. */
    List<Message> messages() {
        begin("an array of messages");
        List<Message> messages = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            messages.add(message());
        }
        end();
        return messages;
    }

    /** The whole source is an array of parts. */
    List<Part> parts() {
        begin("an array of parts");
        List<Part> parts = partsOfArray();
        end();
        return parts;
    }

    private void begin(String what) {
        json.nextToken();
        expect(JsonToken.START_ARRAY, what);
    }

    private void end() {
        if (json.nextToken() != null) {
            throw new StreamReadException(json, "found " + json.currentToken() + " (expected: the end)");
        }
    }

    private Message message() {
        expect(JsonToken.START_OBJECT, "a message object");
        String role = "";
        String name = "";
        String finishReason = "";
        List<Part> parts = List.of();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "role" -> role = text(value);
                case "name" -> name = text(value);
                case "parts" -> parts = parts(value, parts);
                case "content" -> parts = content(value, parts);
                case "finish_reason" -> finishReason = text(value);
                default -> skip(value);
            }
        }
        finishReasons.add(finishReason);
        return new Message(role.isEmpty() ? defaultRole : role, name, parts);
    }

    private List<Part> parts(JsonToken value, List<Part> otherwise) {
        if (value == JsonToken.START_ARRAY) {
            return partsOfArray();
        }
        return content(value, otherwise);
    }

    /** Chat messages of providers have content in place of parts; where it is no plain text its parts are theirs. */
    private List<Part> content(JsonToken value, List<Part> otherwise) {
        return switch (value) {
            case VALUE_STRING -> List.of(new Part.Text(json.getString()));
            case START_ARRAY -> {
                complete = false;
                yield partsOfArray();
            }
            case START_OBJECT -> {
                complete = false;
                yield List.of(part());
            }
            default -> {
                skip(value);
                yield otherwise;
            }
        };
    }

    private List<Part> partsOfArray() {
        List<Part> parts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            parts.add(part());
        }
        return parts;
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
        boolean more = false;
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
                        more |= isThere(value);
                        json.skipChildren();
                    }
                }
                case "id" -> id = text(value);
                case "name" -> name = text(value);
                case "arguments" -> arguments = arguments(value);
                case "response", "result" -> response = response(value);
                default -> {
                    more |= isThere(value);
                    json.skipChildren();
                }
            }
        }
        return switch (type) {
            case "text" -> contentIsText ? known(new Part.Text(content), more) : other(start);
            case "reasoning", "thinking" -> contentIsText ? known(new Part.Reasoning(content), more) : other(start);
            case "tool_call" -> known(new Part.ToolCall(id, name, arguments), more);
            case "tool_call_response" -> known(new Part.ToolCallResponse(id, response), more);
            default -> other(start);
        };
    }

    private Part known(Part part, boolean more) {
        complete &= !more;
        return part;
    }

    /** The object that just ended, as it stood in the source. */
    private Part other(int start) {
        return new Part.Other(new Json(source.substring(start, tokenEnd())));
    }

    /** Clients write arguments as an object or as a string that holds one. */
    private Json arguments(JsonToken value) {
        return value == JsonToken.VALUE_NULL ? Json.ABSENT : response(value);
    }

    /** What a tool answers is often JSON in a string. */
    private Json response(JsonToken value) {
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
        skip(value);
        return "";
    }

    private void skip(JsonToken value) {
        complete &= !isThere(value);
        json.skipChildren();
    }

    private static boolean isThere(JsonToken value) {
        return value != JsonToken.VALUE_NULL;
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
